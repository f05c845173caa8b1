package org.beleg.sign;

import static org.beleg.sign.SignatureOption.CONTEXT;
import static org.beleg.sign.SignatureOption.ENCODING;
import static org.beleg.sign.SignatureOption.LOW_S;
import static org.beleg.sign.SignatureOption.PRIME_ORDER_KEY;
import static org.beleg.sign.SignatureOption.PROFILE;

import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.function.Function;
import org.beleg.MalformedDataException;
import org.beleg.internal.sign.EcdsaEngine;
import org.beleg.internal.sign.Ed25519Engine;
import org.beleg.internal.sign.Ed448Engine;
import org.beleg.internal.sign.SchemeEngine;

/**
 * A complete set of rules for signatures: algorithm, hash function, encodings, and what is refused.
 *
 * <p>The rules belong to the key, so that no flag, header or parameter next to a signature can choose
 * between them. Two algorithms, or one with two hash functions, are two constants; what remains to be
 * stated, such as a context string or the encoding of a pair of numbers, is in {@link SignatureRules}.
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
   * small order is allowed. Ledgers that fixed another reading have an {@link Ed25519Profile}. Signing is
   * deterministic and reads the message twice; verifying takes constant memory.
   *
   * <p>Key documents follow <a href="https://www.rfc-editor.org/rfc/rfc8410.html">RFC 8410</a>: OID
   * 1.3.101.112 without parameters.
   */
  ED25519(
      "300506032b6570",
      EnumSet.of(PROFILE, PRIME_ORDER_KEY),
      rules -> Ed25519Engine.pure(Ed25519Profile.acceptance(rules))),

  /**
   * Ed25519ctx, <a href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.1">RFC 8032, section
   * 5.1</a>: keys, signatures and rules of {@link #ED25519}, with a context of up to 255 bytes bound into
   * every signature ({@link SignatureRules#withContext}).
   *
   * <p>The RFC says that the context should not be empty. By default it is: then signatures are still
   * none of {@link #ED25519}, but nothing tells one protocol from another, so state a context.
   *
   * <p>No OID tells keys of this scheme from those of {@link #ED25519}. Key documents have the same form,
   * and a document alone is taken for one of {@link #ED25519}: name the scheme where one is read.
   */
  ED25519CTX(
      "300506032b6570",
      EnumSet.of(PROFILE, PRIME_ORDER_KEY, CONTEXT),
      rules ->
          Ed25519Engine.ctx(Ed25519Profile.acceptance(rules), rules.context().orElseThrow())),

  /**
   * Ed25519ph, <a href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.1">RFC 8032, section
   * 5.1</a>: as {@link #ED25519CTX}, also with an empty context, and the SHA-512 of the message is signed
   * instead of the message. It is the variant whose signatures can be made in one pass and constant
   * memory; in exchange, collisions of SHA-512 would be collisions of messages.
   */
  ED25519PH(
      "300506032b6570",
      EnumSet.of(PROFILE, PRIME_ORDER_KEY, CONTEXT),
      rules ->
          Ed25519Engine.ph(Ed25519Profile.acceptance(rules), rules.context().orElseThrow())),

  /**
   * Ed448, <a href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.2">RFC 8032, section 5.2</a>:
   * keys of 57 bytes, secrets of 57 bytes, signatures of 114 bytes, and a context of up to 255 bytes,
   * empty by default.
   *
   * <p>A and R canonically encoded, S below the group order, public keys of order 1, 2 or 4 refused when
   * read, and the equation with cofactor, [4][S]B = [4]R + [4][k]A. Signing is deterministic. Messages
   * cannot be verified in constant memory; {@link #ED448PH} can.
   *
   * <p>Key documents follow <a href="https://www.rfc-editor.org/rfc/rfc8410.html">RFC 8410</a>: OID
   * 1.3.101.113 without parameters.
   */
  ED448(
      "300506032b6571",
      EnumSet.of(CONTEXT),
      rules -> Ed448Engine.pure(rules.context().orElseThrow())),

  /**
   * Ed448ph, <a href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.2">RFC 8032, section 5.2</a>:
   * as {@link #ED448}, but 64 bytes of SHAKE256 of the message are signed instead of the message. A key
   * document alone is taken for one of {@link #ED448}.
   */
  ED448PH(
      "300506032b6571",
      EnumSet.of(CONTEXT),
      rules -> Ed448Engine.ph(rules.context().orElseThrow())),

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
  ECDSA_P256_SHA256(
      "301306072a8648ce3d020106082a8648ce3d030107",
      EnumSet.of(ENCODING, LOW_S),
      rules -> EcdsaEngine.p256Sha256());

  /** The user id that GM/T 0009 sets where two parties agreed on none. */
  static final byte[] DEFAULT_USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

  @SuppressWarnings("ImmutableEnumChecker") // private, never handed out uncopied, never written
  private final byte[] algorithmIdentifier;

  @SuppressWarnings("ImmutableEnumChecker") // private, never written
  private final EnumSet<SignatureOption> options;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  private final Function<SignatureRules, SchemeEngine> engine;

  private final SignatureRules rules;

  /**
   * A scheme.
   *
   * @param algorithmIdentifier the DER of its AlgorithmIdentifier in hexadecimal digits, empty if no
   *     standard gives it one. It stands here and not in the engine, so that a document can be matched
   *     without loading any
   * @param options what {@link SignatureRules} may state beyond the scheme
   * @param engine makes the engine; lambdas, as these name a class only when they run
   */
  SignatureScheme(
      String algorithmIdentifier,
      EnumSet<SignatureOption> options,
      Function<SignatureRules, SchemeEngine> engine) {
    this.algorithmIdentifier = BaseEncoding.base16().lowerCase().decode(algorithmIdentifier);
    this.options = options;
    this.engine = engine;
    this.rules = SignatureRules.defaults(this);
  }

  /**
   * Finds a scheme by its name.
   *
   * @param name the name of a constant
   * @return the constant
   * @throws MalformedDataException if there is none
   */
  public static SignatureScheme parse(String name) throws MalformedDataException {
    for (SignatureScheme scheme : values()) {
      if (scheme.name().equals(name)) {
        return scheme;
      }
    }
    throw new MalformedDataException("signature scheme", "name", "unknown: " + name);
  }

  /**
   * Tells whether keys of this scheme have a SubjectPublicKeyInfo. Without one there are no {@link
   * VerifyingKey#toSpki()} and no PEM; raw keys and {@link VerifyingKey#format()} work for all.
   *
   * @return whether a standard gives it an AlgorithmIdentifier
   */
  public boolean hasSpki() {
    return algorithmIdentifier.length > 0;
  }

  /**
   * Tells whether there are {@link SigningKey}s. There are none for what this library only verifies:
   * schemes whose secret changes with each signature, and those that nobody should begin to use.
   *
   * @return whether keys of this scheme can sign
   */
  public boolean signs() {
    return rules.engine().signs();
  }

  /** The rules without options. */
  SignatureRules rules() {
    return rules;
  }

  boolean has(SignatureOption option) {
    return options.contains(option);
  }

  /** The length of the hash where it is the default length of the salt. */
  int defaultSaltBytes() {
    return 0;
  }

  SchemeEngine newEngine(SignatureRules rules) {
    return engine.apply(rules);
  }

  byte[] algorithmIdentifier() {
    return algorithmIdentifier.clone();
  }
}
