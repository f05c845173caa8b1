package org.beleg.ledger.fisco;

import com.google.common.primitives.Bytes;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.internal.sign.EcdsaRecovery;
import org.beleg.sign.SignatureEncoding;
import org.beleg.sign.SignatureRules;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.VerifyingKey;

/**
 * The public key of an account or of a node: a point, as 64 bytes x and y.
 *
 * <p>What is signed is the hash of a transaction or of a block's header, of 32 bytes:
 *
 * <table>
 *   <caption>Signatures</caption>
 *   <tr><th></th><th>of transactions</th><th>of block headers</th></tr>
 *   <tr><td>{@link CryptoSuite#KECCAK_SECP256K1}</td><td>r || s || v, 65 bytes</td><td>the same</td></tr>
 *   <tr><td>{@link CryptoSuite#SM3_SM2}</td><td>r || s || x || y, 128 bytes</td><td>r || s, 64
 *       bytes</td></tr>
 * </table>
 *
 * <p>ECDSA signs the hash as it is. To SM2 it is the message: e = SM3(Z || hash), with the user id
 * 1234567812345678. v is 0 to 3 and tells which of the keys that could have signed did.
 *
 * <p><b>Security.</b> A signature under SM2 brings its own key along, and one of ECDSA tells it; whose key
 * that is, only a comparison with a trusted key or address says. As nodes do, a high s of ECDSA is taken:
 * anybody can make a second signature from a first, so a signature does not name a transaction.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class AccountKey {

  private static final int POINT_BYTES = 64;
  private static final int PAIR_BYTES = 64;
  private static final int ADDRESS_BYTES = 20;
  private static final byte[] UNCOMPRESSED = {0x04};

  private final CryptoSuite suite;

  /** For SM2 it verifies; for ECDSA it only says that the point is one of the curve. */
  private final VerifyingKey key;

  private AccountKey(CryptoSuite suite, VerifyingKey key) {
    this.suite = suite;
    this.key = key;
  }

  /**
   * Reads a key.
   *
   * @param suite of the chain
   * @param point x and y, 32 bytes each, big-endian; a node's id is the same in hexadecimal digits
   * @return the key
   * @throws MalformedDataException if this is no point of the suite's curve
   */
  public static AccountKey of(CryptoSuite suite, byte[] point) throws MalformedDataException {
    SignatureScheme scheme = suite == CryptoSuite.SM3_SM2
        ? SignatureScheme.SM2_SM3
        : SignatureScheme.ECDSA_SECP256K1_SHA256;
    return new AccountKey(
        suite,
        SignatureRules.of(scheme)
            .withEncoding(SignatureEncoding.P1363)
            .verifyingKey(Bytes.concat(UNCOMPRESSED, point)));
  }

  /**
   * The key that a signature of a transaction says it is of, if it is a signature of that key. Trust in
   * it is the caller's to establish, by comparison.
   *
   * @param suite of the chain
   * @param signedHash the transaction's, computed from its fields
   * @param signature of any bytes
   * @return the key that signed
   * @throws VerificationException if the signature is none of its key, with the reason
   * @throws IllegalArgumentException if the hash does not have 32 bytes
   */
  public static AccountKey signerOf(CryptoSuite suite, Hash signedHash, byte[] signature)
      throws VerificationException {
    require32(signedHash);
    try {
      if (suite == CryptoSuite.KECCAK_SECP256K1) {
        return of(suite, withoutFirst(EcdsaRecovery.recover(signedHash.toByteArray(), signature)));
      }
      requireLength(signature, PAIR_BYTES + POINT_BYTES);
      AccountKey claimed = of(suite, Arrays.copyOfRange(signature, PAIR_BYTES, signature.length));
      claimed
          .key
          .verify(signedHash.toByteArray(), Arrays.copyOf(signature, PAIR_BYTES))
          .orThrow();
      return claimed;
    } catch (MalformedDataException e) {
      throw refused(Reason.SIGNATURE_POINT_INVALID, "the key in it is no point of the curve");
    }
  }

  /**
   * Decides whether this key signed a transaction.
   *
   * @param signedHash the transaction's, computed from its fields
   * @param signature of any bytes
   * @return accepted, or rejected with {@link Reason#KEY_MISMATCH} if another key signed, or the reason
   *     for which nobody's it is
   * @throws IllegalArgumentException if the hash does not have 32 bytes
   */
  public Verdict verifyTransaction(Hash signedHash, byte[] signature) {
    try {
      AccountKey signer = signerOf(suite, signedHash, signature);
      return equals(signer)
          ? Verdict.accepted()
          : Verdict.rejected(Reason.KEY_MISMATCH, "signed by " + signer + ", trusted is " + this);
    } catch (VerificationException e) {
      return e.verdict();
    }
  }

  /**
   * Decides whether this key, of a node, signed the header of a block.
   *
   * @param blockHash the hash of the header, computed from its fields
   * @param signature of any bytes
   * @return accepted, or rejected with the reason
   * @throws IllegalArgumentException if the hash does not have 32 bytes
   */
  public Verdict verifyBlock(Hash blockHash, byte[] signature) {
    require32(blockHash);
    return suite == CryptoSuite.KECCAK_SECP256K1
        ? verifyTransaction(blockHash, signature)
        : key.verify(blockHash.toByteArray(), signature);
  }

  /** Whether one secret serves both keys. */
  boolean isSameSigner(AccountKey other) {
    return key.isSameSigner(other.key);
  }

  /**
   * The address of the account: the last 20 bytes of the hash of the point.
   *
   * @return 20 bytes
   */
  public Hash address() {
    byte[] hash = suite.hash(toByteArray()).toByteArray();
    return Hash.of(hash, hash.length - ADDRESS_BYTES, ADDRESS_BYTES);
  }

  /**
   * The suite that the key is of.
   *
   * @return the suite
   */
  public CryptoSuite suite() {
    return suite;
  }

  /**
   * The point.
   *
   * @return a new array with x and y, 64 bytes
   */
  public byte[] toByteArray() {
    return withoutFirst(key.toRaw());
  }

  private static byte[] withoutFirst(byte[] uncompressed) {
    return Arrays.copyOfRange(uncompressed, 1, uncompressed.length);
  }

  private static void requireLength(byte[] signature, int length) throws VerificationException {
    if (signature.length != length) {
      throw refused(Reason.SIGNATURE_LENGTH_WRONG, signature.length + " bytes, not " + length);
    }
  }

  private static void require32(Hash hash) {
    if (hash.size() != CryptoSuite.HASH_BYTES) {
      throw new IllegalArgumentException("a hash of " + hash.size() + " bytes is not signed");
    }
  }

  private static VerificationException refused(Reason reason, String detail) {
    return new VerificationException(new Verdict.Rejected(reason, detail));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccountKey that && suite == that.suite && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  /** Names suite and address. */
  @Override
  public String toString() {
    return suite + " account " + address().toHex();
  }
}
