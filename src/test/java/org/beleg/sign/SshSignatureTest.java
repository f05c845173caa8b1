package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.testing.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of SSH signatures; the fields are put together here by hand. */
class SshSignatureTest {

  private static final long SEED = 20260214L;
  private static final byte[] MESSAGE = "the record".getBytes(StandardCharsets.UTF_8);

  private final SigningKey signer =
      SigningKey.generate(SignatureScheme.ED25519, new SeededRandom(SEED));
  private final VerifyingKey key = signer.verifyingKey();
  private final SshSignature signature =
      SshSignature.sign(signer, "file", SshHash.SHA_512, MESSAGE);

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void everyScheme_signsOrSaysThatItCannot(SignatureScheme scheme)
      throws MalformedDataException, IOException {
    if (!scheme.signs()) {
      return;
    }
    SigningKey own = SigningKey.generate(scheme, new SeededRandom(SEED + 2));
    if (!scheme.hasOpenSsh()) {
      assertThatThrownBy(
              () -> SshSignature.sign(own, "file", SshHash.SHA_256, MESSAGE).format())
          .isInstanceOf(UnsupportedOperationException.class);
      return;
    }
    for (SshHash hash : SshHash.values()) {
      SshSignature made = SshSignature.sign(own, "file", hash, MESSAGE);
      SshSignature read = SshSignature.parse(made.format());
      assertThat(read).isEqualTo(made).hasSameHashCodeAs(made);
      assertThat(read.hash()).isEqualTo(hash);
      assertThat(read.verify(own.verifyingKey(), "file", MESSAGE)).isEqualTo(Verdict.accepted());
      SshSignature streamed =
          SshSignature.signStream(own, "file", hash, new ByteArrayInputStream(MESSAGE));
      assertThat(
              streamed.verifyStream(own.verifyingKey(), "file", new ByteArrayInputStream(MESSAGE)))
          .isEqualTo(Verdict.accepted());
      assertThat(read.verify(key, "file", MESSAGE).reason()).hasValue(Reason.KEY_MISMATCH);
    }
  }

  @Test
  void verify_namesWhatDoesNotMatch() {
    VerifyingKey other =
        SigningKey.generate(SignatureScheme.ED25519, new SeededRandom(SEED + 1)).verifyingKey();
    assertThat(signature.verify(key, "file", MESSAGE)).isEqualTo(Verdict.accepted());
    assertThat(signature.verify(other, "file", MESSAGE).reason()).hasValue(Reason.KEY_MISMATCH);
    assertThat(signature.verify(key, "git", MESSAGE).reason()).hasValue(Reason.NAMESPACE_MISMATCH);
    assertThat(signature.verify(key, "File", MESSAGE).reason()).hasValue(Reason.NAMESPACE_MISMATCH);
    assertThat(signature.verify(key, "file", new byte[0]).reason())
        .hasValue(Reason.SIGNATURE_MISMATCH);
    assertThat(signature).asString().contains("file", key.fingerprint());
  }

  @Test
  void namespace_isNeverEmptyAndNeverEndsEarly() {
    for (String namespace : new String[] {"", "\0", "file\0", "\ud800"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SshSignature.sign(signer, namespace, SshHash.SHA_256, MESSAGE));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> signature.verify(key, "", MESSAGE));
    assertRefused(fields(1, publicKey(), "", "", "sha512", signed()));
    assertRefused(fields(1, publicKey(), "fi\0le", "", "sha512", signed()));
  }

  @Test
  void parse_takesOnlyTheFieldsOfTheProtocol() throws MalformedDataException {
    byte[] honest = fields(1, publicKey(), "file", "", "sha512", signed());
    assertThat(SshSignature.parse(armor(honest))).isEqualTo(signature);
    assertRefused(fields(0, publicKey(), "file", "", "sha512", signed()));
    assertRefused(fields(2, publicKey(), "file", "", "sha512", signed()));
    assertRefused(fields(-1, publicKey(), "file", "", "sha512", signed()));
    assertRefused(fields(1, publicKey(), "file", "tag", "sha512", signed()));
    for (String hash : new String[] {"sha1", "SHA512", "sha384", "sha-512", "md5", "", "sha512 "}) {
      assertRefused(fields(1, publicKey(), "file", "", hash, signed()));
    }
    assertRefused(fields(1, publicKey(), "file", "", "sha512", signature("ssh-rsa", new byte[64])));
    assertRefused(fields(1, publicKey(), "file", "", "sha512", signature("", new byte[64])));
    assertRefused(fields(
        1, publicKey(), "file", "", "sha512", signature("ecdsa-sha2-nistp256", new byte[64])));
    for (int length = 0; length < honest.length; length++) {
      assertRefused(Arrays.copyOf(honest, length));
    }
    assertRefused(Arrays.copyOf(honest, honest.length + 1));
    byte[] magic = honest.clone();
    magic[0] = 's';
    assertRefused(magic);
  }

  @Test
  void parse_refusesSha1AndSecurityKeysByName() {
    byte[] rsa = join(string("ssh-rsa"), string(new byte[] {1, 0, 1}), string(new byte[257]));
    for (String algorithm : new String[] {"ssh-rsa", "rsa-sha2-384", "ssh-ed25519"}) {
      assertThatThrownBy(() -> SshSignature.parse(
              armor(fields(1, rsa, "file", "", "sha512", signature(algorithm, new byte[256])))))
          .isInstanceOf(MalformedDataException.class)
          .hasMessageContaining(algorithm);
    }
    byte[] sk = join(string("sk-ssh-ed25519@openssh.com"), string(key.toRaw()), string("ssh:"));
    assertThatThrownBy(
            () -> SshSignature.parse(armor(fields(1, sk, "file", "", "sha512", signed()))))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("sk-ssh-ed25519@openssh.com");
  }

  @Test
  void armor_isThatOfSshKeygen() {
    String text = signature.format();
    assertThat(text.lines().skip(1).findFirst().orElseThrow()).hasSize(70);
    assertThat(text)
        .startsWith("-----BEGIN SSH SIGNATURE-----\n")
        .endsWith("\n-----END SSH SIGNATURE-----\n");
    for (int length = 0; length < text.length(); length++) {
      assertTextRefused(text.substring(0, length));
    }
    assertTextRefused(text + "\n");
    assertTextRefused("\n" + text);
    assertTextRefused(text + text);
    assertTextRefused(text.replace("\n", "\r\n"));
    assertTextRefused(text.replace("SSH SIGNATURE", "PGP SIGNATURE"));
    String base64 = text.lines().filter(line -> !line.startsWith("-")).reduce("", String::concat);
    assertTextRefused(
        "-----BEGIN SSH SIGNATURE-----\n" + base64 + "\n-----END SSH SIGNATURE-----\n");
  }

  @Test
  void innerSignature_hasItsExactLength() throws MalformedDataException {
    for (int length : new int[] {0, 63, 65, 128}) {
      byte[] blob = signature("ssh-ed25519", new byte[length]);
      SshSignature read =
          SshSignature.parse(armor(fields(1, publicKey(), "file", "", "sha512", blob)));
      assertThat(read.verify(key, "file", MESSAGE).reason())
          .hasValue(Reason.SIGNATURE_LENGTH_WRONG);
    }
  }

  @Test
  void ecdsaNumbers_haveOneSpellingAndARange() throws MalformedDataException {
    SigningKey ecdsa =
        SigningKey.generate(SignatureScheme.ECDSA_P256_SHA256, new SeededRandom(SEED));
    VerifyingKey ecdsaKey = ecdsa.verifyingKey();
    byte[] blob = Base64.getDecoder().decode(ecdsaKey.toOpenSsh().split(" ", 2)[1]);
    byte[] one = string(new byte[] {1});
    byte[] tooLong = string(BigInteger.ONE.shiftLeft(256).toByteArray());
    Object[][] cases = {
      {join(one, one), Reason.SIGNATURE_MISMATCH},
      {join(string(new byte[0]), one), Reason.SIGNATURE_VALUE_OUT_OF_RANGE},
      {join(one, tooLong), Reason.SIGNATURE_VALUE_OUT_OF_RANGE},
      {join(one, string(new byte[] {0, 1})), Reason.SIGNATURE_ENCODING_INVALID},
      {join(one, string(new byte[] {0})), Reason.SIGNATURE_ENCODING_INVALID},
      {join(one, string(new byte[] {-1})), Reason.SIGNATURE_ENCODING_INVALID},
      {one, Reason.SIGNATURE_ENCODING_INVALID},
      {join(one, one, one), Reason.SIGNATURE_ENCODING_INVALID},
      {new byte[64], Reason.SIGNATURE_ENCODING_INVALID},
      {ecdsa.sign(MESSAGE), Reason.SIGNATURE_ENCODING_INVALID}
    };
    for (Object[] row : cases) {
      byte[] inner = signature("ecdsa-sha2-nistp256", (byte[]) row[0]);
      SshSignature read = SshSignature.parse(armor(fields(1, blob, "file", "", "sha256", inner)));
      assertThat(read.verify(ecdsaKey, "file", MESSAGE).reason()).hasValue((Reason) row[1]);
    }
  }

  @Test
  void rulesOfTheTrustedKey_holdForTheSignatureInside() throws MalformedDataException {
    VerifyingKey zip215 = key.withRules(key.rules().withProfile(Ed25519Profile.ZIP215));
    assertThat(signature.verify(zip215, "file", MESSAGE)).isEqualTo(Verdict.accepted());
    SigningKey own = signer.withRules(zip215.rules());
    assertThat(SshSignature.sign(own, "file", SshHash.SHA_512, MESSAGE)).isEqualTo(signature);
    SigningKey ecdsa =
        SigningKey.generate(SignatureScheme.ECDSA_P256_SHA256, new SeededRandom(SEED));
    for (SignatureEncoding encoding : SignatureEncoding.values()) {
      SigningKey encoded = ecdsa.withRules(ecdsa.verifyingKey().rules().withEncoding(encoding));
      SshSignature made = SshSignature.sign(encoded, "file", SshHash.SHA_256, MESSAGE);
      assertThat(made.verify(encoded.verifyingKey(), "file", MESSAGE).isAccepted())
          .isTrue();
      assertThat(made.verify(ecdsa.verifyingKey(), "file", MESSAGE).isAccepted())
          .isTrue();
      assertThat(made).isEqualTo(SshSignature.sign(ecdsa, "file", SshHash.SHA_256, MESSAGE));
    }
  }

  private byte[] publicKey() {
    return join(string("ssh-ed25519"), string(key.toRaw()));
  }

  /** The honest signature, wrapped by hand. */
  private byte[] signed() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-512").digest(MESSAGE);
      byte[] data = join(
          "SSHSIG".getBytes(StandardCharsets.US_ASCII),
          string("file"),
          string(""),
          string("sha512"),
          string(hash));
      return signature("ssh-ed25519", signer.sign(data));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] signature(String algorithm, byte[] bytes) {
    return join(string(algorithm), string(bytes));
  }

  private static byte[] fields(
      int version, byte[] key, String namespace, String reserved, String hash, byte[] signature) {
    return join(
        "SSHSIG".getBytes(StandardCharsets.US_ASCII),
        ByteBuffer.allocate(4).putInt(version).array(),
        string(key),
        string(namespace),
        string(reserved),
        string(hash),
        string(signature));
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
    return "-----BEGIN SSH SIGNATURE-----\n"
        + Base64.getEncoder().encodeToString(fields).replaceAll(".{70}", "$0\n").stripTrailing()
        + "\n-----END SSH SIGNATURE-----\n";
  }

  private static void assertRefused(byte[] fields) {
    assertTextRefused(armor(fields));
  }

  private static void assertTextRefused(String text) {
    assertThatThrownBy(() -> {
          SshSignature read = SshSignature.parse(text);
          throw new AssertionError("read as " + read);
        })
        .isInstanceOf(MalformedDataException.class);
  }
}
