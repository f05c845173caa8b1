package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and signatures of {@code ssh-keygen}, in both directions. */
class SshSignatureDifferentialTest {

  private static final long SEED = 20260213L;

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({
    "ed25519, 0, ED25519, sha512",
    "ed25519, 0, ED25519, sha256",
    "ecdsa, 256, ECDSA_P256_SHA256, sha512",
    "ecdsa, 256, ECDSA_P256_SHA256, sha256",
    "ecdsa, 384, ECDSA_P384_SHA384, sha512",
    "ecdsa, 521, ECDSA_P521_SHA512, sha512",
    "rsa, 2048, RSA_PKCS1_SHA512, sha512",
    "rsa, 3072, RSA_PKCS1_SHA512, sha256"
  })
  void sshKeygensSignatures_areAcceptedAndRefusedAsByItself(
      String type, int bits, String schemeName, String hash)
      throws IOException, InterruptedException, MalformedDataException {
    SshKeygen tool = SshKeygen.in(folder);
    String line = tool.generate("key", type, bits);
    SignatureScheme scheme = scheme(schemeName);
    if (scheme == null) {
      // not by accident: the key is refused by its name
      assertThat(type).isNotEqualTo("ed25519");
      return;
    }
    VerifyingKey key = VerifyingKey.parseOpenSsh(scheme, line);
    assertThat(line).startsWith(key.toOpenSsh() + " ");
    byte[] message = new byte[100_000];
    new Random(SEED).nextBytes(message);
    String armored = tool.sign("key", "file", hash, message);
    SshSignature signature = SshSignature.parse(armored);
    assertThat(signature.format()).isEqualTo(armored);
    assertThat(signature.claimedKey()).isEqualTo(key);
    assertThat(signature.namespace()).isEqualTo("file");
    assertThat(signature.hash()).hasToString(hash.equals("sha256") ? "SHA_256" : "SHA_512");
    assertThat(signature.verify(key, "file", message)).isEqualTo(Verdict.accepted());
    assertThat(signature.verifyStream(key, "file", new ByteArrayInputStream(message)))
        .isEqualTo(Verdict.accepted());
    assertThat(signature.verify(key, "git", message).isAccepted()).isFalse();
    message[50_000] ^= 1;
    assertThat(signature.verify(key, "file", message).isAccepted()).isFalse();
  }

  @Test
  void ourSignatures_areAcceptedBySshKeygen() throws IOException, InterruptedException {
    SshKeygen tool = SshKeygen.in(folder);
    byte[] message = "the record".getBytes(StandardCharsets.UTF_8);
    List<SignatureScheme> tried = new ArrayList<>();
    for (SignatureScheme scheme : SignatureScheme.values()) {
      if (!scheme.hasOpenSsh() || !scheme.signs()) {
        continue;
      }
      SigningKey key = SigningKey.generate(scheme);
      String line = key.verifyingKey().toOpenSsh();
      for (SshHash hash : SshHash.values()) {
        String armored = SshSignature.sign(key, "ü@example.com", hash, message).format();
        assertThat(tool.verify(line, "ü@example.com", armored, message))
            .as("%s", scheme)
            .isTrue();
        assertThat(tool.verify(line, "file", armored, message)).isFalse();
        assertThat(tool.verify(line, "ü@example.com", armored, new byte[1])).isFalse();
        assertThat(tool.checkNoValidate("ü@example.com", armored, message)).isTrue();
      }
      tried.add(scheme);
    }
    assertThat(tried).contains(SignatureScheme.ED25519, SignatureScheme.ECDSA_P256_SHA256);
  }

  /** Whatever Beleg accepts, ssh-keygen accepts: on spoilt signatures, too. */
  @Test
  void spoiltSignatures_areAcceptedByBothOrByNone()
      throws IOException, InterruptedException, MalformedDataException {
    SshKeygen tool = SshKeygen.in(folder);
    VerifyingKey key = VerifyingKey.parseOpenSsh(tool.generate("key", "ecdsa", 256));
    byte[] message = "m".getBytes(StandardCharsets.UTF_8);
    String armored = tool.sign("key", "file", "sha512", message);
    System.out.println("SshSignatureDifferentialTest seed " + SEED);
    Random random = new Random(SEED);
    int body = armored.indexOf('\n') + 1;
    for (int round = 0; round < 40; round++) {
      char[] spoilt = armored.toCharArray();
      int at = body + random.nextInt(armored.lastIndexOf("\n-----END") - body);
      spoilt[at] = "ABYZaz09+/=\n".charAt(random.nextInt(12));
      String text = new String(spoilt);
      boolean ours;
      try {
        ours = SshSignature.parse(text).verify(key, "file", message).isAccepted();
      } catch (MalformedDataException refused) {
        continue;
      }
      if (ours || round % 4 == 0) {
        assertThat(tool.verify(key.toOpenSsh(), "file", text, message)).as(text).isEqualTo(ours);
      }
    }
  }

  private static @Nullable SignatureScheme scheme(String name) {
    return Arrays.stream(SignatureScheme.values())
        .filter(scheme -> scheme.name().equals(name))
        .findFirst()
        .orElse(null);
  }
}
