package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.HexFormat;
import org.beleg.MalformedDataException;
import org.beleg.testing.Acvp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ed25519ctx, Ed25519ph, Ed448 and Ed448ph: RFC 8032, sections 7.2 to 7.5, and NIST's ACVP. */
class EdDsaVariantVectorTest {

  private static final HexFormat HEX = HexFormat.of();

  @ParameterizedTest(name = "{0}, context {3}, message {4}")
  @CsvSource({
    "ED25519CTX,"
        + "0305334e381af78f141cb666f6199f57bc3495335a256a95bd2a55bf546663f6,"
        + "dfc9425e4f968f7f0c29f0259cf5f9aed6851c2bb4ad8bfb860cfee0ab248292,"
        + "666f6f,f726936d19c800494e3fdaff20b276a8,"
        + "55a4cc2f70a54e04288c5f4cd1e45a7bb520b36292911876cada7323198dd87a"
        + "8b36950b95130022907a7fb7c4e9b2d5f6cca685a587b4b21f4b888e4e7edb0d",
    "ED25519CTX,"
        + "0305334e381af78f141cb666f6199f57bc3495335a256a95bd2a55bf546663f6,"
        + "dfc9425e4f968f7f0c29f0259cf5f9aed6851c2bb4ad8bfb860cfee0ab248292,"
        + "626172,f726936d19c800494e3fdaff20b276a8,"
        + "fc60d5872fc46b3aa69f8b5b4351d5808f92bcc044606db097abab6dbcb1aee3"
        + "216c48e8b3b66431b5b186d1d28f8ee15a5ca2df6668346291c2043d4eb3e90d",
    "ED25519CTX,"
        + "0305334e381af78f141cb666f6199f57bc3495335a256a95bd2a55bf546663f6,"
        + "dfc9425e4f968f7f0c29f0259cf5f9aed6851c2bb4ad8bfb860cfee0ab248292,"
        + "666f6f,508e9e6882b979fea900f62adceaca35,"
        + "8b70c1cc8310e1de20ac53ce28ae6e7207f33c3295e03bb5c0732a1d20dc6490"
        + "8922a8b052cf99b7c4fe107a5abb5b2c4085ae75890d02df26269d8945f84b0b",
    "ED25519CTX,"
        + "ab9c2853ce297ddab85c993b3ae14bcad39b2c682beabc27d6d4eb20711d6560,"
        + "0f1d1274943b91415889152e893d80e93275a1fc0b65fd71b4b0dda10ad7d772,"
        + "666f6f,f726936d19c800494e3fdaff20b276a8,"
        + "21655b5f1aa965996b3f97b3c849eafba922a0a62992f73b3d1b73106a84ad85"
        + "e9b86a7b6005ea868337ff2d20a7f5fbd4cd10b0be49a68da2b2e0dc0ad8960f",
    "ED25519PH,"
        + "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42,"
        + "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf,"
        + "'',616263,"
        + "98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae41"
        + "31f85042463c2a355a2003d062adf5aaa10b8c61e636062aaad11c2a26083406",
    "ED448,"
        + "6c82a562cb808d10d632be89c8513ebf6c929f34ddfa8c9f63c9960ef6e348a3"
        + "528c8a3fcc2f044e39a3fc5b94492f8f032e7549a20098f95b,"
        + "5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778"
        + "edf124769b46c7061bd6783df1e50f6cd1fa1abeafe8256180,"
        + "'','',"
        + "533a37f6bbe457251f023c0d88f976ae2dfb504a843e34d2074fd823d41a591f"
        + "2b233f034f628281f2fd7a22ddd47d7828c59bd0a21bfd3980ff0d2028d4b18a"
        + "9df63e006c5d1c2d345b925d8dc00b4104852db99ac5c7cdda8530a113a0f4db"
        + "b61149f05a7363268c71d95808ff2e652600",
    "ED448,"
        + "c4eab05d357007c632f3dbb48489924d552b08fe0c353a0d4a1f00acda2c463a"
        + "fbea67c5e8d2877c5e3bc397a659949ef8021e954e0a12274e,"
        + "43ba28f430cdff456ae531545f7ecd0ac834a55d9358c0372bfa0c6c6798c086"
        + "6aea01eb00742802b8438ea4cb82169c235160627b4c3a9480,"
        + "'',03,"
        + "26b8f91727bd62897af15e41eb43c377efb9c610d48f2335cb0bd0087810f435"
        + "2541b143c4b981b7e18f62de8ccdf633fc1bf037ab7cd779805e0dbcc0aae1cb"
        + "cee1afb2e027df36bc04dcecbf154336c19f0af7e0a6472905e799f1953d2a0f"
        + "f3348ab21aa4adafd1d234441cf807c03a00",
    "ED448,"
        + "c4eab05d357007c632f3dbb48489924d552b08fe0c353a0d4a1f00acda2c463a"
        + "fbea67c5e8d2877c5e3bc397a659949ef8021e954e0a12274e,"
        + "43ba28f430cdff456ae531545f7ecd0ac834a55d9358c0372bfa0c6c6798c086"
        + "6aea01eb00742802b8438ea4cb82169c235160627b4c3a9480,"
        + "666f6f,03,"
        + "d4f8f6131770dd46f40867d6fd5d5055de43541f8c5e35abbcd001b32a89f7d2"
        + "151f7647f11d8ca2ae279fb842d607217fce6e042f6815ea000c85741de5c8da"
        + "1144a6a1aba7f96de42505d7a7298524fda538fccbbb754f578c1cad10d54d0d"
        + "5428407e85dcbc98a49155c13764e66c3c00",
    "ED448PH,"
        + "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42"
        + "ef7822e0d5104127dc05d6dbefde69e3ab2cec7c867c6e2c49,"
        + "259b71c19f83ef77a7abd26524cbdb3161b590a48f7d17de3ee0ba9c52beb743"
        + "c09428a131d6b1b57303d90d8132c276d5ed3d5d01c0f53880,"
        + "'',616263,"
        + "822f6901f7480f3d5f562c592994d9693602875614483256505600bbc281ae38"
        + "1f54d6bce2ea911574932f52a4e6cadd78769375ec3ffd1b801a0d9b3f4030cd"
        + "433964b6457ea39476511214f97469b57dd32dbc560a9a94d00bff07620464a3"
        + "ad203df7dc7ce360c3cd3696d9d9fab90f00",
    "ED448PH,"
        + "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42"
        + "ef7822e0d5104127dc05d6dbefde69e3ab2cec7c867c6e2c49,"
        + "259b71c19f83ef77a7abd26524cbdb3161b590a48f7d17de3ee0ba9c52beb743"
        + "c09428a131d6b1b57303d90d8132c276d5ed3d5d01c0f53880,"
        + "666f6f,616263,"
        + "c32299d46ec8ff02b54540982814dce9a05812f81962b649d528095916a2aa48"
        + "1065b1580423ef927ecf0af5888f90da0f6a9a85ad5dc3f280d91224ba9911a3"
        + "653d00e484e2ce232521481c8658df304bb7745a73514cdb9bf3e15784ab7128"
        + "4f8d0704a608c54a6b62d97beb511d132100",
  })
  void rfc8032_signsAndVerifies(
      SignatureScheme scheme,
      String seed,
      String publicKey,
      String context,
      String message,
      String signature)
      throws MalformedDataException {
    SignatureRules rules = SignatureRules.of(scheme).withContext(HEX.parseHex(context));
    SigningKey key = SigningKey.of(scheme, HEX.parseHex(seed)).withRules(rules);
    byte[] bytes = HEX.parseHex(message);
    assertThat(HEX.formatHex(key.verifyingKey().toRaw())).isEqualTo(publicKey);
    assertThat(HEX.formatHex(key.sign(bytes))).isEqualTo(signature);
    assertThat(rules
            .verifyingKey(HEX.parseHex(publicKey))
            .verify(bytes, HEX.parseHex(signature))
            .isAccepted())
        .isTrue();
    SignatureRules other = rules.withContext(new byte[] {9});
    assertThat(rules
            .verifyingKey(HEX.parseHex(publicKey))
            .withRules(other)
            .verify(bytes, HEX.parseHex(signature))
            .isAccepted())
        .isFalse();
  }

  @Test
  void acvp_allGroupsHaveTheirVerdicts() {
    int tests = 0;
    int valid = 0;
    for (Acvp.Case acvp : Acvp.cases("acvp-EDDSA-SigVer-1.0")) {
      boolean ed25519 = acvp.group().get("curve").getAsString().equals("ED-25519");
      boolean prehash = acvp.group().get("preHash").getAsBoolean();
      SignatureScheme scheme =
          SignatureScheme.valueOf((ed25519 ? "ED25519" : "ED448") + (prehash ? "PH" : ""));
      JsonObject test = acvp.test();
      boolean verdict;
      try {
        verdict = VerifyingKey.of(scheme, HEX.parseHex(test.get("q").getAsString()))
            .verify(
                HEX.parseHex(test.get("message").getAsString()),
                HEX.parseHex(test.get("signature").getAsString()))
            .isAccepted();
      } catch (MalformedDataException e) {
        verdict = false;
      }
      assertThat(verdict).as(test.toString()).isEqualTo(acvp.expected());
      tests++;
      valid += verdict ? 1 : 0;
    }
    assertThat(tests).isEqualTo(20);
    assertThat(valid).isEqualTo(4);
  }
}
