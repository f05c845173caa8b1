package org.beleg.ledger.bitcoin;

import java.util.Arrays;

/**
 * The shapes of output scripts that have names: how an output says who may spend it.
 *
 * <p>Source: <a
 * href="https://developer.bitcoin.org/devguide/transactions.html#standard-transactions">Bitcoin developer
 * guide</a>, <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0141.mediawiki#witness-program">BIP 141</a> and <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0341.mediawiki#script-validation-rules">BIP
 * 341</a>.
 */
public enum OutputKind {
  /** To the hash of a key: DUP HASH160, 20 bytes, EQUALVERIFY CHECKSIG. */
  P2PKH,
  /** To the hash of a script: HASH160, 20 bytes, EQUAL. */
  P2SH,
  /** Segwit version 0, to the hash of a key: 0 and 20 bytes. */
  P2WPKH,
  /** Segwit version 0, to the hash of a script: 0 and 32 bytes. */
  P2WSH,
  /** Segwit version 1, to a key that may hide a tree of scripts: 1 and 32 bytes. */
  P2TR,
  /** Another witness program, 2 to 40 bytes behind a version: no rules for it are known. */
  WITNESS_UNKNOWN,
  /** Anything else. */
  OTHER;

  static final int KEY_HASH_BYTES = 20;
  static final int WITNESS_HASH_BYTES = 32;
  static final int MIN_PROGRAM_BYTES = 2;
  static final int MAX_PROGRAM_BYTES = 40;

  private static final byte DUP = 0x76;
  private static final byte HASH160 = (byte) 0xa9;
  private static final byte EQUAL = (byte) 0x87;
  private static final byte EQUALVERIFY = (byte) 0x88;
  private static final byte CHECKSIG = (byte) 0xac;
  private static final int OP_1 = 0x51;
  private static final int OP_16 = 0x60;

  /**
   * Tells the shape of a script.
   *
   * @param scriptPubKey any bytes
   * @return its kind
   */
  public static OutputKind of(byte[] scriptPubKey) {
    int version = witnessVersion(scriptPubKey);
    if (version >= 0) {
      int length = scriptPubKey.length - 2;
      if (version == 0) {
        return length == KEY_HASH_BYTES
            ? P2WPKH
            : length == WITNESS_HASH_BYTES ? P2WSH : WITNESS_UNKNOWN;
      }
      return version == 1 && length == WITNESS_HASH_BYTES ? P2TR : WITNESS_UNKNOWN;
    }
    if (Arrays.equals(scriptPubKey, keyHash(slice(scriptPubKey, 3)))) {
      return P2PKH;
    }
    return Arrays.equals(scriptPubKey, scriptHash(slice(scriptPubKey, 2))) ? P2SH : OTHER;
  }

  /** The 20 bytes from an index on, or zeros where the script is too short for them. */
  private static byte[] slice(byte[] script, int from) {
    return Arrays.copyOfRange(script, Math.min(from, script.length), from + KEY_HASH_BYTES);
  }

  /** The version of a witness program, or -1 if the script is none. */
  static int witnessVersion(byte[] script) {
    int length = script.length - 2;
    if (length < MIN_PROGRAM_BYTES || length > MAX_PROGRAM_BYTES || script[1] != length) {
      return -1;
    }
    if (script[0] == 0) {
      return 0;
    }
    return script[0] >= OP_1 && script[0] <= OP_16 ? script[0] - OP_1 + 1 : -1;
  }

  /** The script of a {@link #P2PKH} output, which is also what signatures of {@link #P2WPKH} sign. */
  static byte[] keyHash(byte[] hash) {
    return new WireWriter(25)
        .uint8(DUP)
        .uint8(HASH160)
        .sized(hash)
        .uint8(EQUALVERIFY)
        .uint8(CHECKSIG)
        .toByteArray();
  }

  /** The script of a {@link #P2SH} output. */
  static byte[] scriptHash(byte[] hash) {
    return new WireWriter(23).uint8(HASH160).sized(hash).uint8(EQUAL).toByteArray();
  }

  /** The script of a witness program. */
  static byte[] witness(int version, byte[] program) {
    return new WireWriter(42)
        .uint8(version == 0 ? 0 : OP_1 - 1 + version)
        .sized(program)
        .toByteArray();
  }
}
