package org.beleg.ledger.bitcoin;

import com.google.common.primitives.Bytes;
import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.internal.sign.Secp256k1Point;

/**
 * One signature of MuSig2 in the making: judges the partial signatures of its signers and adds them up, <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0327.mediawiki#session-context">BIP 327</a>.
 *
 * <p>Its values follow from the aggregate key, the aggregate nonce and the message, so any number of
 * parties have equal sessions without talking to each other.
 *
 * <pre>{@code
 * MuSig2Session session = MuSig2Session.of(key, MuSig2AggregateNonce.of(nonces), message);
 * session.verifyPartial(2, nonces.get(2), partialSignature).orThrow();   // who to blame
 * byte[] signature = session.aggregate(partialSignatures);               // for key.verifyingKey()
 * }</pre>
 *
 * <p><b>Security.</b> That a partial signature verifies tells who disrupts a session and nothing more: it
 * is no proof that its signer agreed to the message, as partial signatures can be forged from outside
 * the session. Only the aggregate is a signature. Immutable; any number of threads may use it.
 */
@Immutable
public final class MuSig2Session {

  /** The size of a partial signature: a number. */
  public static final int PARTIAL_SIGNATURE_BYTES = 32;

  private static final TaggedHash NONCE_COEFFICIENT = TaggedHash.of("MuSig/noncecoef");
  private static final TaggedHash CHALLENGE = TaggedHash.of("BIP0340/challenge");

  private final MuSig2Key key;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written after construction
  private final byte[] message;

  /** b, the coefficient of the second half of nonces. */
  private final BigInteger nonceCoefficient;

  /** R, the nonce of the signature, never infinity. */
  private final Secp256k1Point nonce;

  /** e, the challenge of BIP 340. */
  private final BigInteger challenge;

  private MuSig2Session(
      MuSig2Key key,
      byte[] ownedMessage,
      BigInteger nonceCoefficient,
      Secp256k1Point nonce,
      BigInteger challenge) {
    this.key = key;
    this.message = ownedMessage;
    this.nonceCoefficient = nonceCoefficient;
    this.nonce = nonce;
    this.challenge = challenge;
  }

  /**
   * Computes the values of a session: GetSessionValues.
   *
   * <p>Cost: one scalar multiplication, two hashes of the message.
   *
   * @param key of the signers, tweaks included
   * @param aggregateNonce the sum of their nonces
   * @param message what is signed, of any length; copied
   * @return the session
   */
  public static MuSig2Session of(
      MuSig2Key key, MuSig2AggregateNonce aggregateNonce, byte[] message) {
    byte[] own = message.clone();
    byte[] keyX = key.point().x();
    BigInteger b = number(NONCE_COEFFICIENT, aggregateNonce.format(), keyX, own);
    Secp256k1Point sum = aggregateNonce.first().plus(aggregateNonce.second().times(b));
    // a disruptive signer may have made it infinite: the session goes on, so as to find out who
    Secp256k1Point nonce = sum.isInfinity() ? Secp256k1Point.generator() : sum;
    return new MuSig2Session(key, own, b, nonce, number(CHALLENGE, nonce.x(), keyX, own));
  }

  /** A hash as a number modulo n. */
  static BigInteger number(TaggedHash function, byte[]... parts) {
    return new BigInteger(1, function.hash(parts).toByteArray()).mod(Secp256k1Point.order());
  }

  /**
   * Tells whether a partial signature is what a signer owes to this session: PartialSigVerify.
   *
   * <p>Cost: three scalar multiplications.
   *
   * @param signer the signer's place in the aggregate key, from 0 on
   * @param signerNonce the signer's own nonce, which went into the aggregate
   * @param partialSignature any bytes
   * @return accepted; or rejected with {@link Reason#SIGNATURE_LENGTH_WRONG}, {@link
   *     Reason#SIGNATURE_VALUE_OUT_OF_RANGE} or {@link Reason#SIGNATURE_MISMATCH}
   * @throws IndexOutOfBoundsException if there is no such signer
   */
  public Verdict verifyPartial(int signer, MuSig2Nonce signerNonce, byte[] partialSignature) {
    Objects.checkIndex(signer, key.signerCount());
    BigInteger s;
    try {
      s = scalar(signer, partialSignature);
    } catch (VerificationException e) {
      return e.verdict();
    }
    Secp256k1Point own = signerNonce.first().plus(signerNonce.second().times(nonceCoefficient));
    BigInteger weight = challenge.multiply(key.factor(signer)).mod(Secp256k1Point.order());
    // sG - weight P = +-(R1 + bR2), as R is even or odd
    Secp256k1Point left =
        key.signerPoint(signer).sumWithGenerator(s, weight.negate().mod(Secp256k1Point.order()));
    return left.equals(nonce.hasEvenY() ? own : own.negate())
        ? Verdict.accepted()
        : Verdict.rejected(
            Reason.SIGNATURE_MISMATCH, "not the partial signature of signer " + signer);
  }

  private static BigInteger scalar(int signer, byte[] partialSignature)
      throws VerificationException {
    if (partialSignature.length != PARTIAL_SIGNATURE_BYTES) {
      throw new VerificationException(new Verdict.Rejected(
          Reason.SIGNATURE_LENGTH_WRONG,
          "partial signature of signer " + signer + " has " + partialSignature.length + " bytes"));
    }
    BigInteger s = new BigInteger(1, partialSignature);
    if (s.compareTo(Secp256k1Point.order()) >= 0) {
      throw new VerificationException(new Verdict.Rejected(
          Reason.SIGNATURE_VALUE_OUT_OF_RANGE,
          "partial signature of signer " + signer + " is not below n"));
    }
    return s;
  }

  /**
   * Adds up the partial signatures of all signers to a signature, and verifies it: PartialSigAgg.
   *
   * <p>Cost: one verification of BIP340.
   *
   * @param partialSignatures one for each signer, in the order of the aggregate key
   * @return 64 bytes, a signature of the message that {@link MuSig2Key#verifyingKey()} accepts
   * @throws VerificationException naming the signer, with {@link Reason#SIGNATURE_LENGTH_WRONG} or {@link
   *     Reason#SIGNATURE_VALUE_OUT_OF_RANGE}; or with {@link Reason#SIGNATURE_MISMATCH} if the sum is no
   *     signature, where {@link #verifyPartial} tells whose part is wrong
   * @throws IllegalArgumentException if their number is not the number of signers
   */
  public byte[] aggregate(List<byte[]> partialSignatures) throws VerificationException {
    if (partialSignatures.size() != key.signerCount()) {
      throw new IllegalArgumentException(
          partialSignatures.size() + " partial signatures of " + key.signerCount() + " signers");
    }
    BigInteger sum = challenge.multiply(key.tweakTerm());
    for (int i = 0; i < partialSignatures.size(); i++) {
      sum = sum.add(scalar(i, partialSignatures.get(i)));
    }
    byte[] s = Secp256k1Point.toBytes(sum.mod(Secp256k1Point.order()));
    byte[] signature = Bytes.concat(nonce.x(), s);
    key.verifyingKey().verify(message, signature).orThrow();
    return signature;
  }
}
