package org.beleg.sign;

import static org.beleg.sign.SignatureOption.CONTEXT;
import static org.beleg.sign.SignatureOption.ENCODING;
import static org.beleg.sign.SignatureOption.LOW_S;
import static org.beleg.sign.SignatureOption.PRIME_ORDER_KEY;
import static org.beleg.sign.SignatureOption.PROFILE;
import static org.beleg.sign.SignatureOption.SALT_BYTES;
import static org.beleg.sign.SignatureOption.USER_ID;

import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.function.Function;
import org.beleg.MalformedDataException;
import org.beleg.internal.jwk.Jwk;
import org.beleg.internal.sign.Bip340Engine;
import org.beleg.internal.sign.EcdsaEngine;
import org.beleg.internal.sign.Ed25519Engine;
import org.beleg.internal.sign.Ed448Engine;
import org.beleg.internal.sign.LmsEngine;
import org.beleg.internal.sign.MlDsaEngine;
import org.beleg.internal.sign.PairEncoding;
import org.beleg.internal.sign.RsaEngine;
import org.beleg.internal.sign.SchemeEngine;
import org.beleg.internal.sign.SlhDsaEngine;
import org.beleg.internal.sign.SlhDsaSet;
import org.beleg.internal.sign.Sm2Engine;
import org.beleg.internal.sign.XmssEngine;
import org.beleg.internal.ssh.SshPublicKey;

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
      rules -> Ed25519Engine.ctx(Ed25519Profile.acceptance(rules), context(rules))),

  /**
   * Ed25519ph, <a href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.1">RFC 8032, section
   * 5.1</a>: as {@link #ED25519CTX}, also with an empty context, and the SHA-512 of the message is signed
   * instead of the message. It is the variant whose signatures can be made in one pass and constant
   * memory; in exchange, collisions of SHA-512 would be collisions of messages.
   */
  ED25519PH(
      "300506032b6570",
      EnumSet.of(PROFILE, PRIME_ORDER_KEY, CONTEXT),
      rules -> Ed25519Engine.ph(Ed25519Profile.acceptance(rules), context(rules))),

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
  ED448("300506032b6571", EnumSet.of(CONTEXT), rules -> Ed448Engine.pure(context(rules))),

  /**
   * Ed448ph, <a href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.2">RFC 8032, section 5.2</a>:
   * as {@link #ED448}, but 64 bytes of SHAKE256 of the message are signed instead of the message. A key
   * document alone is taken for one of {@link #ED448}.
   */
  ED448PH("300506032b6571", EnumSet.of(CONTEXT), rules -> Ed448Engine.ph(context(rules))),

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
  BIP340("", EnumSet.noneOf(SignatureOption.class), rules -> new Bip340Engine()),

  /**
   * RSASSA-PSS with SHA-256, also in its mask, <a
   * href="https://www.rfc-editor.org/rfc/rfc8017.html#section-8.1">RFC 8017, section 8.1</a>: keys are the
   * DER of an RSAPublicKey (appendix A.1.1), secrets that of an RSAPrivateKey (A.1.2), signatures have the
   * length of the modulus.
   *
   * <p>All RSA schemes take moduli of 2,048 to 8,192 bits and odd exponents of at least 3 and at most 256
   * bits; the bounds above keep a verification below 50 ms. Secrets have two primes, and all of their
   * numbers must agree. New ones have 3,072 bits and e = 65537.
   *
   * <p>Salts have the length of the hash, or the one of the rules, and no other. Signing draws the salt,
   * and what blinds the secret against timing, from a new {@link java.security.SecureRandom}: the one
   * scheme here whose signatures of one message differ.
   *
   * <p>Key documents follow <a href="https://www.rfc-editor.org/rfc/rfc3279.html#section-2.3.1">RFC 3279</a>:
   * OID 1.2.840.113549.1.1.1 with NULL, for PSS as well; a document with id-RSASSA-PSS, whose parameters
   * have many spellings, is refused. A document does not say which RSA scheme its key is for: where none
   * is stated it is this one, the only RSA padding that this library signs with.
   */
  RSA_PSS_SHA256(
      "300d06092a864886f70d0101010500",
      EnumSet.of(SALT_BYTES),
      rules -> RsaEngine.pssSha256(saltBytes(rules))),

  /** RSASSA-PSS with SHA-384: as {@link #RSA_PSS_SHA256}. */
  RSA_PSS_SHA384(
      "300d06092a864886f70d0101010500",
      EnumSet.of(SALT_BYTES),
      rules -> RsaEngine.pssSha384(saltBytes(rules))),

  /** RSASSA-PSS with SHA-512: as {@link #RSA_PSS_SHA256}. */
  RSA_PSS_SHA512(
      "300d06092a864886f70d0101010500",
      EnumSet.of(SALT_BYTES),
      rules -> RsaEngine.pssSha512(saltBytes(rules))),

  /**
   * RSASSA-PKCS1-v1_5 with SHA-256, <a
   * href="https://www.rfc-editor.org/rfc/rfc8017.html#section-8.2.2">RFC 8017, section 8.2.2</a>, to verify
   * only. Keys as in {@link #RSA_PSS_SHA256}.
   *
   * <p>The whole padded block is made anew and compared, with the NULL of DigestInfo, so that there is one
   * valid block for a message.
   */
  RSA_PKCS1_SHA256(
      "300d06092a864886f70d0101010500",
      EnumSet.noneOf(SignatureOption.class),
      rules -> RsaEngine.pkcs1Sha256()),

  /** RSASSA-PKCS1-v1_5 with SHA-384: as {@link #RSA_PKCS1_SHA256}. */
  RSA_PKCS1_SHA384(
      "300d06092a864886f70d0101010500",
      EnumSet.noneOf(SignatureOption.class),
      rules -> RsaEngine.pkcs1Sha384()),

  /** RSASSA-PKCS1-v1_5 with SHA-512: as {@link #RSA_PKCS1_SHA256}. */
  RSA_PKCS1_SHA512(
      "300d06092a864886f70d0101010500",
      EnumSet.noneOf(SignatureOption.class),
      rules -> RsaEngine.pkcs1Sha512()),

  /**
   * ML-DSA-44, a lattice scheme, <a href="https://doi.org/10.6028/NIST.FIPS.204">FIPS 204</a>, without
   * pre-hashing: keys of 1,312 bytes, secrets are the seed of 32 bytes, signatures of 2,420 bytes.
   *
   * <p>All three sets have a context string, by default empty. Signing is deterministic, section 3.4. A
   * public key keeps 20, 36 or 64 KiB from its first verification on, and later ones cost a third.
   *
   * <p>Key documents follow <a href="https://www.rfc-editor.org/rfc/rfc9881.html">RFC 9881</a>: OIDs
   * 2.16.840.1.101.3.4.3.17 to 19 without parameters. Secrets are written as the seed; one with its
   * expanded key is read, too, if that belongs to it, but an expanded key without seed is not.
   */
  ML_DSA_44(
      "300b0609608648016503040311",
      EnumSet.of(CONTEXT),
      rules -> MlDsaEngine.mlDsa44(context(rules))),

  /** ML-DSA-65: as {@link #ML_DSA_44}, with keys of 1,952 bytes and signatures of 3,309. */
  ML_DSA_65(
      "300b0609608648016503040312",
      EnumSet.of(CONTEXT),
      rules -> MlDsaEngine.mlDsa65(context(rules))),

  /** ML-DSA-87: as {@link #ML_DSA_44}, with keys of 2,592 bytes and signatures of 4,627. */
  ML_DSA_87(
      "300b0609608648016503040313",
      EnumSet.of(CONTEXT),
      rules -> MlDsaEngine.mlDsa87(context(rules))),

  /**
   * SLH-DSA-SHA2-128s, a stateless hash-based scheme that rests on nothing but its hash function, <a
   * href="https://doi.org/10.6028/NIST.FIPS.205">FIPS 205</a>, without pre-hashing. Keys have 32, 48 or 64
   * bytes by security level, secrets twice as many (SK.seed, SK.prf, PK.seed, PK.root), signatures 7,856
   * bytes here.
   *
   * <p>All twelve sets have a context string, by default empty. Signing is deterministic. The sets that
   * end in S have small signatures and sign slowly, up to seconds; those that end in F sign ten times
   * faster with signatures twice as long. A secret that is read is checked by deriving its root, which
   * costs a tenth of a signature. Signing reads the message twice, so it cannot be streamed; verifying can.
   *
   * <p>Key documents follow <a href="https://www.rfc-editor.org/rfc/rfc9909.html">RFC 9909</a>: OIDs
   * 2.16.840.1.101.3.4.3.20 to 31 without parameters.
   */
  SLH_DSA_SHA2_128S(
      "300b0609608648016503040314",
      EnumSet.of(CONTEXT),
      rules -> SlhDsaEngine.of(SlhDsaSet.SHA2_128S, context(rules))),

  /** SLH-DSA-SHA2-128f: as {@link #SLH_DSA_SHA2_128S}, with signatures of 17,088 bytes. */
  SLH_DSA_SHA2_128F(
      "300b0609608648016503040315",
      EnumSet.of(CONTEXT),
      rules -> SlhDsaEngine.of(SlhDsaSet.SHA2_128F, context(rules))),

  /** SLH-DSA-SHA2-192s: as {@link #SLH_DSA_SHA2_128S}, with signatures of 16,224 bytes. */
  SLH_DSA_SHA2_192S(
      "300b0609608648016503040316",
      EnumSet.of(CONTEXT),
      rules -> SlhDsaEngine.of(SlhDsaSet.SHA2_192S, context(rules))),

  /** SLH-DSA-SHA2-192f: as {@link #SLH_DSA_SHA2_128S}, with signatures of 35,664 bytes. */
  SLH_DSA_SHA2_192F(
      "300b0609608648016503040317",
      EnumSet.of(CONTEXT),
      rules -> SlhDsaEngine.of(SlhDsaSet.SHA2_192F, context(rules))),

  /** SLH-DSA-SHA2-256s: as {@link #SLH_DSA_SHA2_128S}, with signatures of 29,792 bytes. */
  SLH_DSA_SHA2_256S(
      "300b0609608648016503040318",
      EnumSet.of(CONTEXT),
      rules -> SlhDsaEngine.of(SlhDsaSet.SHA2_256S, context(rules))),

  /** SLH-DSA-SHA2-256f: as {@link #SLH_DSA_SHA2_128S}, with signatures of 49,856 bytes. */
  SLH_DSA_SHA2_256F(
      "300b0609608648016503040319",
      EnumSet.of(CONTEXT),
      rules -> SlhDsaEngine.of(SlhDsaSet.SHA2_256F, context(rules))),

  /** SLH-DSA-SHAKE-128s: as {@link #SLH_DSA_SHA2_128S}, with signatures of 7,856 bytes. */
  SLH_DSA_SHAKE_128S(
      "300b060960864801650304031a",
      EnumSet.of(CONTEXT),
      rules -> SlhDsaEngine.of(SlhDsaSet.SHAKE_128S, context(rules))),

  /** SLH-DSA-SHAKE-128f: as {@link #SLH_DSA_SHA2_128S}, with signatures of 17,088 bytes. */
  SLH_DSA_SHAKE_128F(
      "300b060960864801650304031b",
      EnumSet.of(CONTEXT),
      rules -> SlhDsaEngine.of(SlhDsaSet.SHAKE_128F, context(rules))),

  /** SLH-DSA-SHAKE-192s: as {@link #SLH_DSA_SHA2_128S}, with signatures of 16,224 bytes. */
  SLH_DSA_SHAKE_192S(
      "300b060960864801650304031c",
      EnumSet.of(CONTEXT),
      rules -> SlhDsaEngine.of(SlhDsaSet.SHAKE_192S, context(rules))),

  /** SLH-DSA-SHAKE-192f: as {@link #SLH_DSA_SHA2_128S}, with signatures of 35,664 bytes. */
  SLH_DSA_SHAKE_192F(
      "300b060960864801650304031d",
      EnumSet.of(CONTEXT),
      rules -> SlhDsaEngine.of(SlhDsaSet.SHAKE_192F, context(rules))),

  /** SLH-DSA-SHAKE-256s: as {@link #SLH_DSA_SHA2_128S}, with signatures of 29,792 bytes. */
  SLH_DSA_SHAKE_256S(
      "300b060960864801650304031e",
      EnumSet.of(CONTEXT),
      rules -> SlhDsaEngine.of(SlhDsaSet.SHAKE_256S, context(rules))),

  /** SLH-DSA-SHAKE-256f: as {@link #SLH_DSA_SHA2_128S}, with signatures of 49,856 bytes. */
  SLH_DSA_SHAKE_256F(
      "300b060960864801650304031f",
      EnumSet.of(CONTEXT),
      rules -> SlhDsaEngine.of(SlhDsaSet.SHAKE_256F, context(rules))),

  /**
   * LMS, one tree of one-time keys, <a href="https://www.rfc-editor.org/rfc/rfc8554.html#section-5">RFC
   * 8554, section 5</a>, with the parameter sets of <a
   * href="https://doi.org/10.6028/NIST.SP.800-208">SP 800-208, section 4</a>, to verify only: its secret
   * changes with each signature. Keys of 48 or 56 bytes (type, one-time type, I, root); the types, of one
   * hash function, fix the length of signatures. There are no key documents: only HSS has an OID.
   */
  LMS("", EnumSet.noneOf(SignatureOption.class), rules -> LmsEngine.lms()),

  /**
   * HSS, one to eight levels of LMS trees, <a
   * href="https://www.rfc-editor.org/rfc/rfc8554.html#section-6">RFC 8554, section 6</a>, to verify only:
   * keys are the number of levels in 4 bytes and a key of {@link #LMS}.
   *
   * <p>Key documents follow <a href="https://www.rfc-editor.org/rfc/rfc9802.html">RFC 9802</a>: OID
   * 1.2.840.113549.1.9.16.3.17 without parameters, the key without any wrapping.
   */
  HSS(
      "300d060b2a864886f70d0109100311",
      EnumSet.noneOf(SignatureOption.class),
      rules -> LmsEngine.hss()),

  /**
   * XMSS, <a href="https://www.rfc-editor.org/rfc/rfc8391.html">RFC 8391</a>, with all 21 parameter sets of
   * it and of <a href="https://doi.org/10.6028/NIST.SP.800-208">SP 800-208, section 5</a>, to verify only,
   * as its secret changes with each signature: keys of 52, 68 or 132 bytes (code of the set in 4 bytes,
   * root, seed). The set fixes the length of signatures, 2,500 bytes for XMSS-SHA2_10_256.
   *
   * <p>Key documents follow <a href="https://www.rfc-editor.org/rfc/rfc9802.html">RFC 9802</a>: OID
   * 1.3.6.1.5.5.7.6.34, for XMSS^MT .35, without parameters, the key without any wrapping.
   */
  XMSS(
      "300a06082b06010505070622",
      EnumSet.noneOf(SignatureOption.class),
      rules -> XmssEngine.xmss()),

  /** XMSS^MT, up to 12 layers of trees: as {@link #XMSS}, with the 56 sets of its own. */
  XMSS_MT(
      "300a06082b06010505070623",
      EnumSet.noneOf(SignatureOption.class),
      rules -> XmssEngine.xmssMt());

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
   * Tells whether keys of this scheme have a JSON Web Key: {@link VerifyingKey#toJwk()}.
   *
   * @return whether a standard describes one
   */
  public boolean hasJwk() {
    return Jwk.has(name());
  }

  /**
   * Tells whether OpenSSH has keys of this scheme: {@link VerifyingKey#toOpenSsh()} and {@link
   * SshSignature}.
   *
   * @return whether ssh-keygen can read them
   */
  public boolean hasOpenSsh() {
    return SshPublicKey.has(name());
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
    return switch (this) {
      case RSA_PSS_SHA256 -> 32;
      case RSA_PSS_SHA384 -> 48;
      case RSA_PSS_SHA512 -> 64;
      default -> 0;
    };
  }

  // for the lambdas of schemes that have the option

  private static byte[] context(SignatureRules rules) {
    return rules.context().orElseThrow();
  }

  private static int saltBytes(SignatureRules rules) {
    return rules.saltBytes().orElseThrow();
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
