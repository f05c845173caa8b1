package org.beleg.ledger.bitcoin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.HashAlgorithm;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/**
 * Runs scripts of the operations that {@link ScriptCode} lets pass: what is left of Bitcoin's language if
 * only spends that wallets make today are to be understood, under consensus and the rules that <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0322.mediawiki#verification-process">BIP 322</a>
 * adds: MINIMALDATA, MINIMALIF, NULLFAIL.
 *
 * <p>Whatever breaks a rule throws. Each step takes constant time but for hashes and signatures; the stack
 * has at most {@value #MAX_STACK} elements. For one script and one thread.
 */
final class ScriptMachine {

  private static final int MAX_STACK = 1_000;
  private static final int MAX_MULTISIG_KEYS = 20;

  /** What one signature takes from the budget of a tapscript, BIP 342. */
  private static final int SIGNATURE_COST = 50;

  private static final byte[] TRUE = {1};
  private static final byte[] FALSE = {};

  private final ScriptCode code;
  private final ScriptCode.Rules rules;
  private final SpendContext spend;

  /** What tapscript has left for signatures. */
  private long budget;

  private int operationCount;
  private final List<byte[]> stack;
  private final List<byte[]> alternative = new ArrayList<>();
  private final Branches branches = new Branches();

  /**
   * A run of a script on a stack, which it changes.
   *
   * @param budget of a tapscript; else ignored
   */
  ScriptMachine(
      ScriptCode code,
      ScriptCode.Rules rules,
      SpendContext spend,
      List<byte[]> stack,
      long budget) {
    this.code = code;
    this.rules = rules;
    this.spend = spend;
    this.stack = stack;
    this.budget = budget;
    this.operationCount = code.operationCount();
  }

  /** Nested conditions, as two numbers: BIP 342 does not limit their depth. */
  private static final class Branches {
    private int depth;

    /** The outermost condition that does not hold, or -1. */
    private int firstFalse = -1;

    boolean areTaken() {
      return firstFalse < 0;
    }

    void enter(boolean holds) {
      if (!holds && firstFalse < 0) {
        firstFalse = depth;
      }
      depth++;
    }

    void turn() throws VerificationException {
      requireOpen();
      if (firstFalse < 0) {
        firstFalse = depth - 1;
      } else if (firstFalse == depth - 1) {
        firstFalse = -1;
      }
    }

    void leave() throws VerificationException {
      requireOpen();
      depth--;
      if (firstFalse == depth) {
        firstFalse = -1;
      }
    }

    private void requireOpen() throws VerificationException {
      if (depth == 0) {
        throw ScriptCode.failed("ELSE or ENDIF without IF");
      }
    }
  }

  /**
   * Runs the script to its end.
   *
   * @throws VerificationException with {@link Reason#SCRIPT_FAILED}, or with the reason why a signature
   *     is refused
   */
  void run() throws VerificationException {
    requireStack();
    for (ScriptCode.Operation operation : code.operations()) {
      int opcode = operation.code();
      if (opcode >= ScriptCode.OP_IF && opcode <= ScriptCode.OP_ENDIF) {
        branch(opcode);
      } else if (branches.areTaken()) {
        if (operation.isPush()) {
          stack.add(operation.push());
        } else {
          step(opcode);
        }
      }
      requireStack();
    }
    if (branches.depth > 0) {
      throw ScriptCode.failed("IF without ENDIF");
    }
  }

  private void requireStack() throws VerificationException {
    if (stack.size() + alternative.size() > MAX_STACK) {
      throw ScriptCode.failed("more than " + MAX_STACK + " elements");
    }
  }

  private byte[] pop() throws VerificationException {
    return pop(stack);
  }

  private static byte[] pop(List<byte[]> from) throws VerificationException {
    if (from.isEmpty()) {
      throw ScriptCode.failed("stack is empty");
    }
    return from.remove(from.size() - 1);
  }

  private long popNumber() throws VerificationException {
    return ScriptNumber.parse(pop(), ScriptNumber.OPERAND_BYTES);
  }

  private void push(boolean truth) {
    stack.add(truth ? TRUE : FALSE);
  }

  private void requireTrue(boolean truth, String operation) throws VerificationException {
    if (!truth) {
      throw ScriptCode.failed(operation + " found false");
    }
  }

  private void branch(int opcode) throws VerificationException {
    switch (opcode) {
      case ScriptCode.OP_IF, ScriptCode.OP_NOTIF -> {
        boolean holds = false;
        if (branches.areTaken()) {
          byte[] condition = pop();
          boolean truth = Arrays.equals(condition, TRUE);
          if (!truth && condition.length > 0) {
            throw ScriptCode.failed("condition is neither empty nor 1");
          }
          holds = truth == (opcode == ScriptCode.OP_IF);
        }
        branches.enter(holds);
      }
      case ScriptCode.OP_ELSE -> branches.turn();
      default -> branches.leave();
    }
  }

  private void step(int opcode) throws VerificationException {
    switch (opcode) {
      case ScriptCode.OP_VERIFY -> requireTrue(ScriptNumber.isTrue(pop()), "VERIFY");
      case ScriptCode.OP_TOALTSTACK -> alternative.add(pop());
      case ScriptCode.OP_FROMALTSTACK -> stack.add(pop(alternative));
      case ScriptCode.OP_IFDUP -> {
        if (ScriptNumber.isTrue(top())) {
          stack.add(top());
        }
      }
      case ScriptCode.OP_DROP -> {
        byte[] unused = pop();
      }
      case ScriptCode.OP_DUP -> stack.add(top());
      case ScriptCode.OP_SWAP -> {
        byte[] first = pop();
        byte[] second = pop();
        stack.add(first);
        stack.add(second);
      }
      case ScriptCode.OP_SIZE -> stack.add(ScriptNumber.format(top().length));
      case ScriptCode.OP_EQUAL -> push(Arrays.equals(pop(), pop()));
      case ScriptCode.OP_EQUALVERIFY -> requireTrue(Arrays.equals(pop(), pop()), "EQUALVERIFY");
      case ScriptCode.OP_RIPEMD160 -> stack.add(ripemd160(pop()));
      case ScriptCode.OP_SHA256 -> stack.add(sha256(pop()));
      case ScriptCode.OP_HASH160 -> stack.add(hash160(pop()));
      case ScriptCode.OP_HASH256 -> stack.add(sha256(sha256(pop())));
      case ScriptCode.OP_CHECKLOCKTIMEVERIFY ->
        spend.requireLockTime(ScriptNumber.parse(top(), ScriptNumber.LOCK_TIME_BYTES));
      case ScriptCode.OP_CHECKSEQUENCEVERIFY ->
        spend.requireSequence(ScriptNumber.parse(top(), ScriptNumber.LOCK_TIME_BYTES));
      case ScriptCode.OP_CHECKSIG,
          ScriptCode.OP_CHECKSIGVERIFY,
          ScriptCode.OP_CHECKSIGADD,
          ScriptCode.OP_CHECKMULTISIG,
          ScriptCode.OP_CHECKMULTISIGVERIFY -> signatures(opcode);
      default -> arithmetic(opcode);
    }
  }

  private byte[] top() throws VerificationException {
    byte[] top = pop();
    stack.add(top);
    return top;
  }

  private void arithmetic(int opcode) throws VerificationException {
    long second = popNumber();
    if (opcode == ScriptCode.OP_0NOTEQUAL) {
      push(second != 0);
      return;
    }
    long first = popNumber();
    switch (opcode) {
      case ScriptCode.OP_ADD -> stack.add(ScriptNumber.format(first + second));
      case ScriptCode.OP_BOOLAND -> push(first != 0 && second != 0);
      case ScriptCode.OP_BOOLOR -> push(first != 0 || second != 0);
      case ScriptCode.OP_NUMEQUAL -> push(first == second);
      case ScriptCode.OP_NUMEQUALVERIFY -> requireTrue(first == second, "NUMEQUALVERIFY");
      default -> throw new AssertionError("operation that was let pass: " + opcode);
    }
  }

  static byte[] sha256(byte[] message) {
    return HashAlgorithm.SHA_256.hash(message).toByteArray();
  }

  static byte[] hash160(byte[] message) {
    return ripemd160(sha256(message));
  }

  private static byte[] ripemd160(byte[] message) {
    RIPEMD160Digest digest = new RIPEMD160Digest();
    byte[] hash = new byte[digest.getDigestSize()];
    digest.update(message, 0, message.length);
    digest.doFinal(hash, 0);
    return hash;
  }

  // --- signatures --------------------------------------------------------------------------------

  private void signatures(int opcode) throws VerificationException {
    switch (opcode) {
      case ScriptCode.OP_CHECKSIG -> push(checkSignature());
      case ScriptCode.OP_CHECKSIGVERIFY -> requireTrue(checkSignature(), "CHECKSIGVERIFY");
      case ScriptCode.OP_CHECKSIGADD -> {
        byte[] key = pop();
        long count = popNumber();
        boolean valid = isSigned(pop(), key);
        stack.add(ScriptNumber.format(count + (valid ? 1 : 0)));
      }
      case ScriptCode.OP_CHECKMULTISIG -> push(checkMultisig());
      default -> requireTrue(checkMultisig(), "CHECKMULTISIGVERIFY");
    }
  }

  private boolean checkSignature() throws VerificationException {
    byte[] key = pop();
    return isSigned(pop(), key);
  }

  /** True if signed, false if the signature is empty; anything else is no signature and ends it all. */
  private boolean isSigned(byte[] signature, byte[] key) throws VerificationException {
    if (rules != ScriptCode.Rules.TAPSCRIPT) {
      SpendContext.requireKeyForm(key);
      if (signature.length == 0) {
        return false;
      }
      spend.checkEcdsa(code, rules, key, signature).orThrow();
      return true;
    }
    if (key.length == 0) {
      throw ScriptCode.failed("key is empty");
    }
    if (signature.length > 0) {
      budget -= SIGNATURE_COST;
      if (budget < 0) {
        throw ScriptCode.failed("too many signatures for the size of the witness");
      }
    }
    if (key.length != SpendContext.SCHNORR_KEY_BYTES) {
      throw SpendContext.refused(Reason.SCRIPT_INCONCLUSIVE, "key of " + key.length + " bytes");
    }
    if (signature.length > 0) {
      spend.checkSchnorr(key, signature).orThrow();
    }
    return signature.length > 0;
  }

  /** A key for each signature, in the order of both, counted from the top of the stack. */
  private boolean checkMultisig() throws VerificationException {
    List<byte[]> keys = popList(MAX_MULTISIG_KEYS, "keys");
    operationCount += keys.size();
    if (operationCount > ScriptCode.MAX_OPERATIONS) {
      throw ScriptCode.failed("too many keys");
    }
    List<byte[]> signatures = popList(keys.size(), "signatures");
    if (pop().length > 0) {
      throw ScriptCode.failed("the element below the signatures is not empty"); // BIP 147
    }
    boolean anySigned = false;
    for (byte[] signature : signatures) {
      anySigned |= signature.length > 0;
    }
    int key = 0;
    int left = signatures.size();
    for (byte[] signature : signatures) {
      boolean valid = false;
      while (!valid && keys.size() - key >= left) {
        byte[] candidate = keys.get(key++);
        SpendContext.requireKeyForm(candidate);
        valid = signature.length > 0
            && spend.checkEcdsa(code, rules, candidate, signature).isAccepted();
      }
      if (!valid) {
        break;
      }
      left--;
    }
    if (left > 0 && anySigned) {
      throw SpendContext.refused(
          Reason.SIGNATURE_MISMATCH, "a signature of CHECKMULTISIG is of none of its keys");
    }
    return left == 0;
  }

  private List<byte[]> popList(int most, String things) throws VerificationException {
    long count = popNumber();
    if (count < 0 || count > most) {
      throw ScriptCode.failed(count + " " + things);
    }
    List<byte[]> list = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      list.add(pop());
    }
    return list;
  }
}
