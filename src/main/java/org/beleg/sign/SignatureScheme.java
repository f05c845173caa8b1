package org.beleg.sign;

import static org.beleg.sign.SignatureOption.CONTEXT;
import static org.beleg.sign.SignatureOption.ENCODING;
import static org.beleg.sign.SignatureOption.LOW_S;
import static org.beleg.sign.SignatureOption.PRIME_ORDER_KEY;
import static org.beleg.sign.SignatureOption.PROFILE;
import static org.beleg.sign.SignatureOption.USER_ID;

import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.function.Function;
import org.beleg.MalformedDataException;
import org.beleg.internal.sign.Bip340Engine;
import org.beleg.internal.sign.EcdsaEngine;
import org.beleg.internal.sign.Ed25519Engine;
import org.beleg.internal.sign.Ed448Engine;
import org.beleg.internal.sign.PairEncoding;
import org.beleg.internal.sign.SchemeEngine;
import org.beleg.internal.sign.Sm2Engine;

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
   * small order is allowed. Signing is deterministic.
   *
   * <p>Key documents follow <a href="https://www.rfc-editor.org/rfc/rfc8410.html">RFC 8410</a>: OID
   * 1.3.101.112 without parameters.
   */
  ED25519(
      "300506032b6570",
      EnumSet.of(PROFILE, PRIME_ORDER_KEY),
      rules -> Ed25519Engine.pure(rules.ed25519Acceptance())),

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
      rules -> Ed25519Engine.ctx(rules.ed25519Acceptance(), rules.contextBytes())),

  /**
   * Ed25519ph, <a href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.1">RFC 8032, section
   * 5.1</a>: as {@link #ED25519CTX}, also with an empty context, and the SHA-512 of the message is signed
   * instead of the message. It is the variant whose signatures can be made in one pass and constant
   * memory; in exchange, collisions of SHA-512 would be collisions of messages.
   */
  ED25519PH(
      "300506032b6570",
      EnumSet.of(PROFILE, PRIME_ORDER_KEY, CONTEXT),
      rules -> Ed25519Engine.ph(rules.ed25519Acceptance(), rules.contextBytes())),

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
  ED448("300506032b6571", EnumSet.of(CONTEXT), rules -> Ed448Engine.pure(rules.contextBytes())),

  /**
   * Ed448ph, <a href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.2">RFC 8032, section 5.2</a>:
   * as {@link #ED448}, but 64 bytes of SHAKE256 of the message are signed instead of the message. A key
   * document alone is taken for one of {@link #ED448}.
   */
  ED448PH("300506032b6571", EnumSet.of(CONTEXT), rules -> Ed448Engine.ph(rules.contextBytes())),

  /**
   * ECDSA with P-256 and SHA-256, <a href="https://doi.org/10.6028/NIST.FIPS.186-5">FIPS 186-5, section
   * 6</a>: keys of 65 bytes (0x04, x, y; compressed points are refused), secrets of 32 bytes
   * (big-endian, in [1, n - 1]), signatures of 8 to 72 bytes.
   *
   * <p>By default signatures are strict DER: a SEQUENCE of two minimal positive INTEGERs r, s in [1, n -
   * 1] and nothing after it; {@link SignatureRules#withEncoding} has the other form, of exactly two
   * orders' bytes. Of s and n - s both are accepted, as most signers choose neither, unless {@link
   * SignatureRules#withLowS} says otherwise. Signing is deterministic, <a
   * href="https://www.rfc-editor.org/rfc/rfc6979.html">RFC 6979</a>. All this holds for the other ECDSA
   * schemes, too.
   *
   * <p>Key documents follow <a href="https://www.rfc-editor.org/rfc/rfc5480.html">RFC 5480</a> and <a
   * href="https://www.rfc-editor.org/rfc/rfc5915.html">RFC 5915</a>: id-ecPublicKey 1.2.840.10045.2.1
   * with the named curve 1.2.840.10045.3.1.7. They do not name a hash: a document that may choose its
   * scheme gets the one whose hash fits the curve.
   */
  ECDSA_P256_SHA256(
      "301306072a8648ce3d020106082a8648ce3d030107",
      EnumSet.of(ENCODING, LOW_S),
      rules -> EcdsaEngine.p256Sha256(pairEncoding(rules), rules.requiresLowS())),

  /** ECDSA with P-256 and SHA-384: keys, documents and rules of {@link #ECDSA_P256_SHA256}. */
  ECDSA_P256_SHA384(
      "301306072a8648ce3d020106082a8648ce3d030107",
      EnumSet.of(ENCODING, LOW_S),
      rules -> EcdsaEngine.p256Sha384(pairEncoding(rules), rules.requiresLowS())),

  /** ECDSA with P-256 and SHA-512: keys, documents and rules of {@link #ECDSA_P256_SHA256}. */
  ECDSA_P256_SHA512(
      "301306072a8648ce3d020106082a8648ce3d030107",
      EnumSet.of(ENCODING, LOW_S),
      rules -> EcdsaEngine.p256Sha512(pairEncoding(rules), rules.requiresLowS())),

  /**
   * ECDSA with P-384 and SHA-384: keys of 97 bytes (0x04, x, y), secrets of 48 bytes, signatures of 8 to
   * 104 bytes; the rules of {@link #ECDSA_P256_SHA256}. Key documents name the curve 1.3.132.0.34. There
   * is none with SHA-256, which is weaker than the curve.
   */
  ECDSA_P384_SHA384(
      "301006072a8648ce3d020106052b81040022",
      EnumSet.of(ENCODING, LOW_S),
      rules -> EcdsaEngine.p384Sha384(pairEncoding(rules), rules.requiresLowS())),

  /** ECDSA with P-384 and SHA-512: keys, documents and rules of {@link #ECDSA_P384_SHA384}. */
  ECDSA_P384_SHA512(
      "301006072a8648ce3d020106052b81040022",
      EnumSet.of(ENCODING, LOW_S),
      rules -> EcdsaEngine.p384Sha512(pairEncoding(rules), rules.requiresLowS())),

  /**
   * ECDSA with P-521 and SHA-512: keys of 133 bytes (0x04, x, y), secrets of 66 bytes, signatures of 8 to
   * 139 bytes; the rules of {@link #ECDSA_P256_SHA256}. Key documents name the curve 1.3.132.0.35.
   */
  ECDSA_P521_SHA512(
      "301006072a8648ce3d020106052b81040023",
      EnumSet.of(ENCODING, LOW_S),
      rules -> EcdsaEngine.p521Sha512(pairEncoding(rules), rules.requiresLowS())),

  /**
   * ECDSA with secp256k1 and SHA-256: keys of 65 bytes (0x04, x, y; compressed points are refused),
   * secrets of 32 bytes, signatures of 8 to 72 bytes; the rules of {@link #ECDSA_P256_SHA256}. Key
   * documents name the curve 1.3.132.0.10.
   *
   * <p>Bitcoin and its kin relay low s only: ask for it with {@link SignatureRules#withLowS}. They hash
   * twice: for their signatures, pass the SHA-256 of what is signed as the message, and strip the sighash
   * byte that they append.
   */
  ECDSA_SECP256K1_SHA256(
      "301006072a8648ce3d020106052b8104000a",
      EnumSet.of(ENCODING, LOW_S),
      rules -> EcdsaEngine.secp256k1Sha256(pairEncoding(rules), rules.requiresLowS())),

  /**
   * SM2 signatures with SM3 over sm2p256v1, GB/T 32918.2-2016, in English <a
   * href="https://datatracker.ietf.org/doc/html/draft-shen-sm2-ecdsa-02#section-5">draft-shen-sm2-ecdsa,
   * section 5</a>: keys of 65 bytes (0x04, x, y), secrets of 32 bytes (big-endian, in [1, n - 2]),
   * signatures of 8 to 72 bytes.
   *
   * <p>The user id, {@link SignatureRules#withUserId}, is hashed together with the public key in front of
   * the message; signatures for one id are none for another. By default it is 1234567812345678; the
   * empty id is allowed, and another one. By default signatures are strict DER; {@link
   * SignatureRules#withEncoding} has r || s in 64 bytes. r and s are in [1, n - 1], and r + s is not n.
   * There is no low s: n - s in place of s breaks the signature. Signing is deterministic: the nonce is
   * that of <a href="https://www.rfc-editor.org/rfc/rfc6979.html#section-3.2">RFC 6979, section 3.2</a>,
   * with SM3.
   *
   * <p>Key documents name the curve as those of ECDSA do: id-ecPublicKey 1.2.840.10045.2.1 with
   * 1.2.156.10197.1.301.
   */
  SM2_SM3(
      "301306072a8648ce3d020106082a811ccf5501822d",
      EnumSet.of(ENCODING, USER_ID),
      rules -> Sm2Engine.of(pairEncoding(rules), rules.userId().orElseThrow())),

  /**
   * Schnorr signatures over secp256k1, <a
   * href="https://github.com/bitcoin/bips/blob/master/bip-0340.mediawiki">BIP-340</a>: keys of 32 bytes
   * (x alone, below the prime, of a point on the curve), secrets of 32 bytes (big-endian, in [1, n - 1]),
   * signatures of 64 bytes (r below the prime, s below the order), messages of any length.
   *
   * <p>Signing is deterministic: the document's auxiliary random data are 32 zero bytes, which it allows,
   * and each signature is verified before it is handed out. Signing reads the message twice, so it cannot
   * be streamed; verifying can. No standard defines key documents.
   */
  BIP340("", EnumSet.noneOf(SignatureOption.class), rules -> new Bip340Engine());

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

  private static PairEncoding pairEncoding(SignatureRules rules) {
    return switch (rules.encoding().orElseThrow()) {
      case DER -> PairEncoding.DER;
      case P1363 -> PairEncoding.P1363;
    };
  }

  SchemeEngine newEngine(SignatureRules rules) {
    return engine.apply(rules);
  }

  byte[] algorithmIdentifier() {
    return algorithmIdentifier.clone();
  }
}
