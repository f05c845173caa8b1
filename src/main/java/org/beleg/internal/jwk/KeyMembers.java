package org.beleg.internal.jwk;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Bytes;
import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.internal.der.RsaPublicKey;
import org.beleg.internal.text.FlatJson;
import org.beleg.internal.text.StrictBase64;

/** How one kind of key ({@code kty}) spreads a raw key over members. */
@Immutable
interface KeyMembers {

  /** The raw key that an object describes. */
  byte[] raw(FlatJson object) throws MalformedDataException;

  /** The members of a raw key that is one. */
  ImmutableMap<String, String> of(byte[] raw);

  /** The raw key in one member: OKP of RFC 8037, section 2, and AKP of RFC 9964. */
  static KeyMembers whole(String name, int bytes) {
    return new KeyMembers() {
      @Override
      public byte[] raw(FlatJson object) throws MalformedDataException {
        return fixed(object, name, bytes);
      }

      @Override
      public ImmutableMap<String, String> of(byte[] raw) {
        return ImmutableMap.of(name, StrictBase64.encodeUrl(raw));
      }
    };
  }

  /** An uncompressed point as two coordinates of full width: RFC 7518, section 6.2.1. */
  static KeyMembers point(int coordinateBytes) {
    return new KeyMembers() {
      @Override
      public byte[] raw(FlatJson object) throws MalformedDataException {
        return Bytes.concat(
            new byte[] {0x04},
            fixed(object, "x", coordinateBytes),
            fixed(object, "y", coordinateBytes));
      }

      @Override
      public ImmutableMap<String, String> of(byte[] raw) {
        int middle = 1 + coordinateBytes;
        return ImmutableMap.of(
            "x", StrictBase64.encodeUrl(Arrays.copyOfRange(raw, 1, middle)),
            "y", StrictBase64.encodeUrl(Arrays.copyOfRange(raw, middle, raw.length)));
      }
    };
  }

  /** An RSAPublicKey as two numbers in the fewest octets: RFC 7518, sections 2 and 6.3.1. */
  static KeyMembers rsa() {
    return new KeyMembers() {
      @Override
      public byte[] raw(FlatJson object) throws MalformedDataException {
        return new RsaPublicKey(number(object, "n"), number(object, "e")).format();
      }

      @Override
      public ImmutableMap<String, String> of(byte[] raw) {
        try {
          RsaPublicKey key = RsaPublicKey.parse(raw, Jwk.WHAT);
          return ImmutableMap.of("n", text(key.modulus()), "e", text(key.exponent()));
        } catch (MalformedDataException e) {
          throw new AssertionError("a raw RSA key is no RSAPublicKey", e);
        }
      }
    };
  }

  private static byte[] bytes(FlatJson object, String name) throws MalformedDataException {
    String value = object
        .string(name)
        .orElseThrow(() -> new MalformedDataException(Jwk.WHAT, name, "member is missing"));
    return StrictBase64.decodeUrl(value, Jwk.WHAT, name);
  }

  private static byte[] fixed(FlatJson object, String name, int length)
      throws MalformedDataException {
    byte[] bytes = bytes(object, name);
    if (bytes.length != length) {
      throw new MalformedDataException(Jwk.WHAT, name, bytes.length + " bytes, not " + length);
    }
    return bytes;
  }

  private static BigInteger number(FlatJson object, String name) throws MalformedDataException {
    byte[] bytes = bytes(object, name);
    if (bytes.length == 0 || bytes[0] == 0) {
      throw new MalformedDataException(Jwk.WHAT, name, "number is empty or has a leading zero");
    }
    return new BigInteger(1, bytes);
  }

  private static String text(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return StrictBase64.encodeUrl(
        bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }
}
