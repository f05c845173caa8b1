package org.beleg.internal.mldsa;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.beleg.testing.Acvp;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SHA512tDigest;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;

/** All published verdicts, also of the interfaces that the public API does not have. */
class MlDsaInterfacesVectorTest {

  private static final HexFormat HEX = HexFormat.of();

  @Test
  void acvp_allInterfacesHaveTheirVerdicts() {
    Map<String, Integer> tests = new TreeMap<>();
    int accepted = 0;
    for (Acvp.Case acvp : Acvp.cases("acvp-ML-DSA-sigVer-FIPS204")) {
      JsonObject group = acvp.group();
      String set = group.get("parameterSet").getAsString().replace('-', '_');
      MlDsaParameters parameters = MlDsaParameters.valueOf(set);
      boolean external = group.get("signatureInterface").getAsString().equals("external");
      String kind = external
          ? group.get("preHash").getAsString()
          : group.get("externalMu").getAsBoolean() ? "mu" : "internal";
      MlDsaPublicKey key = MlDsaPublicKey.of(parameters, bytes(acvp, "pk"));
      boolean verdict = MlDsaSignature.decode(parameters, bytes(acvp, "signature"))
          .map(signature -> isAccepted(kind, key, signature, acvp))
          .orElse(false);
      assertThat(verdict)
          .as("%s tcId %s", kind, acvp.test().get("tcId"))
          .isEqualTo(acvp.expected());
      tests.merge(kind, 1, Integer::sum);
      accepted += verdict ? 1 : 0;
    }
    assertThat(tests).isEqualTo(Map.of("pure", 45, "preHash", 45, "internal", 45, "mu", 45));
    assertThat(accepted).isEqualTo(36);
  }

  private static byte[] bytes(Acvp.Case acvp, String field) {
    return HEX.parseHex(acvp.test().get(field).getAsString());
  }

  private static boolean isAccepted(
      String kind, MlDsaPublicKey key, MlDsaSignature signature, Acvp.Case acvp) {
    if (kind.equals("mu")) {
      return MlDsaVerification.startInternal(key, signature).holds(bytes(acvp, "mu"));
    }
    byte[] message = bytes(acvp, "message");
    MlDsaVerification verification = kind.equals("pure")
        ? MlDsaVerification.start(key, signature, bytes(acvp, "context"))
        : MlDsaVerification.startInternal(key, signature);
    if (kind.equals("preHash")) {
      byte[] context = bytes(acvp, "context");
      verification.update(new byte[] {1, (byte) context.length}, 0, 2);
      verification.update(context, 0, context.length);
      message = hashed(acvp.test().get("hashAlg").getAsString(), message);
    }
    verification.update(message, 0, message.length);
    return verification.holds();
  }

  /** The names of 2.16.840.1.101.3.4.2.1 and its successors. */
  private static final List<String> HASHES = List.of(
      "sha2-256",
      "sha2-384",
      "sha2-512",
      "sha2-224",
      "sha2-512/224",
      "sha2-512/256",
      "sha3-224",
      "sha3-256",
      "sha3-384",
      "sha3-512",
      "shake-128",
      "shake-256");

  /** FIPS 204, algorithm 5, line 23: the hash function's name as DER, and the hash. */
  private static byte[] hashed(String name, byte[] message) {
    int index = HASHES.indexOf(name.toLowerCase(Locale.ROOT));
    ExtendedDigest digest = switch (index) {
      case 0 -> new SHA256Digest();
      case 1 -> new SHA384Digest();
      case 2 -> new SHA512Digest();
      case 3 -> new SHA224Digest();
      case 4 -> new SHA512tDigest(224);
      case 5 -> new SHA512tDigest(256);
      case 6 -> new SHA3Digest(224);
      case 7 -> new SHA3Digest(256);
      case 8 -> new SHA3Digest(384);
      case 9 -> new SHA3Digest(512);
      case 10 -> new SHAKEDigest(128); // 256 bits, as doFinal gives
      case 11 -> new SHAKEDigest(256); // 512 bits
      default -> throw new AssertionError("unknown hash function " + name);
    };
    byte[] prefix = HEX.parseHex("06096086480165030402");
    byte[] hashed = Arrays.copyOf(prefix, prefix.length + 1 + digest.getDigestSize());
    hashed[prefix.length] = (byte) (index + 1);
    digest.update(message, 0, message.length);
    digest.doFinal(hashed, prefix.length + 1);
    return hashed;
  }
}
