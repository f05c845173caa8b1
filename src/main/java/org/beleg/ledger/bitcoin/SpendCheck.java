package org.beleg.ledger.bitcoin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.VerifyingKey;

/**
 * Judges whether the inputs of a transaction satisfy the scripts of the outputs that they spend: the rules
 * of P2SH (<a href="https://github.com/bitcoin/bips/blob/master/bip-0016.mediawiki">BIP 16</a>), witness
 * programs (<a href="https://github.com/bitcoin/bips/blob/master/bip-0141.mediawiki">BIP 141</a>) and
 * taproot (<a href="https://github.com/bitcoin/bips/blob/master/bip-0341.mediawiki">BIP 341</a>), and the
 * required rules of BIP 322 on top.
 *
 * <p>Scripts outside the language of {@link ScriptCode} are not understood, which is a refusal of its own.
 */
final class SpendCheck {

  /** What every tapscript may spend on signatures, besides the size of its witness. */
  private static final int FREE_BUDGET = 50;

  private final Transaction transaction;
  private final List<TransactionOutput> spentOutputs;
  private final SignatureHashes hashes;

  SpendCheck(Transaction transaction, List<TransactionOutput> spentOutputs) {
    this.transaction = transaction;
    this.spentOutputs = spentOutputs;
    this.hashes = SignatureHashes.of(transaction, spentOutputs);
  }

  /** Judges one input. */
  Verdict check(int inputIndex) {
    try {
      new Input(inputIndex).require();
      return Verdict.accepted();
    } catch (VerificationException e) {
      return Verdict.rejected(
          e.reason(), "input " + inputIndex + ": " + e.verdict().detail());
    }
  }

  private final class Input {
    private final int index;
    private final byte[] scriptPubKey;
    private final byte[] scriptSig;
    private final Witness witness;

    Input(int index) {
      TransactionInput input = transaction.inputs().get(index);
      this.index = index;
      this.scriptPubKey = spentOutputs.get(index).scriptPubKey();
      this.scriptSig = input.scriptSig();
      this.witness = input.witness();
    }

    void require() throws VerificationException {
      if (OutputKind.witnessVersion(scriptPubKey) >= 0) {
        if (scriptSig.length > 0) {
          throw ScriptCode.failed("scriptSig beside a witness program");
        }
        requireProgram(scriptPubKey, false);
        return;
      }
      ScriptCode pushes = ScriptCode.parse(scriptSig, ScriptCode.Rules.LEGACY);
      if (!pushes.isPushOnly()) {
        throw SpendContext.refused(
            Reason.SCRIPT_INCONCLUSIVE, "scriptSig does more than push elements");
      }
      List<byte[]> stack = new ArrayList<>();
      run(scriptSig, ScriptCode.Rules.LEGACY, stack);
      List<byte[]> arguments = new ArrayList<>(stack);
      run(scriptPubKey, ScriptCode.Rules.LEGACY, stack);
      if (OutputKind.of(scriptPubKey) == OutputKind.P2SH) {
        requireTop(stack);
        requireRedeemed(arguments);
        return;
      }
      requireSingleTrue(stack);
      requireNoWitness();
    }

    /** P2SH: the last of the arguments is a script, whose hash was compared already. */
    private void requireRedeemed(List<byte[]> stack) throws VerificationException {
      byte[] script = stack.remove(stack.size() - 1);
      if (OutputKind.witnessVersion(script) >= 0) {
        if (!Arrays.equals(scriptSig, new WireWriter().sized(script).toByteArray())) {
          throw ScriptCode.failed("scriptSig is not the push of a witness program alone");
        }
        requireProgram(script, true);
        return;
      }
      run(script, ScriptCode.Rules.LEGACY, stack);
      requireSingleTrue(stack);
      requireNoWitness();
    }

    private void requireNoWitness() throws VerificationException {
      if (!witness.isEmpty()) {
        throw ScriptCode.failed("witness without a witness program");
      }
    }

    private void requireProgram(byte[] script, boolean nested) throws VerificationException {
      byte[] program = Arrays.copyOfRange(script, 2, script.length);
      switch (OutputKind.of(script)) {
        case P2WPKH -> {
          if (witness.itemCount() != 2) {
            throw ScriptCode.failed(witness.itemCount() + " witness items, not 2");
          }
          requireWitnessScript(OutputKind.keyHash(program), items(2));
        }
        case P2WSH -> {
          List<byte[]> stack = items(witness.itemCount());
          byte[] witnessScript = takeLast(stack);
          if (!Arrays.equals(ScriptMachine.sha256(witnessScript), program)) {
            throw ScriptCode.failed("another witness script than that of the output");
          }
          requireWitnessScript(witnessScript, stack);
        }
        case P2TR -> {
          if (nested) {
            throw inconclusive("taproot inside P2SH");
          }
          requireTaproot(program);
        }
        default ->
          throw inconclusive("witness program of version " + OutputKind.witnessVersion(script)
              + ", " + program.length + " bytes");
      }
    }

    private VerificationException inconclusive(String detail) {
      return SpendContext.refused(Reason.SCRIPT_INCONCLUSIVE, detail);
    }

    /** The first items of the witness. */
    private List<byte[]> items(int count) {
      List<byte[]> items = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        items.add(witness.item(i));
      }
      return items;
    }

    private byte[] takeLast(List<byte[]> items) throws VerificationException {
      if (items.isEmpty()) {
        throw ScriptCode.failed("witness is empty");
      }
      return items.remove(items.size() - 1);
    }

    private void requireWitnessScript(byte[] script, List<byte[]> stack)
        throws VerificationException {
      requireElementSizes(stack);
      run(script, ScriptCode.Rules.SEGWIT_V0, stack);
      requireSingleTrue(stack);
    }

    private void requireTaproot(byte[] outputKey) throws VerificationException {
      int count = witness.itemCount() - (SignatureHashes.annex(witness).length > 0 ? 1 : 0);
      List<byte[]> stack = items(count);
      byte[] last = takeLast(stack);
      if (stack.isEmpty()) {
        new SpendContext(transaction, index, hashes, null)
            .checkSchnorr(outputKey, last)
            .orThrow();
        return;
      }
      byte[] script = takeLast(stack);
      Hash leafHash;
      try {
        ControlBlock control = ControlBlock.parse(last);
        control
            .check(script, VerifyingKey.of(SignatureScheme.BIP340, outputKey))
            .orThrow();
        if (control.leafVersion() != TapLeaf.TAPSCRIPT) {
          throw inconclusive("leaf version 0x" + Integer.toHexString(control.leafVersion()));
        }
        leafHash = TapLeaf.hash(TapLeaf.TAPSCRIPT, script);
      } catch (MalformedDataException e) {
        throw ScriptCode.failed(String.valueOf(e.getMessage()));
      }
      requireElementSizes(stack);
      new ScriptMachine(
              ScriptCode.parse(script, ScriptCode.Rules.TAPSCRIPT),
              ScriptCode.Rules.TAPSCRIPT,
              new SpendContext(transaction, index, hashes, leafHash),
              stack,
              FREE_BUDGET + (long) witness.format().length)
          .run();
      requireSingleTrue(stack);
    }

    private void requireElementSizes(List<byte[]> stack) throws VerificationException {
      for (byte[] element : stack) {
        if (element.length > ScriptCode.MAX_ELEMENT_BYTES) {
          throw ScriptCode.failed("witness item of " + element.length + " bytes");
        }
      }
    }

    private void run(byte[] script, ScriptCode.Rules rules, List<byte[]> stack)
        throws VerificationException {
      SpendContext context = new SpendContext(transaction, index, hashes, null);
      new ScriptMachine(ScriptCode.parse(script, rules), rules, context, stack, 0).run();
    }
  }

  private static void requireTop(List<byte[]> stack) throws VerificationException {
    if (stack.isEmpty() || !ScriptNumber.isTrue(stack.get(stack.size() - 1))) {
      throw ScriptCode.failed("script ends in false");
    }
  }

  /** CLEANSTACK. */
  private static void requireSingleTrue(List<byte[]> stack) throws VerificationException {
    requireTop(stack);
    if (stack.size() > 1) {
      throw ScriptCode.failed(stack.size() + " elements are left");
    }
  }
}
