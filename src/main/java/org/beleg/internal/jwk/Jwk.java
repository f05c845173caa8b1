package org.beleg.internal.jwk;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.errorprone.annotations.Immutable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.beleg.MalformedDataException;
import org.beleg.internal.text.FlatJson;

/**
 * A public key as a JSON Web Key, <a href="https://www.rfc-editor.org/rfc/rfc7517.html#section-4">RFC 7517,
 * section 4</a>, for the schemes of one table.
 *
 * <p>Members that are not known, such as {@code kid} and {@code x5c}, mean nothing, as section 4 asks for.
 * Members that say that this is no public key for verification - a secret, another use - refuse it.
 */
public final class Jwk {

  static final String WHAT = "public key (JWK)";

  /** Members of RFC 7518, section 6, RFC 8037 and RFC 9964 that hold secrets. */
  private static final ImmutableList<String> SECRETS =
      ImmutableList.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

  /**
   * The schemes by name. {@code alg} tells schemes apart that share {@code kty} and {@code crv}; where a
   * curve leaves no choice, keys may come without it and are printed without it.
   */
  private static final ImmutableMap<String, Row> TABLE = ImmutableMap.<String, Row>builder()
      // RFC 8037, sections 2 and 3.1; the second name is that of RFC 9864
      .put("ED25519", okp("Ed25519", 32))
      .put("ED448", okp("Ed448", 57))
      // RFC 7518, sections 3.4 and 6.2; RFC 8812, section 3
      .put("ECDSA_P256_SHA256", ec("P-256", "ES256", 32))
      .put("ECDSA_P384_SHA384", ec("P-384", "ES384", 48))
      .put("ECDSA_P521_SHA512", ec("P-521", "ES512", 66))
      .put("ECDSA_SECP256K1_SHA256", ec("secp256k1", "ES256K", 32))
      // RFC 7518, sections 3.3, 3.5 and 6.3
      .put("RSA_PKCS1_SHA256", rsa("RS256"))
      .put("RSA_PKCS1_SHA384", rsa("RS384"))
      .put("RSA_PKCS1_SHA512", rsa("RS512"))
      .put("RSA_PSS_SHA256", rsa("PS256"))
      .put("RSA_PSS_SHA384", rsa("PS384"))
      .put("RSA_PSS_SHA512", rsa("PS512"))
      // RFC 9964
      .put("ML_DSA_44", akp("ML-DSA-44", 1312))
      .put("ML_DSA_65", akp("ML-DSA-65", 1952))
      .put("ML_DSA_87", akp("ML-DSA-87", 2592))
      .buildOrThrow();

  private final FlatJson object;
  private final String keyType;
  private final String curve;
  private final Optional<String> algorithm;

  private Jwk(FlatJson object, String keyType, String curve, Optional<String> algorithm) {
    this.object = object;
    this.keyType = keyType;
    this.curve = curve;
    this.algorithm = algorithm;
  }

  /** Whether keys of a scheme can be written as JWK. */
  public static boolean has(String scheme) {
    return TABLE.containsKey(scheme);
  }

  /** Reads what all kinds of keys have in common, and refuses what is no key for verification. */
  public static Jwk parse(String json) throws MalformedDataException {
    FlatJson object = FlatJson.parse(json, WHAT);
    for (String secret : SECRETS) {
      if (object.has(secret)) {
        throw new MalformedDataException(WHAT, secret, "member of a private key");
      }
    }
    Optional<String> use = object.string("use");
    if (use.isPresent() && !use.get().equals("sig")) {
      throw new MalformedDataException(WHAT, "use", "not 'sig'");
    }
    Optional<List<String>> operations = object.strings("key_ops");
    if (operations.isPresent()) {
      requireVerify(operations.get());
    }
    String keyType = object
        .string("kty")
        .orElseThrow(() -> new MalformedDataException(WHAT, "kty", "member is missing"));
    return new Jwk(object, keyType, object.string("crv").orElse(""), object.string("alg"));
  }

  /** RFC 7517, section 4.3. */
  private static void requireVerify(List<String> operations) throws MalformedDataException {
    if (new HashSet<>(operations).size() < operations.size()) {
      throw new MalformedDataException(WHAT, "key_ops", "an operation occurs twice");
    }
    if (!operations.contains("verify")) {
      throw new MalformedDataException(WHAT, "key_ops", "not for 'verify'");
    }
  }

  /**
   * Tells whether this is a key of a scheme.
   *
   * @param expected whether the caller asked for this scheme, so that an RSA key need not name it
   */
  public boolean isFor(String scheme, boolean expected) {
    Row row = TABLE.get(scheme);
    return row != null
        && row.keyType.equals(keyType)
        && row.curve.equals(curve)
        && algorithm
            .map(row.algorithms::contains)
            .orElse(
                switch (row.absence) {
                  case ALLOWED -> true;
                  case IF_EXPECTED -> expected;
                  case REFUSED -> false;
                });
  }

  /** The raw key, of a scheme that {@link #isFor} named. */
  public byte[] raw(String scheme) throws MalformedDataException {
    return row(scheme).members.raw(object);
  }

  /** An exception for a key of another kind than the expected one. */
  public MalformedDataException unexpected(String expected) {
    return new MalformedDataException(
        WHAT,
        "kty, crv, alg",
        keyType + ", " + (curve.isEmpty() ? "none" : curve) + ", " + algorithm.orElse("none")
            + " do not name " + expected);
  }

  /** Prints a raw key: the required members and what else names the scheme, sorted, without spaces. */
  public static String format(String scheme, byte[] raw) {
    Row row = row(scheme);
    ImmutableSortedMap.Builder<String, String> members = ImmutableSortedMap.naturalOrder();
    members.put("kty", row.keyType).putAll(row.members.of(raw));
    if (!row.curve.isEmpty()) {
      members.put("crv", row.curve);
    }
    if (row.absence != Absence.ALLOWED) {
      members.put("alg", row.algorithms.get(0));
    }
    // nothing to escape: names of the table, and base64url
    StringJoiner json = new StringJoiner(",", "{", "}");
    for (Map.Entry<String, String> member : members.buildOrThrow().entrySet()) {
      json.add('"' + member.getKey() + "\":\"" + member.getValue() + '"');
    }
    return json.toString();
  }

  private static Row row(String scheme) {
    Row row = TABLE.get(scheme);
    if (row == null) {
      throw new UnsupportedOperationException("no standard defines a JWK for " + scheme);
    }
    return row;
  }

  private static Row okp(String curve, int bytes) {
    return new Row(
        "OKP",
        curve,
        ImmutableList.of("EdDSA", curve),
        Absence.ALLOWED,
        KeyMembers.whole("x", bytes));
  }

  private static Row ec(String curve, String algorithm, int coordinateBytes) {
    return new Row(
        "EC",
        curve,
        ImmutableList.of(algorithm),
        Absence.ALLOWED,
        KeyMembers.point(coordinateBytes));
  }

  private static Row rsa(String algorithm) {
    return new Row("RSA", "", ImmutableList.of(algorithm), Absence.IF_EXPECTED, KeyMembers.rsa());
  }

  private static Row akp(String algorithm, int bytes) {
    return new Row(
        "AKP", "", ImmutableList.of(algorithm), Absence.REFUSED, KeyMembers.whole("pub", bytes));
  }

  /** Whether a key without {@code alg} is one of the scheme. */
  private enum Absence {
    ALLOWED,
    IF_EXPECTED,
    REFUSED
  }

  /** One scheme; the first algorithm is the one that is printed. */
  @Immutable
  private record Row(
      String keyType,
      String curve,
      ImmutableList<String> algorithms,
      Absence absence,
      KeyMembers members) {}
}
