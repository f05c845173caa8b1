package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.VerifyingKey;
import org.junit.jupiter.api.Test;

/** Every rule of scripts and spends that an attacker might try to break, each by its name. */
class SpendCheckTest {

  private static final int OP_2DUP = 0x6e;
  private static final int OP_SUCCESS = 0x50;
  private static final byte[] EMPTY = {};
  private static final byte[] ONE = {1};
  private static final long LOCK = 1000;

  private final TestSigner signer = new TestSigner(1);
  private final TestSigner other = new TestSigner(2);

  private enum Rules {
    BARE,
    P2SH,
    P2WSH,
    TAPSCRIPT
  }

  private static byte[] script(Object... parts) {
    WireWriter writer = new WireWriter();
    for (Object part : parts) {
      if (part instanceof byte[] push) {
        if (push.length > 255) {
          writer.uint8(0x4d).uint8(push.length).uint8(push.length >> 8).raw(push);
        } else if (push.length > 75) {
          writer.uint8(0x4c).uint8(push.length).raw(push);
        } else if (push.length == 1 && push[0] > 0 && push[0] <= 16) {
          writer.uint8(0x50 + push[0]);
        } else {
          writer.sized(push);
        }
      } else {
        writer.uint8((Integer) part);
      }
    }
    return writer.toByteArray();
  }

  private static Transaction spending(byte[] scriptSig, Witness witness) {
    OutPoint point = new OutPoint(Hash.of(new byte[32]), 7);
    return Transaction.of(
        2,
        List.of(TransactionInput.of(point, scriptSig, LOCK, witness)),
        List.of(TransactionOutput.of(9_000, new byte[] {0x6a})),
        LOCK);
  }

  private static List<TransactionOutput> output(byte[] scriptPubKey) {
    return List.of(TransactionOutput.of(10_000, scriptPubKey));
  }

  private static Verdict check(byte[] scriptPubKey, byte[] scriptSig, Witness witness) {
    return new SpendCheck(spending(scriptSig, witness), output(scriptPubKey)).check(0);
  }

  private static Witness witness(List<byte[]> arguments, byte[]... more) {
    List<byte[]> items = new ArrayList<>(arguments);
    items.addAll(List.of(more));
    return Witness.of(items);
  }

  /** The output, and how a tapscript is shown; the internal key is the signer's. */
  private record Tap(byte[] scriptPubKey, byte[] controlBlock) {}

  private Tap tap(TapLeaf leaf) {
    try {
      VerifyingKey internal = VerifyingKey.of(SignatureScheme.BIP340, signer.xOnly());
      TapTree tree = TapTree.branch(TapTree.leaf(leaf), TapTree.leaf(TapLeaf.of(new byte[7])));
      return new Tap(
          TaprootOutput.of(internal, tree).scriptPubKey(), tree.prove(internal, 0).format());
    } catch (MalformedDataException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] scriptPubKey(Rules rules, byte[] script) {
    return switch (rules) {
      case BARE -> script;
      case P2SH -> OutputKind.scriptHash(ScriptMachine.hash160(script));
      case P2WSH -> OutputKind.witness(0, ScriptMachine.sha256(script));
      case TAPSCRIPT -> tap(TapLeaf.of(script)).scriptPubKey();
    };
  }

  private Verdict run(Rules rules, byte[] script, byte[]... arguments) {
    byte[] scriptPubKey = scriptPubKey(rules, script);
    List<byte[]> list = List.of(arguments);
    return switch (rules) {
      case BARE -> check(scriptPubKey, script((Object[]) arguments), Witness.empty());
      case P2SH -> {
        List<Object> pushes = new ArrayList<>(list);
        pushes.add(script);
        yield check(scriptPubKey, script(pushes.toArray()), Witness.empty());
      }
      case P2WSH -> check(scriptPubKey, EMPTY, witness(list, script));
      case TAPSCRIPT ->
        check(
            scriptPubKey,
            EMPTY,
            witness(list, script, tap(TapLeaf.of(script)).controlBlock()));
    };
  }

  private void assertAll(Reason reason, byte[] script, byte[]... arguments) {
    for (Rules rules : Rules.values()) {
      assertThat(run(rules, script, arguments).reason()).as("%s", rules).contains(reason);
    }
  }

  private void assertAccepted(byte[] script, byte[]... arguments) {
    for (Rules rules : Rules.values()) {
      assertThat(run(rules, script, arguments)).as("%s", rules).isEqualTo(Verdict.accepted());
    }
  }

  private byte[] ecdsa(Rules rules, byte[] script, TestSigner by) throws VerificationException {
    SignatureHashes hashes = SignatureHashes.of(
        spending(EMPTY, Witness.empty()), output(scriptPubKey(rules, script)));
    return rules == Rules.P2WSH
        ? by.segwit(hashes, 0, script, SignatureHashes.ALL)
        : by.legacy(hashes, 0, script);
  }

  private byte[] schnorr(byte[] script, TestSigner by) throws VerificationException {
    SignatureHashes hashes = SignatureHashes.of(
        spending(EMPTY, Witness.empty()), output(scriptPubKey(Rules.TAPSCRIPT, script)));
    return by.schnorr(hashes.taprootScriptPath(
        0, SignatureHashes.DEFAULT, TapLeaf.hash(TapLeaf.TAPSCRIPT, script)));
  }

  // --- scripts -----------------------------------------------------------------------------------

  @Test
  void check_refusesScriptsThatEndInFalse() {
    assertAccepted(script(0x51));
    assertAll(Reason.SCRIPT_FAILED, script(0x00));
    assertAll(Reason.SCRIPT_FAILED, script(new byte[] {(byte) 0x80})); // negative zero
    assertAll(Reason.SCRIPT_FAILED, script(new byte[] {0, 0, (byte) 0x80}));
    assertAll(Reason.SCRIPT_FAILED, script(0x51, ScriptCode.OP_DROP));
    assertAccepted(script(new byte[] {(byte) 0x80, 0}));
  }

  @Test
  void check_refusesElementsThatAreLeft() {
    assertAll(Reason.SCRIPT_FAILED, script(0x51), ONE);
    assertAll(Reason.SCRIPT_FAILED, script(0x51, 0x51));
  }

  @Test
  void check_refusesConditionsThatAreNotClosedOrNotOpen() {
    assertAccepted(script(ScriptCode.OP_IF, 0x51, ScriptCode.OP_ELSE, 0, ScriptCode.OP_ENDIF), ONE);
    assertAccepted(
        script(ScriptCode.OP_NOTIF, 0x51, ScriptCode.OP_ELSE, 0, ScriptCode.OP_ENDIF), EMPTY);
    assertAll(Reason.SCRIPT_FAILED, script(ScriptCode.OP_IF, 0x51), ONE);
    assertAll(Reason.SCRIPT_FAILED, script(0x51, ScriptCode.OP_ENDIF));
    assertAll(Reason.SCRIPT_FAILED, script(0x51, ScriptCode.OP_ELSE, ScriptCode.OP_ENDIF));
    assertAll(Reason.SCRIPT_FAILED, script(ScriptCode.OP_IF, 0x51, ScriptCode.OP_ENDIF));
  }

  @Test
  void check_refusesConditionsThatAreNotMinimal() {
    byte[] script = script(ScriptCode.OP_IF, 0x51, ScriptCode.OP_ELSE, 0x51, ScriptCode.OP_ENDIF);
    assertAccepted(script, ONE);
    assertAccepted(script, EMPTY);
    assertAll(Reason.SCRIPT_FAILED, script, new byte[] {2});
    assertAll(Reason.SCRIPT_FAILED, script, new byte[] {1, 0});
    assertAll(Reason.SCRIPT_FAILED, script, new byte[1]);
  }

  @Test
  void check_refusesWhatItDoesNotUnderstandEvenInABranchNotTaken() {
    for (int operation : new int[] {OP_SUCCESS, 0x61, 0x65, 0x66, OP_2DUP, 0x7e, 0xb0, 0xb9, 0xff}) {
      assertAll(Reason.SCRIPT_INCONCLUSIVE, script(0x51, operation));
      assertAll(
          Reason.SCRIPT_INCONCLUSIVE,
          script(0x51, 0, ScriptCode.OP_IF, operation, ScriptCode.OP_ENDIF));
    }
    assertAll(Reason.SCRIPT_FAILED, script(ScriptCode.OP_CODESEPARATOR, 0x51));
  }

  @Test
  void check_refusesPushesThatAreNotShortest() {
    for (byte[] script : List.of(
        new byte[] {1, 1},
        new byte[] {1, 16},
        new byte[] {1, (byte) 0x81},
        new byte[] {0x4c, 1, 17},
        new byte[] {0x4c, 0, 0x51},
        new byte[] {0x4d, 1, 0, 17},
        new byte[] {0x4e, 1, 0, 0, 0, 17})) {
      assertAll(Reason.SCRIPT_FAILED, script);
    }
    assertAccepted(new byte[] {1, 17});
  }

  @Test
  void check_refusesPushesThatEndBehindTheScript() {
    for (byte[] script : List.of(
        new byte[] {1},
        new byte[] {0x4b},
        new byte[] {0x4c},
        new byte[] {0x4d, 1},
        new byte[] {0x4e, -1, -1, -1},
        new byte[] {0x4e, -1, -1, -1, -1},
        new byte[] {0x4e, 0, 0, 0, (byte) 0x80})) {
      assertAll(Reason.SCRIPT_FAILED, script);
    }
  }

  @Test
  void check_refusesElementsOfMoreThan520Bytes() {
    byte[] large = new byte[520];
    large[0] = 1;
    byte[] larger = Arrays.copyOf(large, 521);
    byte[] drop = script(ScriptCode.OP_DROP, 0x51);
    assertAccepted(drop, large);
    assertAll(Reason.SCRIPT_FAILED, drop, larger);
    assertThat(run(Rules.P2WSH, script(larger)).reason()).contains(Reason.SCRIPT_FAILED);
    assertThat(run(Rules.TAPSCRIPT, script(larger)).reason()).contains(Reason.SCRIPT_FAILED);
  }

  @Test
  void check_refusesMoreThanAThousandElements() {
    byte[][] many = new byte[1000][1];
    Arrays.fill(many, ONE);
    byte[] drops = new byte[999];
    Arrays.fill(drops, (byte) ScriptCode.OP_DROP);
    assertThat(run(Rules.TAPSCRIPT, drops, many)).isEqualTo(Verdict.accepted());
    byte[] before = Arrays.copyOf(new byte[] {ScriptCode.OP_DUP, ScriptCode.OP_DROP}, 1001);
    System.arraycopy(drops, 0, before, 2, 999);
    assertThat(run(Rules.TAPSCRIPT, before, many).reason()).contains(Reason.SCRIPT_FAILED);
    byte[][] more = Arrays.copyOf(many, 1001);
    more[1000] = ONE;
    byte[] moreDrops = Arrays.copyOf(drops, 1000);
    moreDrops[999] = (byte) ScriptCode.OP_DROP;
    assertThat(run(Rules.TAPSCRIPT, moreDrops, more).reason()).contains(Reason.SCRIPT_FAILED);
  }

  @Test
  void check_refusesMoreThan201OperationsButInTapscript() {
    byte[] most = new byte[202];
    Arrays.fill(most, (byte) ScriptCode.OP_0NOTEQUAL);
    most[0] = 0x51;
    byte[] more = Arrays.copyOf(most, 203);
    more[202] = (byte) ScriptCode.OP_0NOTEQUAL;
    assertAccepted(most);
    for (Rules rules : Rules.values()) {
      assertThat(run(rules, more).isAccepted()).isEqualTo(rules == Rules.TAPSCRIPT);
    }
  }

  @Test
  void check_refusesScriptsOfMoreThan10000BytesButInTapscript() {
    byte[] piece = script(new byte[520], ScriptCode.OP_DROP); // 524 bytes
    WireWriter writer = new WireWriter();
    for (int i = 0; i < 19; i++) {
      writer.raw(piece);
    }
    byte[] most = writer
        .raw(script(new byte[39], ScriptCode.OP_DROP, 0x51, 0x51, ScriptCode.OP_EQUAL))
        .toByteArray();
    assertThat(most).hasSize(10_000);
    byte[] more = new WireWriter()
        .raw(Arrays.copyOf(most, 19 * piece.length))
        .raw(script(new byte[40], ScriptCode.OP_DROP, 0x51, 0x51, ScriptCode.OP_EQUAL))
        .toByteArray();
    assertThat(more).hasSize(10_001);
    for (Rules rules : List.of(Rules.BARE, Rules.P2WSH, Rules.TAPSCRIPT)) {
      assertThat(run(rules, most)).as("%s", rules).isEqualTo(Verdict.accepted());
      assertThat(run(rules, more).isAccepted()).isEqualTo(rules == Rules.TAPSCRIPT);
    }
  }

  @Test
  void check_refusesNumbersThatAreLongOrNotShortest() {
    byte[] script = script(ScriptCode.OP_0NOTEQUAL);
    assertAccepted(script, new byte[] {-1, -1, -1, 127});
    assertAll(Reason.SCRIPT_FAILED, script, new byte[] {-1, -1, -1, -1, 0});
    assertAll(Reason.SCRIPT_FAILED, script, new byte[] {1, 0});
    assertAll(Reason.SCRIPT_FAILED, script, new byte[] {(byte) 0x80});
    byte[] locked = script(ScriptCode.OP_CHECKSEQUENCEVERIFY);
    assertAccepted(locked, new byte[] {0, 0, 0, (byte) 0x80, 0}); // the lock is disabled
    assertAll(Reason.SCRIPT_FAILED, locked, new byte[] {0, 0, 0, (byte) 0x80}); // negative
    assertAll(Reason.SCRIPT_FAILED, locked, new byte[] {1, 0, 0, 0, 0, 1});
  }

  @Test
  void check_refusesLockTimesThatAreNotReached() {
    for (int operation : new int[] {
      ScriptCode.OP_CHECKLOCKTIMEVERIFY, ScriptCode.OP_CHECKSEQUENCEVERIFY
    }) {
      byte[] script = script(operation);
      assertAccepted(script, ScriptNumber.format(LOCK));
      assertAll(Reason.SCRIPT_FAILED, script, ScriptNumber.format(LOCK + 1));
      assertAll(Reason.SCRIPT_FAILED, script, ScriptNumber.format(-1));
      assertAll(Reason.SCRIPT_FAILED, script);
    }
    assertAll( // seconds for heights
        Reason.SCRIPT_FAILED,
        script(ScriptCode.OP_CHECKLOCKTIMEVERIFY),
        ScriptNumber.format(500_000_000));
    assertAll(
        Reason.SCRIPT_FAILED,
        script(ScriptCode.OP_CHECKSEQUENCEVERIFY),
        ScriptNumber.format(1 << 22 | 1));
  }

  @Test
  void check_refusesWhatTakesFromAnEmptyStack() {
    for (int operation = ScriptCode.OP_VERIFY; operation <= ScriptCode.OP_CHECKSIGADD; operation++) {
      byte[] script = script(operation);
      for (Rules rules : Rules.values()) {
        assertThat(run(rules, script).isAccepted()).as("%s %s", rules, operation).isFalse();
      }
    }
  }

  // --- signatures --------------------------------------------------------------------------------

  @Test
  void checkSig_refusesSignaturesThatFailUnlessTheyAreEmpty() throws VerificationException {
    byte[] script = script(signer.publicKey(), ScriptCode.OP_CHECKSIG, ScriptCode.OP_NOTIF, 0x51,
        ScriptCode.OP_ELSE, 0x51, ScriptCode.OP_ENDIF);
    for (Rules rules : List.of(Rules.BARE, Rules.P2SH, Rules.P2WSH)) {
      assertThat(run(rules, script, ecdsa(rules, script, signer))).isEqualTo(Verdict.accepted());
      assertThat(run(rules, script, EMPTY)).isEqualTo(Verdict.accepted());
      assertThat(run(rules, script, ecdsa(rules, script, other)).reason())
          .contains(Reason.SIGNATURE_MISMATCH);
    }
    byte[] tapscript = script(signer.xOnly(), ScriptCode.OP_CHECKSIG, ScriptCode.OP_NOTIF, 0x51,
        ScriptCode.OP_ELSE, 0x51, ScriptCode.OP_ENDIF);
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
    byte[] script = script(
        0x52, signer.publicKey(), other.publicKey(), 0x52, ScriptCode.OP_CHECKMULTISIG);
    for (Rules rules : List.of(Rules.BARE, Rules.P2SH, Rules.P2WSH)) {
      byte[] one = ecdsa(rules, script, signer);
      byte[] two = ecdsa(rules, script, other);
      assertThat(run(rules, script, EMPTY, one, two)).isEqualTo(Verdict.accepted());
      assertThat(run(rules, script, EMPTY, two, one).reason())
          .contains(Reason.SIGNATURE_MISMATCH);
      assertThat(run(rules, script, EMPTY, one, one).reason())
          .contains(Reason.SIGNATURE_MISMATCH);
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
      int size = Witness.of(
              signature, script, tap(TapLeaf.of(script)).controlBlock())
          .format().length;
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

  // --- programs ----------------------------------------------------------------------------------

  @Test
  void p2wpkh_refusesAnotherNumberOfItems() throws VerificationException {
    byte[] program = OutputKind.witness(0, signer.keyHash());
    SignatureHashes hashes =
        SignatureHashes.of(spending(EMPTY, Witness.empty()), output(program));
    byte[] signature =
        signer.segwit(hashes, 0, OutputKind.keyHash(signer.keyHash()), SignatureHashes.ALL);
    byte[] key = signer.publicKey();
    assertThat(check(program, EMPTY, Witness.of(signature, key))).isEqualTo(Verdict.accepted());
    for (Witness wrong : List.of(
        Witness.empty(), Witness.of(signature), Witness.of(signature, key, key),
        Witness.of(EMPTY, signature, key), Witness.of(key, signature))) {
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
      assertThat(check(OutputKind.witness(0, new byte[length]), EMPTY, Witness.of(none)).reason())
          .contains(Reason.SCRIPT_FAILED); // nobody can ever spend these
      assertThat(check(OutputKind.witness(1, new byte[length]), EMPTY, Witness.of(none)).reason())
          .contains(Reason.SCRIPT_INCONCLUSIVE);
    }
    for (int version = 2; version <= 16; version++) {
      assertThat(check(OutputKind.witness(version, none), EMPTY, Witness.empty()).reason())
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
    assertThat(check(tap.scriptPubKey(), EMPTY, Witness.of(script(0x52), control)).reason())
        .contains(Reason.TAPROOT_COMMITMENT_MISMATCH);
    byte[] parity = control.clone();
    parity[0] ^= 1;
    assertThat(check(tap.scriptPubKey(), EMPTY, Witness.of(script, parity)).reason())
        .contains(Reason.TAPROOT_PARITY_WRONG);
    for (int length : new int[] {0, 1, 32, 33, 64, 66}) {
      assertThat(check(
                  tap.scriptPubKey(), EMPTY, Witness.of(script, Arrays.copyOf(control, length)))
              .isAccepted())
          .isFalse();
    }
    Tap later = tap(TapLeaf.of(0xc2, script));
    assertThat(check(later.scriptPubKey(), EMPTY, Witness.of(script, later.controlBlock())).reason())
        .contains(Reason.SCRIPT_INCONCLUSIVE);
  }
}
