package org.beleg.internal.sign;

import com.google.common.io.BaseEncoding;
import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.ed25519.Outcome;
import org.beleg.internal.ed25519.PublicPoint;
import org.beleg.internal.ed25519.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A that passed all checks of keys, and how its signatures are judged. Alone, in parts or in a batch,
 * each signature goes through {@link #refusal}, {@link #statement} and {@link #verdict}, so that the
 * verdicts are the same.
 */
@Immutable
final class Ed25519PublicKey implements VerifyingEngine {

  private static final String WHAT = "Ed25519 public key";

  private final Ed25519Variant variant;
  private final Ed25519Acceptance acceptance;
  private final PublicPoint point;

  @SuppressWarnings("Immutable") // private copy, never written
  private final byte[] encoded;

  @SuppressWarnings("Immutable") // equal whoever computes it; a harmless race
  private @Nullable String identity;

  private Ed25519PublicKey(
      Ed25519Variant variant, Ed25519Acceptance acceptance, PublicPoint point, byte[] encoded) {
    this.variant = variant;
    this.acceptance = acceptance;
    this.point = point;
    this.encoded = encoded;
  }

  static Ed25519PublicKey of(Ed25519Variant variant, Ed25519Acceptance acceptance, byte[] raw)
      throws MalformedDataException {
    if (raw.length != PublicPoint.BYTES) {
      throw malformed(raw.length + " bytes, not " + PublicPoint.BYTES);
    }
    if (acceptance.canonical() && !PublicPoint.isCanonical(raw, 0)) {
      throw malformed("point is not canonically encoded");
    }
    PublicPoint point =
        PublicPoint.decode(raw).orElseThrow(() -> malformed("not a point of the curve"));
    if ((!acceptance.smallOrderKeys() || acceptance.primeOrderKeys()) && point.isSmallOrder()) {
      throw malformed("weak key: its order divides 8");
    }
    if (acceptance.primeOrderKeys() && !point.isInPrimeOrderGroup()) {
      throw malformed("not in the group of prime order");
    }
    return new Ed25519PublicKey(variant, acceptance, point, raw.clone());
  }

  @Override
  public Optional<VerifyingEngine> prepared() {
    return point.isPrepared()
        ? Optional.empty()
        : Optional.of(new Ed25519PublicKey(variant, acceptance, point.prepared(), encoded));
  }

  private static MalformedDataException malformed(String problem) {
    return new MalformedDataException(WHAT, "raw key", problem);
  }

  @Override
  public Verdict verify(byte[] message, byte[] signature) {
    Verdict refusal = refusal(signature);
    return refusal != null ? refusal : judge(signature, variant.hash(signature, encoded, message));
  }

  @Override
  public Optional<VerifyingSink> start(byte[] signature) {
    Verdict refusal = refusal(signature);
    return Optional.of(
        refusal != null ? VerifyingSink.refusing(refusal) : new Sink(signature.clone()));
  }

  /** What is wrong with a signature, whatever the message; null if nothing is. */
  @Nullable Verdict refusal(byte[] signature) {
    if (signature.length != Statement.SIGNATURE_BYTES) {
      return Verdict.rejected(
          Reason.SIGNATURE_LENGTH_WRONG,
          "Ed25519 signature has " + signature.length + " bytes, not " + Statement.SIGNATURE_BYTES);
    }
    if (acceptance.canonical() && !PublicPoint.isCanonical(signature, 0)) {
      return Verdict.rejected(
          Reason.SIGNATURE_POINT_INVALID, "R of the Ed25519 signature is not canonically encoded");
    }
    if (!Statement.isScalarInRange(signature)) {
      return Verdict.rejected(
          Reason.SIGNATURE_VALUE_OUT_OF_RANGE,
          "S of the Ed25519 signature is not below the group order");
    }
    return null;
  }

  /** Whether signatures may be judged by a sum of their equations. */
  boolean isBatchable() {
    return acceptance.cofactor();
  }

  /** What a signature that {@link #refusal} passed states. */
  Statement statement(byte[] message, byte[] signature) {
    return Statement.of(point, signature, variant.hash(signature, encoded, message));
  }

  private Verdict judge(byte[] signature, byte[] hash) {
    return verdict(Statement.of(point, signature, hash).judge(acceptance.cofactor()));
  }

  static Verdict verdict(Outcome outcome) {
    return switch (outcome) {
      case HOLDS -> Verdict.accepted();
      case FAILS ->
        Verdict.rejected(
            Reason.SIGNATURE_MISMATCH, "not this Ed25519 key's signature of this message");
      case NO_POINT ->
        Verdict.rejected(
            Reason.SIGNATURE_POINT_INVALID, "R of the Ed25519 signature is not on the curve");
    };
  }

  /**
   * Of [8]A, without its sign: a and L - a are one signer's, and A plus a point of small order has
   * signatures by the secret of A.
   */
  @Override
  public String identity() {
    String known = identity;
    if (known == null) {
      known = "Ed25519 8y=" + BaseEncoding.base16().lowerCase().encode(point.signerId());
      identity = known;
    }
    return known;
  }

  /** Hashes R, A and the message as it comes, or the message first. */
  private final class Sink implements VerifyingSink {
    private final byte[] signature;
    private final Digest sha512 = Ed25519Variant.newDigest();

    Sink(byte[] signature) {
      this.signature = signature;
      if (!variant.hashesFirst()) {
        variant.begin(sha512, signature, encoded);
      }
    }

    @Override
    public void update(byte[] source, int offset, int length) {
      sha512.update(source, offset, length);
    }

    @Override
    public Verdict finish() {
      byte[] hash = new byte[Ed25519Variant.HASH_BYTES];
      sha512.finish(hash, 0);
      if (variant.hashesFirst()) {
        variant.begin(sha512, signature, encoded);
        sha512.update(hash, 0, hash.length);
        sha512.finish(hash, 0);
      }
      return judge(signature, hash);
    }
  }
}
