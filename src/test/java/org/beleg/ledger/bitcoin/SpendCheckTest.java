package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.testing.Allocations;
import org.junit.jupiter.api.Test;

/** Every rule of signatures and programs that an attacker might try to break, each by its name. */
class SpendCheckTest extends TestSpends {

  // --- signatures --------------------------------------------------------------------------------

  @Test
  void checkSig_refusesSignaturesThatFailUnlessTheyAreEmpty() throws VerificationException {
    byte[] script = script(
        signer.publicKey(),
        ScriptCode.OP_CHECKSIG,
        ScriptCode.OP_NOTIF,
        0x51,
        ScriptCode.OP_ELSE,
        0x51,
        ScriptCode.OP_ENDIF);
    for (Rules rules : List.of(Rules.BARE, Rules.P2SH, Rules.P2WSH)) {
      assertThat(run(rules, script, ecdsa(rules, script, signer))).isEqualTo(Verdict.accepted());
      assertThat(run(rules, script, EMPTY)).isEqualTo(Verdict.accepted());
      assertThat(run(rules, script, ecdsa(rules, script, other)).reason())
          .contains(Reason.SIGNATURE_MISMATCH);
    }
    byte[] tapscript = script(
        signer.xOnly(),
        ScriptCode.OP_CHECKSIG,
        ScriptCode.OP_NOTIF,
        0x51,
        ScriptCode.OP_ELSE,
        0x51,
        ScriptCode.OP_ENDIF);
    assertThat(run(Rules.TAPSCRIPT, tapscript, schnorr(tapscript, signer)))
        .isEqualTo(Verdict.accepted());
    assertThat(run(Rules.TAPSCRIPT, tapscript, EMPTY)).isEqualTo(Verdict.accepted());
    assertThat(run(Rules.TAPSCRIPT, tapscript, schnorr(tapscript, other)).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void checkSig_refusesKeysOfOtherForms() throws VerificationException {
    byte[] hybrid = signer.uncompressed();
    hybrid[0] = (byte) (6 + (hybrid[64] & 1));
    for (byte[] key : List.of(hybrid, signer.xOnly(), Arrays.copyOf(signer.publicKey(), 34))) {
      byte[] script = script(key, ScriptCode.OP_CHECKSIG);
      for (Rules rules : List.of(Rules.BARE, Rules.P2SH, Rules.P2WSH)) {
        assertThat(run(rules, script, ecdsa(rules, script, signer)).reason())
            .contains(Reason.SCRIPT_FAILED);
      }
    }
    byte[] old = script(signer.publicKey(), ScriptCode.OP_CHECKSIG);
    assertThat(run(Rules.TAPSCRIPT, old, schnorr(old, signer)).reason())
        .contains(Reason.SCRIPT_INCONCLUSIVE); // a key of 33 bytes is one of later rules
    byte[] none = script(EMPTY, ScriptCode.OP_CHECKSIG);
    assertThat(run(Rules.TAPSCRIPT, none, schnorr(none, signer)).reason())
        .contains(Reason.SCRIPT_FAILED);
  }

  @Test
  void checkMultisig_refusesWrongOrderRepetitionAndTheElementBelow() throws VerificationException {
    byte[] script =
        script(0x52, signer.publicKey(), other.publicKey(), 0x52, ScriptCode.OP_CHECKMULTISIG);
    for (Rules rules : List.of(Rules.BARE, Rules.P2SH, Rules.P2WSH)) {
      byte[] one = ecdsa(rules, script, signer);
      byte[] two = ecdsa(rules, script, other);
      assertThat(run(rules, script, EMPTY, one, two)).isEqualTo(Verdict.accepted());
      assertThat(run(rules, script, EMPTY, two, one).reason()).contains(Reason.SIGNATURE_MISMATCH);
      assertThat(run(rules, script, EMPTY, one, one).reason()).contains(Reason.SIGNATURE_MISMATCH);
      assertThat(run(rules, script, EMPTY, EMPTY, two).reason())
          .contains(Reason.SIGNATURE_MISMATCH);
      assertThat(run(rules, script, EMPTY, EMPTY, EMPTY).reason()).contains(Reason.SCRIPT_FAILED);
      assertThat(run(rules, script, ONE, one, two).reason()).contains(Reason.SCRIPT_FAILED);
      assertThat(run(rules, script, one, two).reason()).contains(Reason.SCRIPT_FAILED);
    }
    assertThat(run(Rules.TAPSCRIPT, script, EMPTY, EMPTY, EMPTY).reason())
        .contains(Reason.SCRIPT_INCONCLUSIVE);
  }

  @Test
  void checkMultisig_countsItsKeysAsOperations() {
    List<Object> parts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      parts.addAll(List.of(0, 0));
      parts.addAll(Collections.nCopies(20, signer.publicKey()));
      parts.addAll(List.of(new byte[] {20}, ScriptCode.OP_CHECKMULTISIG, ScriptCode.OP_DROP));
    }
    parts.add(0x51);
    assertThat(run(Rules.P2WSH, script(parts.toArray())).reason()).contains(Reason.SCRIPT_FAILED);
    List<Object> fewer = new ArrayList<>(parts.subList(25, parts.size()));
    assertThat(run(Rules.P2WSH, script(fewer.toArray()))).isEqualTo(Verdict.accepted());
  }

  @Test
  void checkMultisig_refusesNumbersThatDoNotFit() {
    for (Object[] parts : List.of(
        new Object[] {0, 0x51, signer.publicKey(), 0x4f, ScriptCode.OP_CHECKMULTISIG},
        new Object[] {0, 0x4f, signer.publicKey(), 0x51, ScriptCode.OP_CHECKMULTISIG},
        new Object[] {0, 0x52, signer.publicKey(), 0x51, ScriptCode.OP_CHECKMULTISIG},
        new Object[] {0, 0, new byte[] {21}, ScriptCode.OP_CHECKMULTISIG})) {
      assertThat(run(Rules.P2WSH, script(parts)).reason()).contains(Reason.SCRIPT_FAILED);
    }
  }

  @Test
  void tapscript_refusesMoreSignaturesThanItsSizeAllows() throws VerificationException {
    byte[] piece = script(ScriptCode.OP_DUP, signer.xOnly(), ScriptCode.OP_CHECKSIGVERIFY);
    for (int count = 1; count <= 20; count++) {
      WireWriter writer = new WireWriter();
      for (int i = 0; i < count; i++) {
        writer.raw(piece);
      }
      byte[] script = writer.toByteArray();
      byte[] signature = schnorr(script, signer);
      int size =
          Witness.of(signature, script, tap(TapLeaf.of(script)).controlBlock()).format().length;
      Verdict verdict = run(Rules.TAPSCRIPT, script, signature);
      assertThat(verdict.isAccepted()).isEqualTo(50 * count <= 50 + size);
      assertThat(verdict.isAccepted()).isEqualTo(count <= 12);
    }
  }

  @Test
  void check_endsBeforeMoreSignaturesThanNodesPassOn() throws VerificationException {
    byte[] noPoint = signer.publicKey();
    byte[] x = new byte[32];
    x[31] = 5; // 5^3 + 7 is no square
    System.arraycopy(x, 0, noPoint, 1, 32);
    List<Object> parts = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      parts.addAll(List.of(0x51, signer.publicKey()));
      parts.addAll(Collections.nCopies(19, noPoint));
      parts.addAll(List.of(new byte[] {20}, ScriptCode.OP_CHECKMULTISIGVERIFY));
    }
    parts.add(0x51);
    byte[] script = script(parts.toArray());
    SignatureHashes hashes = SignatureHashes.of(
        spending(EMPTY, Witness.empty()), output(scriptPubKey(Rules.P2WSH, script)));
    byte[] signature = signer.segwit(hashes, 0, script, SignatureHashes.ALL);
    List<byte[]> items = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      items.addAll(List.of(EMPTY, signature));
    }
    SpendCheck check = new SpendCheck(
        spending(EMPTY, witness(items, script)), output(scriptPubKey(Rules.P2WSH, script)));
    int most = SpendContext.Allowance.MAX_SIGNATURE_CHECKS / 180;
    for (int i = 0; i < most; i++) {
      assertThat(check.check(0)).isEqualTo(Verdict.accepted());
    }
    assertThat(check.check(0).reason()).contains(Reason.SCRIPT_INCONCLUSIVE);
  }

  @Test
  void tapscript_readsALargeAnnexOnceForAllSignatures() throws VerificationException {
    byte[] piece = TestSpends.script(
        ScriptCode.OP_DUP, signer.xOnly(), ScriptCode.OP_CHECKSIGVERIFY);
    int count = 300;
    WireWriter writer = new WireWriter();
    for (int i = 0; i < count; i++) {
      writer.raw(piece);
    }
    byte[] script = writer.toByteArray();
    Tap tap = tap(TapLeaf.of(script));
    byte[] annex = new byte[1_000_000];
    annex[0] = 0x50;
    Hash message = SignatureHashes.of(
            spending(EMPTY, Witness.of(EMPTY, annex)), output(tap.scriptPubKey()))
        .taprootScriptPath(
            0, SignatureHashes.DEFAULT, TapLeaf.hash(TapLeaf.TAPSCRIPT, script));
    Transaction spend = spending(
        EMPTY, Witness.of(signer.schnorr(message), script, tap.controlBlock(), annex));
    SpendCheck check = new SpendCheck(spend, output(tap.scriptPubKey()));
    long before = Allocations.ofThisThread();
    assertThat(check.check(0)).isEqualTo(Verdict.accepted());
    assertThat(Allocations.ofThisThread() - before).isLessThan(50L * annex.length);
  }

  // --- programs ----------------------------------------------------------------------------------

  @Test
  void p2wpkh_refusesAnotherNumberOfItems() throws VerificationException {
    byte[] program = OutputKind.witness(0, signer.keyHash());
    SignatureHashes hashes = SignatureHashes.of(spending(EMPTY, Witness.empty()), output(program));
    byte[] signature =
        signer.segwit(hashes, 0, OutputKind.keyHash(signer.keyHash()), SignatureHashes.ALL);
    byte[] key = signer.publicKey();
    assertThat(check(program, EMPTY, Witness.of(signature, key))).isEqualTo(Verdict.accepted());
    for (Witness wrong : List.of(
        Witness.empty(),
        Witness.of(signature),
        Witness.of(signature, key, key),
        Witness.of(EMPTY, signature, key),
        Witness.of(key, signature))) {
      assertThat(check(program, EMPTY, wrong).reason()).contains(Reason.SCRIPT_FAILED);
    }
    byte[] nested = OutputKind.scriptHash(ScriptMachine.hash160(program));
    assertThat(check(nested, script(program), Witness.of(signature, key)))
        .isEqualTo(Verdict.accepted());
    assertThat(check(nested, script(ONE, program), Witness.of(signature, key)).reason())
        .contains(Reason.SCRIPT_FAILED);
  }

  @Test
  void check_refusesProgramsWithoutRules() {
    byte[] none = new byte[32];
    for (int length : new int[] {2, 19, 21, 31, 33, 40}) {
      assertThat(check(OutputKind.witness(0, new byte[length]), EMPTY, Witness.of(none))
              .reason())
          .contains(Reason.SCRIPT_FAILED); // nobody can ever spend these
      assertThat(check(OutputKind.witness(1, new byte[length]), EMPTY, Witness.of(none))
              .reason())
          .contains(Reason.SCRIPT_INCONCLUSIVE);
    }
    for (int version = 2; version <= 16; version++) {
      assertThat(
              check(OutputKind.witness(version, none), EMPTY, Witness.empty()).reason())
          .contains(Reason.SCRIPT_INCONCLUSIVE);
    }
    byte[] taproot = OutputKind.witness(1, signer.xOnly());
    assertThat(check(
                OutputKind.scriptHash(ScriptMachine.hash160(taproot)),
                script(taproot),
                Witness.of(none))
            .reason())
        .contains(Reason.SCRIPT_INCONCLUSIVE);
  }

  @Test
  void p2sh_refusesAnotherScriptAndWitnesses() {
    byte[] script = script(0x51);
    byte[] output = scriptPubKey(Rules.P2SH, script);
    assertThat(check(output, script(script), Witness.empty())).isEqualTo(Verdict.accepted());
    assertThat(check(output, script(script), Witness.of(ONE)).reason())
        .contains(Reason.SCRIPT_FAILED);
    assertThat(check(output, script(script(0x52)), Witness.empty()).reason())
        .contains(Reason.SCRIPT_FAILED);
    assertThat(check(output, EMPTY, Witness.empty()).reason()).contains(Reason.SCRIPT_FAILED);
    assertThat(check(output, EMPTY, Witness.of(script)).reason()).contains(Reason.SCRIPT_FAILED);
  }

  @Test
  void taproot_refusesOtherControlBlocksAndLeafVersions() {
    byte[] script = script(0x51);
    Tap tap = tap(TapLeaf.of(script));
    byte[] control = tap.controlBlock();
    assertThat(check(tap.scriptPubKey(), EMPTY, Witness.of(script, control)))
        .isEqualTo(Verdict.accepted());
    assertThat(
            check(tap.scriptPubKey(), EMPTY, Witness.of(script(0x52), control)).reason())
        .contains(Reason.TAPROOT_COMMITMENT_MISMATCH);
    byte[] parity = control.clone();
    parity[0] ^= 1;
    assertThat(check(tap.scriptPubKey(), EMPTY, Witness.of(script, parity)).reason())
        .contains(Reason.TAPROOT_PARITY_WRONG);
    for (int length : new int[] {0, 1, 32, 33, 64, 66}) {
      assertThat(
              check(tap.scriptPubKey(), EMPTY, Witness.of(script, Arrays.copyOf(control, length)))
                  .isAccepted())
          .isFalse();
    }
    Tap later = tap(TapLeaf.of(0xc2, script));
    assertThat(check(later.scriptPubKey(), EMPTY, Witness.of(script, later.controlBlock()))
            .reason())
        .contains(Reason.SCRIPT_INCONCLUSIVE);
  }
}
