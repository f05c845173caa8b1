package org.beleg.sign;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.internal.der.Der;
import org.beleg.testing.Acvp;
import org.beleg.testing.SeededRandom;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcdsaVectorTest {

  private static final HexFormat HEX = HexFormat.of();

  // RFC 6979, appendices A.2.5 to A.2.7: the private keys
  private static final Map<Integer, String> RFC_6979 = Map.of(
      32, "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721",
      48,
          "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D8"
              + "96D5724E4C70A825F872C9EA60D2EDF5",
      66,
          "00FAD06DAA62BA3B25D2FB40133DA757205DE67F5BB0018FEE8C86E1B68C7E75CA"
              + "A896EB32F1F47C70855836A6D16FCC1466F6D8FBEC67DB89EC0C08B0E996B83538");

  // RFC 6979, appendices A.2.5 to A.2.7: scheme, message, r, s
  @ParameterizedTest
  @CsvSource({
    "ECDSA_P256_SHA256,sample,"
        + "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716,"
        + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
    "ECDSA_P256_SHA256,test,"
        + "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367,"
        + "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083",
    "ECDSA_P256_SHA384,sample,"
        + "0EAFEA039B20E9B42309FB1D89E213057CBF973DC0CFC8F129EDDDC800EF7719,"
        + "4861F0491E6998B9455193E34E7B0D284DDD7149A74B95B9261F13ABDE940954",
    "ECDSA_P256_SHA384,test,"
        + "83910E8B48BB0C74244EBDF7F07A1C5413D61472BD941EF3920E623FBCCEBEB6,"
        + "8DDBEC54CF8CD5874883841D712142A56A8D0F218F5003CB0296B6B509619F2C",
    "ECDSA_P256_SHA512,sample,"
        + "8496A60B5E9B47C825488827E0495B0E3FA109EC4568FD3F8D1097678EB97F00,"
        + "2362AB1ADBE2B8ADF9CB9EDAB740EA6049C028114F2460F96554F61FAE3302FE",
    "ECDSA_P256_SHA512,test,"
        + "461D93F31B6540894788FD206C07CFA0CC35F46FA3C91816FFF1040AD1581A04,"
        + "39AF9F15DE0DB8D97E72719C74820D304CE5226E32DEDAE67519E840D1194E55",
    "ECDSA_P384_SHA384,sample,"
        + "94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81"
        + "A648152E44ACF96E36DD1E80FABE46,"
        + "99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA3"
        + "29C145786E679E7B82C71A38628AC8",
    "ECDSA_P384_SHA384,test,"
        + "8203B63D3C853E8D77227FB377BCF7B7B772E97892A80F36AB775D509D7A5FEB05"
        + "42A7F0812998DA8F1DD3CA3CF023DB,"
        + "DDD0760448D42D8A43AF45AF836FCE4DE8BE06B485E9B61B827C2F13173923E06A"
        + "739F040649A667BF3B828246BAA5A5",
    "ECDSA_P384_SHA512,sample,"
        + "ED0959D5880AB2D869AE7F6C2915C6D60F96507F9CB3E047C0046861DA4A799CFE"
        + "30F35CC900056D7C99CD7882433709,"
        + "512C8CCEEE3890A84058CE1E22DBC2198F42323CE8ACA9135329F03C068E5112DC"
        + "7CC3EF3446DEFCEB01A45C2667FDD5",
    "ECDSA_P384_SHA512,test,"
        + "A0D5D090C9980FAF3C2CE57B7AE951D31977DD11C775D314AF55F76C676447D06F"
        + "B6495CD21B4B6E340FC236584FB277,"
        + "976984E59B4C77B0E8E4460DCA3D9F20E07B9BB1F63BEEFAF576F6B2E8B224634A"
        + "2092CD3792E0159AD9CEE37659C736",
    "ECDSA_P521_SHA512,sample,"
        + "00C328FAFCBD79DD77850370C46325D987CB525569FB63C5D3BC53950E6D4C5F17"
        + "4E25A1EE9017B5D450606ADD152B534931D7D4E8455CC91F9B15BF05EC36E377FA"
        + ","
        + "00617CCE7CF5064806C467F678D3B4080D6F1CC50AF26CA209417308281B68AF28"
        + "2623EAA63E5B5C0723D8B8C37FF0777B1A20F8CCB1DCCC43997F1EE0E44DA4A67A",
    "ECDSA_P521_SHA512,test,"
        + "013E99020ABF5CEE7525D16B69B229652AB6BDF2AFFCAEF38773B4B7D08725F10C"
        + "DB93482FDCC54EDCEE91ECA4166B2A7C6265EF0CE2BD7051B7CEF945BABD47EE6D"
        + ","
        + "01FBD0013C674AA79CB39849527916CE301C66EA7CE8B80682786AD60F98F7E78A"
        + "19CA69EFF5C57400E3B3A0AD66CE0978214D13BAF4E9AC60752F7B155E2DE4DCE3",
  })
  void rfc6979_signsDeterministically(SignatureScheme scheme, String message, String r, String s)
      throws MalformedDataException {
    byte[] scalar = HEX.parseHex(requireNonNull(RFC_6979.get(r.length() / 2)));
    SigningKey key = SigningKey.of(scheme, scalar);
    byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
    assertThat(key.sign(bytes)).isEqualTo(der(r, s));
    assertThat(key.verifyingKey().verify(bytes, der(r, s)).isAccepted()).isTrue();

    SignatureRules fixedWidth = SignatureRules.of(scheme).withEncoding(SignatureEncoding.P1363);
    assertThat(key.withRules(fixedWidth).sign(bytes)).isEqualTo(HEX.parseHex(r + s));
    assertThat(key.withRules(fixedWidth)
            .verifyingKey()
            .verify(bytes, HEX.parseHex(r + s))
            .isAccepted())
        .isTrue();
  }

  @Test
  void rfc6979_p256KeyIsTheOneOfTheAppendix() throws MalformedDataException {
    byte[] point = HEX.parseHex("04"
        + "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
        + "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299");
    byte[] scalar = HEX.parseHex(requireNonNull(RFC_6979.get(32)));
    assertThat(SigningKey.of(SignatureScheme.ECDSA_P256_SHA256, scalar)
            .verifyingKey()
            .toRaw())
        .isEqualTo(point);
  }

  // what Bitcoin libraries test RFC 6979 with: https://bitcointalk.org/index.php?topic=285142.40
  @ParameterizedTest
  @CsvSource({
    "0000000000000000000000000000000000000000000000000000000000000001,Satoshi Nakamoto,"
        + "934B1EA10A4B3C1757E2B0C017D0B6143CE3C9A7E6A4A49860D7A6AB210EE3D8,"
        + "2442CE9D2B916064108014783E923EC36B49743E2FFA1C4496F01A512AAFD9E5",
    "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364140,Satoshi Nakamoto,"
        + "FD567D121DB66E382991534ADA77A6BD3106F0A1098C231E47993447CD6AF2D0,"
        + "6B39CD0EB1BC8603E159EF5C20A5C8AD685A45B06CE9BEBED3F153D10D93BED5",
    "F8B8AF8CE3C7CCA5E300D33939540C10D45CE001B8F252BFBC57BA0342904181,Alan Turing,"
        + "7063AE83E7F62BBB171798131B4A0564B956930092B33B07B395615D9EC7E15C,"
        + "58DFCC1E00A35E1572F366FFE34BA0FC47DB1E7189759B9FB233C5B05AB388EA",
  })
  void secp256k1_signsAsBitcoinLibrariesDo(String scalar, String message, String r, String s)
      throws MalformedDataException {
    SignatureRules lowS =
        SignatureRules.of(SignatureScheme.ECDSA_SECP256K1_SHA256).withLowS();
    SigningKey key = SigningKey.of(SignatureScheme.ECDSA_SECP256K1_SHA256, HEX.parseHex(scalar))
        .withRules(lowS);
    byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
    assertThat(key.sign(bytes)).isEqualTo(der(r, s));
    assertThat(key.verifyingKey().verify(bytes, der(r, s)).isAccepted()).isTrue();
  }

  /** All files there are; the options of the rules are what their names promise. */
  @ParameterizedTest
  @CsvSource({
    "ecdsa_secp256r1_sha256,ECDSA_P256_SHA256,174,310",
    "ecdsa_secp256r1_sha256_p1363,ECDSA_P256_SHA256;encoding=P1363,173,89",
    "ecdsa_secp256r1_sha512,ECDSA_P256_SHA512,243,311",
    "ecdsa_secp384r1_sha384,ECDSA_P384_SHA384,194,310",
    "ecdsa_secp384r1_sha384_p1363,ECDSA_P384_SHA384;encoding=P1363,193,87",
    "ecdsa_secp256k1_sha256,ECDSA_SECP256K1_SHA256,168,308",
    "ecdsa_secp256k1_sha256_bitcoin,ECDSA_SECP256K1_SHA256;low-s,162,301",
  })
  void wycheproof_allPublishedVerdicts(String file, String rules, int valid, int invalid)
      throws MalformedDataException {
    Wycheproof.run(file, SignatureRules.parse(rules), "uncompressed", valid, invalid);
  }

  /**
   * ACVP gives r and s as numbers; written as DER they fit. The groups that are left out are of P-224,
   * of SHA-3 and SHAKE, and of SHA-256 and SHA-512/256 with greater curves.
   */
  @Test
  void acvp_groupsOfOurSchemesHaveTheirVerdicts() {
    Map<String, SignatureScheme> schemes = Map.of(
        "P-256 SHA2-256", SignatureScheme.ECDSA_P256_SHA256,
        "P-256 SHA2-512", SignatureScheme.ECDSA_P256_SHA512,
        "P-384 SHA2-512", SignatureScheme.ECDSA_P384_SHA512,
        "P-521 SHA2-512", SignatureScheme.ECDSA_P521_SHA512);
    int tests = 0;
    int accepted = 0;
    for (Acvp.Case acvp : Acvp.cases("acvp-ECDSA-SigVer-FIPS186-5")) {
      SignatureScheme scheme = schemes.get(acvp.group().get("curve").getAsString()
          + " "
          + acvp.group().get("hashAlg").getAsString());
      if (scheme != null) {
        boolean verdict = isAccepted(scheme, acvp.test());
        assertThat(verdict).as(acvp.test().toString()).isEqualTo(acvp.expected());
        tests++;
        accepted += verdict ? 1 : 0;
      }
    }
    assertThat(tests).isEqualTo(28);
    assertThat(accepted).isEqualTo(4);
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
    return SigningKey.generate(SignatureScheme.ECDSA_SECP256K1_SHA256, new SeededRandom(1))
        .verifyingKey();
  }

  private static byte[] withoutSighash(String hex) {
    byte[] bytes = HEX.parseHex(hex);
    return Arrays.copyOf(bytes, bytes.length - 1);
  }

  private static boolean isAccepted(SignatureScheme scheme, JsonObject test) {
    String x = test.get("qx").getAsString();
    String y = test.get("qy").getAsString();
    try {
      return VerifyingKey.of(scheme, HEX.parseHex("04" + x + y))
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
