package org.beleg.internal.ssh;

import com.google.common.collect.ImmutableMap;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beleg.MalformedDataException;
import org.beleg.internal.der.RsaPublicKey;
import org.beleg.internal.text.StrictBase64;

/**
 * A public key as OpenSSH writes it: a type and its fields (<a
 * href="https://www.rfc-editor.org/rfc/rfc4253.html#section-6.6">RFC 4253, section 6.6</a>), in files as one
 * line of type, base64 and comment.
 */
public final class SshPublicKey {

  private static final String WHAT = "public key (OpenSSH)";
  private static final int MAX_LINE = 16 * 1024;
  private static final Pattern LINE =
      Pattern.compile("([^ \\n]++) ([^ \\n]++)(?: [^\\p{Cntrl}]*+)?\\n?");

  /** The schemes by name. */
  private static final ImmutableMap<String, Row> TABLE = ImmutableMap.<String, Row>builder()
      // RFC 8709, section 4
      .put("ED25519", new Row("ssh-ed25519", "ssh-ed25519", ""))
      // RFC 5656, sections 3.1 and 6.2.1: the size of the curve fixes the hash function
      .put("ECDSA_P256_SHA256", ecdsa("nistp256"))
      .put("ECDSA_P384_SHA384", ecdsa("nistp384"))
      .put("ECDSA_P521_SHA512", ecdsa("nistp521"))
      // RFC 8332, section 3; ssh-rsa as the name of a signature means SHA-1 and has no row
      .put("RSA_PKCS1_SHA256", new Row("ssh-rsa", "rsa-sha2-256", ""))
      .put("RSA_PKCS1_SHA512", new Row("ssh-rsa", "rsa-sha2-512", ""))
      .buildOrThrow();

  private final String type;
  private final byte[] blob;

  private SshPublicKey(String type, byte[] blob) {
    this.type = type;
    this.blob = blob;
  }

  /** Whether OpenSSH has keys of a scheme. */
  public static boolean has(String scheme) {
    return TABLE.containsKey(scheme);
  }

  /** The name of a scheme's signatures, which RSA keys do not have in common. */
  public static String signatureAlgorithm(String scheme) {
    return row(scheme).signatureAlgorithm;
  }

  /** Wraps the fields of a raw key that is one. */
  public static SshPublicKey of(String scheme, byte[] raw) {
    Row row = row(scheme);
    SshWriter fields = new SshWriter().text(row.type);
    if (row.isRsa()) {
      try {
        RsaPublicKey key = RsaPublicKey.parse(raw, WHAT);
        fields.number(key.exponent()).number(key.modulus());
      } catch (MalformedDataException e) {
        throw new AssertionError("a raw RSA key is no RSAPublicKey", e);
      }
    } else {
      if (!row.curve.isEmpty()) {
        fields.text(row.curve);
      }
      fields.string(raw);
    }
    return new SshPublicKey(row.type, fields.toByteArray());
  }

  /** Reads one line; a comment and a line feed may stand at its end. */
  public static SshPublicKey parseLine(String line) throws MalformedDataException {
    if (line.length() > MAX_LINE) {
      throw new MalformedDataException(WHAT, "line", "more than " + MAX_LINE + " characters");
    }
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new MalformedDataException(WHAT, "line", "not '<type> <base64> [<comment>]'");
    }
    SshPublicKey key = parseBlob(StrictBase64.decode(parts.group(2), WHAT, "base64"));
    if (!key.type.equals(parts.group(1))) {
      throw new MalformedDataException(
          WHAT, "type", "'" + parts.group(1) + "' in front of a key of type '" + key.type + "'");
    }
    return key;
  }

  /** Reads the fields' first, which names the type; the others are for {@link #raw}. */
  public static SshPublicKey parseBlob(byte[] blob) throws MalformedDataException {
    String type = new SshReader(blob, WHAT).text();
    if (type.startsWith("sk-")) {
      throw new MalformedDataException(
          WHAT, "type", type + " is a security key's, which signs other bytes than it is given");
    }
    if (TABLE.values().stream().noneMatch(row -> row.type.equals(type))) {
      throw new MalformedDataException(WHAT, "type", type + " is not supported");
    }
    return new SshPublicKey(type, blob.clone());
  }

  /** Tells whether this can be a key of a scheme. */
  public boolean isFor(String scheme) {
    Row row = TABLE.get(scheme);
    return row != null && row.type.equals(type);
  }

  /** Tells whether the type leaves no choice between schemes. */
  public boolean namesItsScheme() {
    return TABLE.values().stream().filter(row -> row.type.equals(type)).count() == 1;
  }

  /** The raw key, of a scheme that {@link #isFor} named. */
  public byte[] raw(String scheme) throws MalformedDataException {
    Row row = row(scheme);
    SshReader fields = new SshReader(blob, WHAT);
    if (!fields.text().equals(row.type)) {
      throw fields.problem("not a key of " + scheme);
    }
    byte[] raw;
    if (row.isRsa()) {
      BigInteger exponent = fields.unsignedNumber();
      BigInteger modulus = fields.unsignedNumber();
      raw = new RsaPublicKey(modulus, exponent).format();
    } else {
      if (!row.curve.isEmpty() && !fields.text().equals(row.curve)) {
        throw fields.problem("curve is not " + row.curve);
      }
      raw = fields.string();
    }
    fields.requireEnd();
    return raw;
  }

  /** The type's name. */
  public String type() {
    return type;
  }

  /** The fields, the type's name first. */
  public byte[] blob() {
    return blob.clone();
  }

  /** The line without comment and line feed. */
  public String line() {
    return type + ' ' + StrictBase64.encode(blob);
  }

  /** An exception for a key of another type than the expected one. */
  public MalformedDataException unexpected(String expected) {
    return new MalformedDataException(WHAT, "type", type + " does not name " + expected);
  }

  private static Row row(String scheme) {
    Row row = TABLE.get(scheme);
    if (row == null) {
      throw new UnsupportedOperationException("OpenSSH has no keys for " + scheme);
    }
    return row;
  }

  private static Row ecdsa(String curve) {
    String name = "ecdsa-sha2-" + curve;
    return new Row(name, name, curve);
  }

  /** One scheme; the curve is empty where keys do not name it. */
  private record Row(String type, String signatureAlgorithm, String curve) {
    boolean isRsa() {
      return type.equals("ssh-rsa");
    }
  }
}
