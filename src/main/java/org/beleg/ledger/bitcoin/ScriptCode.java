package org.beleg.ledger.bitcoin;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;

/**
 * A script cut into its operations, all of which {@link ScriptMachine} understands.
 *
 * <p>The whole script is read before any of it runs, so that what lies in a branch that is not taken is
 * judged by the same rules: every push in its shortest form, no operation that is unknown, disabled or
 * reserved for later rules.
 */
final class ScriptCode {

  /** Which rules a script runs under. */
  enum Rules {
    /** Of an output itself, or behind its P2SH hash. */
    LEGACY,
    /** Behind a P2WSH hash, or what P2WPKH stands for: BIP 141 and 143. */
    SEGWIT_V0,
    /** In a leaf of a P2TR output: BIP 342. */
    TAPSCRIPT
  }

  static final int OP_0 = 0x00;
  static final int OP_PUSHDATA1 = 0x4c;
  static final int OP_PUSHDATA2 = 0x4d;
  static final int OP_PUSHDATA4 = 0x4e;
  static final int OP_1NEGATE = 0x4f;
  static final int OP_1 = 0x51;
  static final int OP_16 = 0x60;
  static final int OP_IF = 0x63;
  static final int OP_NOTIF = 0x64;
  static final int OP_ELSE = 0x67;
  static final int OP_ENDIF = 0x68;
  static final int OP_VERIFY = 0x69;
  static final int OP_TOALTSTACK = 0x6b;
  static final int OP_FROMALTSTACK = 0x6c;
  static final int OP_IFDUP = 0x73;
  static final int OP_DROP = 0x75;
  static final int OP_DUP = 0x76;
  static final int OP_SWAP = 0x7c;
  static final int OP_SIZE = 0x82;
  static final int OP_EQUAL = 0x87;
  static final int OP_EQUALVERIFY = 0x88;
  static final int OP_0NOTEQUAL = 0x92;
  static final int OP_ADD = 0x93;
  static final int OP_BOOLAND = 0x9a;
  static final int OP_BOOLOR = 0x9b;
  static final int OP_NUMEQUAL = 0x9c;
  static final int OP_NUMEQUALVERIFY = 0x9d;
  static final int OP_RIPEMD160 = 0xa6;
  static final int OP_SHA256 = 0xa8;
  static final int OP_HASH160 = 0xa9;
  static final int OP_HASH256 = 0xaa;
  static final int OP_CODESEPARATOR = 0xab;
  static final int OP_CHECKSIG = 0xac;
  static final int OP_CHECKSIGVERIFY = 0xad;
  static final int OP_CHECKMULTISIG = 0xae;
  static final int OP_CHECKMULTISIGVERIFY = 0xaf;
  static final int OP_CHECKLOCKTIMEVERIFY = 0xb1;
  static final int OP_CHECKSEQUENCEVERIFY = 0xb2;
  static final int OP_CHECKSIGADD = 0xba;

  /**
   * The operations that <a
   * href="https://github.com/bitcoin/bips/blob/master/bip-0379.md">miniscript</a> compiles to, which are
   * all that wallets of today make; what is common to all rules.
   */
  private static final ImmutableSet<Integer> COMMON = ImmutableSet.of(
      OP_IF,
      OP_NOTIF,
      OP_ELSE,
      OP_ENDIF,
      OP_VERIFY,
      OP_TOALTSTACK,
      OP_FROMALTSTACK,
      OP_IFDUP,
      OP_DROP,
      OP_DUP,
      OP_SWAP,
      OP_SIZE,
      OP_EQUAL,
      OP_EQUALVERIFY,
      OP_0NOTEQUAL,
      OP_ADD,
      OP_BOOLAND,
      OP_BOOLOR,
      OP_NUMEQUAL,
      OP_NUMEQUALVERIFY,
      OP_RIPEMD160,
      OP_SHA256,
      OP_HASH160,
      OP_HASH256,
      OP_CHECKSIG,
      OP_CHECKSIGVERIFY,
      OP_CHECKLOCKTIMEVERIFY,
      OP_CHECKSEQUENCEVERIFY);

  /** Consensus: the longest script, where it is limited; the longest push; the most operations. */
  private static final int MAX_SCRIPT_BYTES = 10_000;

  static final int MAX_ELEMENT_BYTES = 520;
  static final int MAX_OPERATIONS = 201;

  private static final int MAX_DIRECT_PUSH = 75;
  private static final byte MINUS_ONE = (byte) 0x81;

  private static final byte[] NO_PUSH = {};

  private final byte[] bytes;
  private final List<Operation> operations;
  private final int operationCount;

  private ScriptCode(byte[] bytes, List<Operation> operations, int operationCount) {
    this.bytes = bytes;
    this.operations = operations;
    this.operationCount = operationCount;
  }

  /** One step of a script. */
  static final class Operation {

    /** What a code alone tells, made once: a script may have some 100,000 of them. */
    private static final Operation[] SHARED = new Operation[1 << Byte.SIZE];

    static {
      for (int code = OP_PUSHDATA4 + 1; code < SHARED.length; code++) {
        boolean isNumber = code == OP_1NEGATE || (code >= OP_1 && code <= OP_16);
        byte number = code == OP_1NEGATE ? MINUS_ONE : (byte) (code - OP_1 + 1);
        SHARED[code] = new Operation(code, isNumber, isNumber ? new byte[] {number} : NO_PUSH);
      }
    }

    private final int code;
    private final boolean isPush;
    private final byte[] push;

    private Operation(int code, boolean isPush, byte[] push) {
      this.code = code;
      this.isPush = isPush;
      this.push = push;
    }

    int code() {
      return code;
    }

    boolean isPush() {
      return isPush;
    }

    /** What it pushes, not to be changed. */
    byte[] push() {
      return push;
    }
  }

  /**
   * Cuts a script up.
   *
   * @throws VerificationException with {@link Reason#SCRIPT_INCONCLUSIVE} if an operation is not
   *     understood, with {@link Reason#SCRIPT_FAILED} if a rule is broken
   */
  static ScriptCode parse(byte[] script, Rules rules) throws VerificationException {
    if (rules != Rules.TAPSCRIPT && script.length > MAX_SCRIPT_BYTES) {
      throw failed("script of " + script.length + " bytes");
    }
    List<Operation> operations = new ArrayList<>();
    int counted = 0;
    int at = 0;
    while (at < script.length) {
      int code = script[at++] & 0xFF;
      if (code <= OP_PUSHDATA4) {
        int width = code < OP_PUSHDATA1 ? 0 : 1 << (code - OP_PUSHDATA1);
        long length = width == 0 ? code : littleEndian(script, at, width);
        at += width;
        if (length > MAX_ELEMENT_BYTES || length > script.length - at) {
          throw failed("push of " + length + " bytes");
        }
        byte[] push = Arrays.copyOfRange(script, at, at + (int) length);
        at += (int) length;
        requireShortest(code, push);
        operations.add(new Operation(code, true, push));
      } else if (code == OP_1NEGATE || (code >= OP_1 && code <= OP_16)) {
        operations.add(Operation.SHARED[code]);
      } else {
        requireUnderstood(code, rules);
        operations.add(Operation.SHARED[code]);
        counted++;
      }
    }
    if (rules != Rules.TAPSCRIPT && counted > MAX_OPERATIONS) {
      throw failed(counted + " operations");
    }
    return new ScriptCode(script, operations, counted);
  }

  private static long littleEndian(byte[] script, int at, int width) throws VerificationException {
    if (width > script.length - at) {
      throw failed("script ends inside a push");
    }
    long number = 0;
    for (int i = width - 1; i >= 0; i--) {
      number = number << Byte.SIZE | (script[at + i] & 0xFF);
    }
    return number;
  }

  /** The rule MINIMALDATA. */
  private static void requireShortest(int operation, byte[] push) throws VerificationException {
    int length = push.length;
    int shortest =
        length <= MAX_DIRECT_PUSH ? length : length <= 0xFF ? OP_PUSHDATA1 : OP_PUSHDATA2;
    boolean hasOperation =
        length == 1 && (push[0] == MINUS_ONE || (push[0] >= 1 && push[0] <= OP_16 - OP_1 + 1));
    if (operation != shortest || hasOperation) {
      throw failed("push is not in its shortest form");
    }
  }

  private static void requireUnderstood(int operation, Rules rules) throws VerificationException {
    if (operation == OP_CODESEPARATOR) {
      throw failed("CODESEPARATOR is forbidden");
    }
    boolean understood = switch (operation) {
      case OP_CHECKMULTISIG, OP_CHECKMULTISIGVERIFY -> rules != Rules.TAPSCRIPT;
      case OP_CHECKSIGADD -> rules == Rules.TAPSCRIPT;
      default -> COMMON.contains(operation);
    };
    if (!understood) {
      throw new VerificationException(new Verdict.Rejected(
          Reason.SCRIPT_INCONCLUSIVE, "operation 0x" + Integer.toHexString(operation)));
    }
  }

  static VerificationException failed(String detail) {
    return new VerificationException(new Verdict.Rejected(Reason.SCRIPT_FAILED, detail));
  }

  /** The script itself, not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** The steps, in order. */
  List<Operation> operations() {
    return operations;
  }

  /** The number of operations that are no pushes. */
  int operationCount() {
    return operationCount;
  }

  boolean isPushOnly() {
    return operationCount == 0;
  }

  /** Tells whether some bytes are pushed anywhere: the old rule would take such a signature out. */
  boolean contains(byte[] element) {
    return operations.stream()
        .anyMatch(operation -> operation.isPush && Arrays.equals(operation.push, element));
  }
}
