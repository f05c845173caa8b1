package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.internal.der.Der;
import org.beleg.testing.SeededRandom;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcdsaVectorTest {

  private static final HexFormat HEX = HexFormat.of();

  // RFC 6979, appendix A.2.5: curve P-256, SHA-256
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "sample,"
        + "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716,"
        + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
    "test,"
        + "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367,"
        + "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083",
  })
  void rfc6979_signsDeterministically(String message, String r, String s)
      throws MalformedDataException {
    byte[] scalar =
        HEX.parseHex("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721");
    byte[] point = HEX.parseHex("04"
        + "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
        + "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299");
    SigningKey key = SigningKey.of(SignatureScheme.ECDSA_P256_SHA256, scalar);
    byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
    byte[] signature = der(r, s);
    assertThat(key.verifyingKey().toRaw()).isEqualTo(point);
    assertThat(key.sign(bytes)).isEqualTo(signature);
    assertThat(key.verifyingKey().verify(bytes, signature).isAccepted()).isTrue();
  }

  @Test
  void wycheproof_allPublishedVerdicts() throws MalformedDataException {
    Wycheproof.run(
        "ecdsa_secp256r1_sha256", SignatureScheme.ECDSA_P256_SHA256, "uncompressed", 174, 310);
  }

  /** ACVP gives r and s as numbers; written as DER they fit this scheme. */
  @Test
  void acvp_p256Sha256GroupHasItsVerdicts() {
    int tests = 0;
    int accepted = 0;
    for (Acvp.Case acvp : Acvp.cases("acvp-ECDSA-SigVer-FIPS186-5")) {
      if (acvp.group().get("curve").getAsString().equals("P-256")
          && acvp.group().get("hashAlg").getAsString().equals("SHA2-256")) {
        boolean verdict = isAccepted(acvp.test());
        assertThat(verdict).as(acvp.test().toString()).isEqualTo(acvp.expected());
        tests++;
        accepted += verdict ? 1 : 0;
      }
    }
    assertThat(tests).isEqualTo(7);
    assertThat(accepted).isEqualTo(1);
  }

  /** Bitcoin's strict DER is ours; only the sighash byte at the end has to go. */
  @Test
  void bitcoinCanonicalSignatures_areReadAsDer() {
    int tests = 0;
    for (JsonElement element :
        Vectors.json("reliability/bitcoin-der-signatures/sig_canonical.json").getAsJsonArray()) {
      byte[] signature = withoutSighash(element.getAsString());
      assertThat(someKey().verify(new byte[0], signature).reason())
          .as(element.toString())
          .get()
          .isIn(Reason.SIGNATURE_MISMATCH, Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
      tests++;
    }
    assertThat(tests).isEqualTo(5);
  }

  @Test
  void bitcoinNonCanonicalSignatures_areRefusedAsDer() {
    int tests = 0;
    String label = "";
    for (JsonElement element :
        Vectors.json("reliability/bitcoin-der-signatures/sig_noncanonical.json").getAsJsonArray()) {
      String text = element.getAsString();
      if (!text.matches("([0-9a-fA-F]{2})+")) {
        label = text;
      } else {
        if (!label.equals("hashtype:")) { // perfect DER, only the sighash byte is unknown
          assertThat(someKey().verify(new byte[0], withoutSighash(text)).reason())
              .as(label)
              .contains(Reason.SIGNATURE_ENCODING_INVALID);
        }
        tests++;
      }
    }
    assertThat(tests).isEqualTo(15);
  }

  private static VerifyingKey someKey() {
    return SigningKey.generate(SignatureScheme.ECDSA_P256_SHA256, new SeededRandom(1))
        .verifyingKey();
  }

  private static byte[] withoutSighash(String hex) {
    byte[] bytes = HEX.parseHex(hex);
    return Arrays.copyOf(bytes, bytes.length - 1);
  }

  private static boolean isAccepted(JsonObject test) {
    String x = test.get("qx").getAsString();
    String y = test.get("qy").getAsString();
    try {
      return VerifyingKey.of(SignatureScheme.ECDSA_P256_SHA256, HEX.parseHex("04" + x + y))
          .verify(
              HEX.parseHex(test.get("message").getAsString()),
              der(test.get("r").getAsString(), test.get("s").getAsString()))
          .isAccepted();
    } catch (MalformedDataException e) {
      return false;
    }
  }

  private static byte[] der(String r, String s) {
    return Der.element(
        Der.SEQUENCE,
        Der.unsignedInteger(new BigInteger(r, 16)),
        Der.unsignedInteger(new BigInteger(s, 16)));
  }
}
