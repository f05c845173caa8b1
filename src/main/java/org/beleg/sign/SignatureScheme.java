package org.beleg.sign;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.io.BaseEncoding;
import org.beleg.internal.sign.EcdsaEngine;
import org.beleg.internal.sign.Ed25519Engine;
import org.beleg.internal.sign.SchemeEngine;

/**
 * A complete set of rules for signatures: algorithm, hash function, encodings, and what is refused.
 *
 * <p>The rules belong to the key. Two schemes that differ in a single rule are two constants, so that
 * no flag, header or parameter next to a signature can choose between them.
 *
 * <p>Naming a scheme costs nothing; the code behind it, and with it Bouncy Castle, is loaded when the
 * first key of the scheme is made.
 */
public enum SignatureScheme {

  /**
   * Ed25519, <a href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.1">RFC 8032, section 5.1</a>:
   * keys of 32 bytes, secrets of 32 bytes, signatures of 64 bytes.
   *
   * <p>What the RFC leaves open is fixed so that everybody gets one verdict, alone or in a batch: A and
   * R canonically encoded (y below p, no negative zero), S below the group order, public keys of order
   * 1, 2, 4 or 8 refused when read, and the equation with cofactor, [8][S]B = [8]R + [8][k]A. An R of
   * small order is allowed. Signing is deterministic.
   *
   * <p>Key documents follow <a href="https://www.rfc-editor.org/rfc/rfc8410.html">RFC 8410</a>: OID
   * 1.3.101.112 without parameters.
   */
  ED25519("300506032b6570", () -> new Ed25519Engine()),

  /**
   * ECDSA with P-256 and SHA-256, <a href="https://doi.org/10.6028/NIST.FIPS.186-5">FIPS 186-5, section
   * 6</a>: keys of 65 bytes (0x04, x, y; compressed points are refused), secrets of 32 bytes
   * (big-endian, in [1, n - 1]), signatures of 8 to 72 bytes.
   *
   * <p>Signatures are strict DER: a SEQUENCE of two minimal positive INTEGERs r, s in [1, n - 1] and
   * nothing after it. Of s and n - s both are accepted, as most signers of this scheme choose neither.
   * Signing is deterministic, <a href="https://www.rfc-editor.org/rfc/rfc6979.html">RFC 6979</a>.
   *
   * <p>Key documents follow <a href="https://www.rfc-editor.org/rfc/rfc5480.html">RFC 5480</a> and <a
   * href="https://www.rfc-editor.org/rfc/rfc5915.html">RFC 5915</a>: id-ecPublicKey 1.2.840.10045.2.1
   * with the named curve 1.2.840.10045.3.1.7.
   */
  ECDSA_P256_SHA256("301306072a8648ce3d020106082a8648ce3d030107", () -> EcdsaEngine.p256Sha256());

  @SuppressWarnings("ImmutableEnumChecker") // private, never handed out uncopied, never written
  private final byte[] algorithmIdentifier;

  @SuppressWarnings("ImmutableEnumChecker") // keeps one immutable engine from its first use on
  private final Supplier<SchemeEngine> engine;

  /**
   * A scheme.
   *
   * @param algorithmIdentifier the DER of its AlgorithmIdentifier in hexadecimal digits. It stands here
   *     and not in the engine, so that a document can be matched without loading any
   * @param engine makes the engine; lambdas, as these name a class only when they run
   */
  SignatureScheme(String algorithmIdentifier, Supplier<SchemeEngine> engine) {
    this.algorithmIdentifier = BaseEncoding.base16().lowerCase().decode(algorithmIdentifier);
    this.engine = Suppliers.memoize(engine);
  }

  SchemeEngine engine() {
    return requireNonNull(engine.get()); // no supplier here makes null, but Guava's type may
  }

  byte[] algorithmIdentifier() {
    return algorithmIdentifier.clone();
  }
}
