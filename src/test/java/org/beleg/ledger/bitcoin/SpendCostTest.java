package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.testing.Allocations;
import org.junit.jupiter.api.Test;

/** What hostile spends may cost. */
class SpendCostTest extends TestSpends {

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
    byte[] piece =
        TestSpends.script(ScriptCode.OP_DUP, signer.xOnly(), ScriptCode.OP_CHECKSIGVERIFY);
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
        .taprootScriptPath(0, SignatureHashes.DEFAULT, TapLeaf.hash(TapLeaf.TAPSCRIPT, script));
    Transaction spend =
        spending(EMPTY, Witness.of(signer.schnorr(message), script, tap.controlBlock(), annex));
    SpendCheck check = new SpendCheck(spend, output(tap.scriptPubKey()));
    long before = Allocations.ofThisThread();
    assertThat(check.check(0)).isEqualTo(Verdict.accepted());
    assertThat(Allocations.ofThisThread() - before).isLessThan(50L * annex.length);
  }
}
