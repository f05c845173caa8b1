package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.VerifyingKey;

/** Runs one script wherever it can stand: as an output, behind a hash, in a leaf. */
class TestSpends {

  static final byte[] EMPTY = {};
  static final byte[] ONE = {1};

  /** The lock time and the sequence of the spending transaction. */
  static final long LOCK = 1000;

  final TestSigner signer = new TestSigner(1);
  final TestSigner other = new TestSigner(2);

  /** Where a script stands. */
  enum Rules {
    BARE,
    P2SH,
    P2WSH,
    TAPSCRIPT
  }

  /** A script of operations and pushes, these in their shortest form. */
  static byte[] script(Object... parts) {
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

  static Transaction spending(byte[] scriptSig, Witness witness) {
    OutPoint point = new OutPoint(Hash.of(new byte[32]), 7);
    return Transaction.of(
        2,
        List.of(TransactionInput.of(point, scriptSig, LOCK, witness)),
        List.of(TransactionOutput.of(9_000, new byte[] {0x6a})),
        LOCK);
  }

  static List<TransactionOutput> output(byte[] scriptPubKey) {
    return List.of(TransactionOutput.of(10_000, scriptPubKey));
  }

  static Verdict check(byte[] scriptPubKey, byte[] scriptSig, Witness witness) {
    return new SpendCheck(spending(scriptSig, witness), output(scriptPubKey)).check(0);
  }

  static Witness witness(List<byte[]> arguments, byte[]... more) {
    List<byte[]> items = new ArrayList<>(arguments);
    items.addAll(List.of(more));
    return Witness.of(items);
  }

  /** The output, and how a tapscript is shown; the internal key is the signer's. */
  @SuppressWarnings("ArrayRecordComponent") // passed to one caller, never compared
  record Tap(byte[] scriptPubKey, byte[] controlBlock) {}

  Tap tap(TapLeaf leaf) {
    try {
      VerifyingKey internal = VerifyingKey.of(SignatureScheme.BIP340, signer.xOnly());
      TapTree tree = TapTree.branch(TapTree.leaf(leaf), TapTree.leaf(TapLeaf.of(new byte[7])));
      return new Tap(
          TaprootOutput.of(internal, tree).scriptPubKey(),
          tree.prove(internal, 0).format());
    } catch (MalformedDataException e) {
      throw new AssertionError(e);
    }
  }

  byte[] scriptPubKey(Rules rules, byte[] script) {
    return switch (rules) {
      case BARE -> script;
      case P2SH -> OutputKind.scriptHash(ScriptMachine.hash160(script));
      case P2WSH -> OutputKind.witness(0, ScriptMachine.sha256(script));
      case TAPSCRIPT -> tap(TapLeaf.of(script)).scriptPubKey();
    };
  }

  /** The verdict about a script and what is on the stack in front of it, under some rules. */
  Verdict run(Rules rules, byte[] script, byte[]... arguments) {
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
        check(scriptPubKey, EMPTY, witness(list, script, tap(TapLeaf.of(script)).controlBlock()));
    };
  }

  void assertAll(Reason reason, byte[] script, byte[]... arguments) {
    for (Rules rules : Rules.values()) {
      assertThat(run(rules, script, arguments).reason()).as("%s", rules).contains(reason);
    }
  }

  void assertAccepted(byte[] script, byte[]... arguments) {
    for (Rules rules : Rules.values()) {
      assertThat(run(rules, script, arguments)).as("%s", rules).isEqualTo(Verdict.accepted());
    }
  }

  byte[] ecdsa(Rules rules, byte[] script, TestSigner by) throws VerificationException {
    SignatureHashes hashes =
        SignatureHashes.of(spending(EMPTY, Witness.empty()), output(scriptPubKey(rules, script)));
    return rules == Rules.P2WSH
        ? by.segwit(hashes, 0, script, SignatureHashes.ALL)
        : by.legacy(hashes, 0, script);
  }

  byte[] schnorr(byte[] script, TestSigner by) throws VerificationException {
    SignatureHashes hashes = SignatureHashes.of(
        spending(EMPTY, Witness.empty()), output(scriptPubKey(Rules.TAPSCRIPT, script)));
    return by.schnorr(hashes.taprootScriptPath(
        0, SignatureHashes.DEFAULT, TapLeaf.hash(TapLeaf.TAPSCRIPT, script)));
  }
}
