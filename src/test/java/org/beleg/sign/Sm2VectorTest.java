package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

class Sm2VectorTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final SignatureRules FIXED_WIDTH =
      SignatureRules.of(SignatureScheme.SM2_SM3).withEncoding(SignatureEncoding.P1363);

  // GB/T 32918.5-2017, appendix A.2: the key of user 1234567812345678 and its signature
  private static final String SECRET =
      "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8";
  private static final String POINT = "04"
      + "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
      + "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";
  private static final String SIGNATURE =
      "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
          + "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA";

  @Test
  void standard_signatureOfTheAppendixIsAccepted() throws MalformedDataException {
    SigningKey signingKey = SigningKey.of(SignatureScheme.SM2_SM3, HEX.parseHex(SECRET));
    VerifyingKey key = FIXED_WIDTH.verifyingKey(HEX.parseHex(POINT));
    byte[] message = "message digest".getBytes(StandardCharsets.US_ASCII);
    assertThat(signingKey.verifyingKey().toRaw()).isEqualTo(key.toRaw());
    assertThat(key.verify(message, HEX.parseHex(SIGNATURE)).isAccepted()).isTrue();
    assertThat(key.verify("message".getBytes(StandardCharsets.US_ASCII), HEX.parseHex(SIGNATURE))
            .reason())
        .contains(Reason.SIGNATURE_MISMATCH);
    assertThat(key.withRules(FIXED_WIDTH.withUserId(new byte[0]))
            .verify(message, HEX.parseHex(SIGNATURE))
            .reason())
        .contains(Reason.SIGNATURE_MISMATCH);
  }

  /** Of the file's cases one has this curve and this hash; the others have the one or the other. */
  @Test
  void sm2Sign_casesOfThisSchemeAreAccepted() throws MalformedDataException {
    int tests = 0;
    for (JsonElement element : Vectors.json("ledgers/sm2-sm3/sm2-sign.json").getAsJsonArray()) {
      JsonObject test = element.getAsJsonObject();
      if (text(test, "curve").equals("sm2p256v1") && text(test, "digest").equals("SM3")) {
        SignatureRules rules = FIXED_WIDTH.withUserId(ascii(text(test, "userId")));
        SigningKey key = SigningKey.of(SignatureScheme.SM2_SM3, HEX.parseHex(text(test, "d")))
            .withRules(rules);
        byte[] message = ascii(text(test, "message"));
        byte[] signature = HEX.parseHex(text(test, "r") + text(test, "s"));
        assertThat(key.verifyingKey().verify(message, signature).isAccepted()).isTrue();
        tests++;
      }
    }
    assertThat(tests).isEqualTo(1);
  }

  /** FISCO BCOS writes r || s, and signs the message itself, not its hash. */
  @Test
  void fiscoBcos_signatureIsAccepted() throws MalformedDataException {
    JsonObject test =
        Vectors.json("ledgers/fisco-bcos/sm2-raw-rs-hash-issue4841.json").getAsJsonObject();
    VerifyingKey key = FIXED_WIDTH.verifyingKey(HEX.parseHex("04" + text(test, "publicKeyXY")));
    byte[] signature = HEX.parseHex(text(test, "signatureRS"));
    assertThat(key.verify(ascii(text(test, "message")), signature).isAccepted()).isTrue();
    assertThat(key.verify(HEX.parseHex(text(test, "sm3")), signature).isAccepted())
        .isFalse();
  }

  private static String text(JsonObject object, String field) {
    return object.get(field).getAsString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
