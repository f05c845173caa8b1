package org.beleg.internal.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HexFormat;
import org.beleg.MalformedDataException;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Published signatures whose random part the public API leaves no choice of: the nonce of SM2 and the
 * auxiliary data of BIP-340.
 */
class SigningDoorsTest {

  private static final HexFormat HEX = HexFormat.of();

  // GB/T 32918.5-2017, appendix A.2: e = SM3(Z || M), d, k, r, s; a second one from Bouncy Castle's
  // tests is in Sm2VectorTest, by its result
  @ParameterizedTest
  @CsvSource({
    "F0B43E94BA45ACCAACE692ED534382EB17E6AB5A19CE7B31F4486FDFC0D28640,"
        + "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8,"
        + "59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21,"
        + "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3,"
        + "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
  })
  void sm2_signsAsTheStandardWithItsNonce(String e, String d, String k, String r, String s) {
    SignaturePair pair = new Sm2Engine(new byte[0])
        .sign(new BigInteger(d, 16), HEX.parseHex(e), new BigInteger(k, 16));
    assertThat(pair).isEqualTo(new SignaturePair(new BigInteger(r, 16), new BigInteger(s, 16)));
  }

  // GB/T 32918.5-2017, appendix A.2
  @Test
  void sm2_hashesUserCurveAndKeyAsTheStandard() throws MalformedDataException {
    byte[] point = HEX.parseHex("04"
        + "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
        + "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13");
    byte[] z = new Sm2Engine(HEX.parseHex("31323334353637383132333435363738"))
        .prefix(EcCurve.sm2().publicKey(point));
    assertThat(z)
        .isEqualTo(
            HEX.parseHex("B2E14C5C79C6DF5B85F4FE7ED8DB7A262B9DA7E07CCB0EA9F4747B8CCDA8A4F3"));
  }

  @Test
  void bip340_signsAsTheDocumentWithItsAuxiliaryData() throws MalformedDataException {
    int tests = 0;
    for (String line :
        Vectors.text("signatures/bip340/test-vectors.csv").lines().toList()) {
      String[] row = line.split(",", -1);
      if (row[1].matches("[0-9A-F]{64}")) {
        Bip340Engine.PrivateKey key =
            (Bip340Engine.PrivateKey) new Bip340Engine().signingEngine(HEX.parseHex(row[1]));
        assertThat(key.sign(HEX.parseHex(row[4]), HEX.parseHex(row[3])))
            .as("row " + row[0])
            .isEqualTo(HEX.parseHex(row[5]));
        tests++;
      }
    }
    assertThat(tests).isEqualTo(8);
  }
}
