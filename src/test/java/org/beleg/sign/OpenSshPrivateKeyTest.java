package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.beleg.MalformedDataException;
import org.beleg.testing.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Private keys of OpenSSH; the fields are put together here by hand, or by ssh-keygen. */
class OpenSshPrivateKeyTest {

  private static final long SEED = 20260216L;
  private static final byte[] MESSAGE = "the record".getBytes(StandardCharsets.UTF_8);

  @TempDir
  private Path folder;

  private final byte[] seed = new byte[32];
  private final VerifyingKey key;

  OpenSshPrivateKeyTest() throws MalformedDataException {
    new SeededRandom(SEED).nextBytes(seed);
    key = SigningKey.of(SignatureScheme.ED25519, seed).verifyingKey();
  }

  @Test
  void sshKeygensKeys_sign() throws IOException, InterruptedException, MalformedDataException {
    SshKeygen tool = SshKeygen.in(folder);
    for (int round = 0; round < 6; round++) {
      for (String[] type : new String[][] {{"ed25519", "0"}, {"ecdsa", "256"}}) {
        String name = type[0] + round;
        VerifyingKey publicKey =
            VerifyingKey.parseOpenSsh(tool.generate(name, type[0], Integer.parseInt(type[1])));
        SigningKey signer = SigningKey.parseOpenSsh(Files.readString(folder.resolve(name)));
        assertThat(signer.verifyingKey()).isEqualTo(publicKey);
        assertThat(publicKey.verify(MESSAGE, signer.sign(MESSAGE)).isAccepted()).isTrue();
      }
    }
    assertThat(tool.generate("rsa", "rsa", 2048)).startsWith("ssh-rsa ");
    assertRefused(Files.readString(folder.resolve("rsa")));
  }

  @Test
  void parse_readsTheSeed() throws MalformedDataException {
    String text = armor(document("none", "none", "", 1, publicPart(key), secretPart(key, seed)));
    SigningKey signer = SigningKey.parseOpenSsh(text);
    assertThat(signer.verifyingKey()).isEqualTo(key);
    for (int length = 0; length < text.length(); length++) {
      assertRefused(text.substring(0, length));
    }
    assertRefused(text + "\n");
    assertRefused(text.replace("OPENSSH ", ""));
  }

  @Test
  void parse_refusesEncryptedKeysAndOtherCounts() {
    byte[] open = publicPart(key);
    byte[] secret = secretPart(key, seed);
    assertRefused(armor(document("aes256-ctr", "bcrypt", "salt", 1, open, secret)));
    assertRefused(armor(document("none", "bcrypt", "", 1, open, secret)));
    assertRefused(armor(document("none", "none", "x", 1, open, secret)));
    assertRefused(armor(document("none", "none", "", 0, open, secret)));
    assertRefused(armor(document("none", "none", "", 2, open, secret)));
    byte[] document = document("none", "none", "", 1, open, secret);
    for (int length = 0; length < document.length; length++) {
      assertRefused(armor(Arrays.copyOf(document, length)));
    }
    assertRefused(armor(Arrays.copyOf(document, document.length + 1)));
  }

  @Test
  void parse_refusesAForeignPublicKey() throws MalformedDataException {
    byte[] otherSeed = seed.clone();
    otherSeed[0] ^= 1;
    VerifyingKey other = SigningKey.of(SignatureScheme.ED25519, otherSeed).verifyingKey();
    byte[] foreign = secretPart(other, seed);
    assertRefused(armor(document("none", "none", "", 1, publicPart(other), foreign)));
    assertRefused(armor(document("none", "none", "", 1, publicPart(key), foreign)));
    assertRefused(armor(document("none", "none", "", 1, publicPart(other), secretPart(key, seed))));
  }

  @Test
  void secretPart_isCheckedToItsLastByte() {
    byte[] honest = secretPart(key, seed);
    assertThat(honest.length % 8).isZero();
    for (int at : new int[] {0, 7, honest.length - 1, honest.length - 2}) {
      byte[] spoilt = honest.clone();
      spoilt[at] ^= 4;
      assertRefused(armor(document("none", "none", "", 1, publicPart(key), spoilt)));
    }
    byte[] longer = Arrays.copyOf(honest, honest.length + 8);
    assertRefused(armor(document("none", "none", "", 1, publicPart(key), longer)));
  }

  @Test
  void exceptions_showNothingOfTheSecret() {
    String text = armor(document("none", "none", "", 1, publicPart(key), secretPart(key, seed)));
    String line = text.lines().skip(3).findFirst().orElseThrow();
    assertThatThrownBy(() -> SigningKey.parseOpenSsh(text.replace(line, "!" + line)))
        .isInstanceOf(MalformedDataException.class)
        .message()
        .doesNotContain(line.substring(0, 16));
  }

  /** A file that is read. */
  static String honest() {
    VerifyingKey key =
        SigningKey.generate(SignatureScheme.ED25519, new SeededRandom(SEED)).verifyingKey();
    byte[] seed = new byte[32];
    new SeededRandom(SEED).nextBytes(seed);
    return armor(document("none", "none", "", 1, publicPart(key), secretPart(key, seed)));
  }

  private static byte[] publicPart(VerifyingKey key) {
    return join(string("ssh-ed25519"), string(key.toRaw()));
  }

  private static byte[] secretPart(VerifyingKey key, byte[] seed) {
    byte[] fields = join(
        new byte[] {1, 2, 3, 4, 1, 2, 3, 4},
        string("ssh-ed25519"),
        string(key.toRaw()),
        string(join(seed, key.toRaw())),
        string("me"));
    byte[] padding = Arrays.copyOf(new byte[] {1, 2, 3, 4, 5, 6, 7}, (8 - fields.length % 8) % 8);
    return join(fields, padding);
  }

  private static byte[] document(
      String cipher, String kdf, String options, int count, byte[] open, byte[] secret) {
    return join(
        "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII),
        string(cipher),
        string(kdf),
        string(options),
        ByteBuffer.allocate(4).putInt(count).array(),
        string(open),
        string(secret));
  }

  private static byte[] string(String text) {
    return string(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] string(byte[] bytes) {
    return join(ByteBuffer.allocate(4).putInt(bytes.length).array(), bytes);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static String armor(byte[] fields) {
    String base64 = Base64.getEncoder().encodeToString(fields);
    return "-----BEGIN OPENSSH PRIVATE KEY-----\n"
        + base64.replaceAll(".{70}", "$0\n").stripTrailing()
        + "\n-----END OPENSSH PRIVATE KEY-----\n";
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> {
          SigningKey read = SigningKey.parseOpenSsh(text);
          throw new AssertionError("read as " + read);
        })
        .isInstanceOf(MalformedDataException.class);
  }
}
