package org.beleg.ledger.bitcoin;

import java.util.Arrays;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.internal.sign.Secp256k1Point;
import org.beleg.sign.SignatureRules;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.VerifyingKey;
import org.jspecify.annotations.Nullable;

/**
 * What a script may ask about the spend that it is run for: signatures and lock times of one input.
 *
 * <p>Signatures must sign all of the transaction, and be in the one encoding with the low s: the rules
 * LOW_S and STRICTENC, and SIGHASH_ALL, of <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0322.mediawiki#verification-process">BIP 322</a>.
 * For one run of one script, in which the signed hash is always the same and so computed once.
 */
final class SpendContext {

  /** The size of an x-only key. */
  static final int SCHNORR_KEY_BYTES = 32;

  private static final int SCHNORR_SIGNATURE_BYTES = 64;
  private static final int UNCOMPRESSED_KEY_BYTES = 65;
  private static final byte UNCOMPRESSED = 0x04;

  private static final SignatureRules ECDSA =
      SignatureRules.of(SignatureScheme.ECDSA_SECP256K1_SHA256).withLowS();

  /** Lock times below are heights, others are seconds since 1970. */
  private static final long LOCK_TIME_THRESHOLD = 500_000_000L;

  private static final long FINAL_SEQUENCE = 0xFFFF_FFFFL;

  /** BIP 68: the sequence locks nothing; it counts time, not blocks; and what of it counts. */
  private static final long SEQUENCE_DISABLED = 1L << 31;

  private static final long SEQUENCE_IS_TIME = 1L << 22;
  private static final long SEQUENCE_MASK = 0xFFFF;

  private final Transaction transaction;
  private final int inputIndex;
  private final SignatureHashes hashes;

  /** Of the tapscript; null unless one runs. */
  private final @Nullable Hash leafHash;

  /** What ECDSA signs here, once it was asked for. */
  private byte @Nullable [] ecdsaMessage;

  SpendContext(
      Transaction transaction, int inputIndex, SignatureHashes hashes, @Nullable Hash leafHash) {
    this.transaction = transaction;
    this.inputIndex = inputIndex;
    this.hashes = hashes;
    this.leafHash = leafHash;
  }

  static VerificationException refused(Reason reason, String detail) {
    return new VerificationException(new Verdict.Rejected(reason, detail));
  }

  // --- signatures --------------------------------------------------------------------------------

  /** STRICTENC: 02 or 03 and 32 bytes, or 04 and 64. */
  static void requireKeyForm(byte[] key) throws VerificationException {
    boolean compressed =
        key.length == Secp256k1Point.COMPRESSED_BYTES && (key[0] == 0x02 || key[0] == 0x03);
    if (!compressed && !(key.length == UNCOMPRESSED_KEY_BYTES && key[0] == UNCOMPRESSED)) {
      throw ScriptCode.failed("not the form of a public key");
    }
  }

  /**
   * Judges an ECDSA signature that is not empty.
   *
   * @return accepted, or rejected with {@link Reason#SIGNATURE_MISMATCH}, also if the key is no point
   * @throws VerificationException if it is not the encoding of a signature that is allowed here
   */
  Verdict checkEcdsa(ScriptCode code, ScriptCode.Rules rules, byte[] key, byte[] signatureAndType)
      throws VerificationException {
    int length = signatureAndType.length - 1;
    requireAll(signatureAndType[length] & 0xFF);
    if (rules == ScriptCode.Rules.LEGACY && code.contains(signatureAndType)) {
      throw ScriptCode.failed("the script contains its own signature");
    }
    Verdict verdict;
    try {
      verdict = ECDSA
          .verifyingKey(uncompressed(key))
          .verify(ecdsaMessage(code, rules), Arrays.copyOf(signatureAndType, length));
    } catch (MalformedDataException e) {
      return Verdict.rejected(Reason.SIGNATURE_MISMATCH, "key is no point of the curve");
    }
    if (!verdict.reason().equals(Optional.of(Reason.SIGNATURE_MISMATCH))) {
      verdict.orThrow();
    }
    return verdict;
  }

  private static byte[] uncompressed(byte[] key) throws MalformedDataException {
    return key.length == UNCOMPRESSED_KEY_BYTES
        ? key
        : Secp256k1Point.parse(key, "public key", "script").toUncompressed();
  }

  /** ECDSA with SHA-256 over the inner of two hashes signs the outer one. */
  private byte[] ecdsaMessage(ScriptCode code, ScriptCode.Rules rules)
      throws VerificationException {
    byte[] message = ecdsaMessage;
    if (message == null) {
      Hash inner = rules == ScriptCode.Rules.LEGACY
          ? hashes.legacyInner(inputIndex, code.bytes(), SignatureHashes.ALL)
          : hashes.segwitV0Inner(inputIndex, code.bytes(), SignatureHashes.ALL);
      message = inner.toByteArray();
      ecdsaMessage = message;
    }
    return message;
  }

  /**
   * Judges a signature of BIP 340 that is not empty: by a script, or by the output key if there is none.
   *
   * @return the verdict of the key
   * @throws VerificationException if it is not the encoding of a signature that is allowed here
   */
  Verdict checkSchnorr(byte[] key, byte[] signature) throws VerificationException {
    int hashType = SignatureHashes.DEFAULT;
    if (signature.length == SCHNORR_SIGNATURE_BYTES + 1) {
      hashType = signature[SCHNORR_SIGNATURE_BYTES] & 0xFF;
      requireAll(hashType); // so not DEFAULT, which takes no byte
    } else if (signature.length != SCHNORR_SIGNATURE_BYTES) {
      throw refused(
          Reason.SIGNATURE_LENGTH_WRONG, "taproot signature of " + signature.length + " bytes");
    }
    Hash message = leafHash == null
        ? hashes.taprootKeyPath(inputIndex, hashType)
        : hashes.taprootScriptPath(inputIndex, hashType, leafHash);
    try {
      return VerifyingKey.of(SignatureScheme.BIP340, key)
          .verify(message.toByteArray(), Arrays.copyOf(signature, SCHNORR_SIGNATURE_BYTES));
    } catch (MalformedDataException e) {
      return Verdict.rejected(Reason.SIGNATURE_MISMATCH, "key is not the x of a point");
    }
  }

  private static void requireAll(int hashType) throws VerificationException {
    if (hashType != SignatureHashes.ALL) {
      throw refused(
          Reason.HASH_TYPE_INVALID,
          "hash type 0x" + Integer.toHexString(hashType) + " does not sign all");
    }
  }

  // --- lock times --------------------------------------------------------------------------------

  /** CHECKLOCKTIMEVERIFY, BIP 65. */
  void requireLockTime(long wanted) throws VerificationException {
    long lockTime = transaction.lockTime();
    if (wanted < 0
        || (wanted < LOCK_TIME_THRESHOLD) != (lockTime < LOCK_TIME_THRESHOLD)
        || wanted > lockTime
        || sequence() == FINAL_SEQUENCE) {
      throw ScriptCode.failed("script asks for lock time " + wanted + ", there is " + lockTime);
    }
  }

  /** CHECKSEQUENCEVERIFY, BIP 112. */
  void requireSequence(long wanted) throws VerificationException {
    if (wanted < 0) {
      throw ScriptCode.failed("script asks for a negative sequence");
    }
    if ((wanted & SEQUENCE_DISABLED) != 0) {
      return;
    }
    long sequence = sequence();
    if (Integer.compareUnsigned(transaction.version(), 2) < 0
        || (sequence & SEQUENCE_DISABLED) != 0
        || (wanted & SEQUENCE_IS_TIME) != (sequence & SEQUENCE_IS_TIME)
        || (wanted & SEQUENCE_MASK) > (sequence & SEQUENCE_MASK)) {
      throw ScriptCode.failed("script asks for sequence " + wanted + ", there is " + sequence);
    }
  }

  private long sequence() {
    return transaction.inputs().get(inputIndex).sequence();
  }
}
