package org.beleg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.beleg.MalformedDataException;
import org.beleg.note.NoteVerifier;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.sign.SshHash;
import org.beleg.sign.SshSignature;
import org.beleg.sign.VerifyingKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sign}, {@code verify signature} and {@code key show}. */
class SignatureCommandsTest {

  @TempDir
  Path folder;

  private Path file;
  private Path secret;
  private Path signature;
  private VerifyingKey key;

  @BeforeEach
  void signFile() throws IOException, MalformedDataException {
    file = Files.writeString(folder.resolve("file"), "the record");
    signature = folder.resolve("file.sig");
    Run.of("keygen", "--out", folder.resolve("k")).accepted();
    secret = folder.resolve("k.key.pem");
    key = VerifyingKey.parsePem(Files.readString(folder.resolve("k.pub.pem")));
  }

  @Test
  void signature_verifiesWithTheKeyInEveryForm() throws IOException {
    JsonObject json = Run.of("sign", file, "--key", secret, "--out", signature, "--json")
        .accepted()
        .json();
    assertThat(json.get("signature").getAsString())
        .isEqualTo(HexFormat.of().formatHex(Files.readAllBytes(signature)));
    assertThat(json.get("fingerprint").getAsString()).isEqualTo(key.fingerprint());
    assertThat(json.get("rules").getAsString()).isEqualTo("ED25519");
    String vkey = NoteVerifier.of("a.example", key).format();
    String[][] forms = {
      {"pem", key.toPem()},
      {"jwk", key.toJwk() + "\n"},
      {"ssh", key.toOpenSsh() + " comment\n"},
      {"vkey", vkey + "\n"},
      {"text", key.format() + "\n"},
      {"text", key.format()}
    };
    for (String[] form : forms) {
      Path keyFile = Files.writeString(folder.resolve("key"), form[1]);
      verify(keyFile).accepted();
      verify(keyFile, "--format", form[0]).accepted();
      verify(keyFile, "--rules", "ED25519;profile=ZIP215").accepted();
      verify(keyFile, "--rules", "ECDSA_P256_SHA256").failed("");
      verify(keyFile, "--format", form[0].equals("pem") ? "jwk" : "pem").failed("public key (");
      JsonObject shown = Run.of("key", "show", keyFile, "--json").accepted().json();
      assertThat(shown.get("text").getAsString()).isEqualTo(key.format());
      assertThat(shown.get("openSsh").getAsString()).isEqualTo(key.toOpenSsh());
      assertThat(shown.get("jwk").getAsString()).isEqualTo(key.toJwk());
      assertThat(shown.get("pem").getAsString()).isEqualTo(key.toPem());
      assertThat(shown.get("scheme").getAsString()).isEqualTo("ed25519");
      assertThat(shown.get("fingerprint").getAsString()).isEqualTo(key.fingerprint());
    }
    assertThat(Run.of("key", "show", folder.resolve("k.pub.pem")).accepted().out())
        .contains(key.toPem(), key.toJwk(), key.toOpenSsh(), key.fingerprint());
  }

  @Test
  void verify_refusesOtherFilesKeysAndSignatures() throws IOException {
    Run.of("sign", file, "--key", secret, "--out", signature).accepted();
    Path trusted = folder.resolve("k.pub.pem");
    Path other = Files.writeString(folder.resolve("other"), "another record");
    Run.of("verify", "signature", other, "--signature", signature, "--key", trusted)
        .refused("SIGNATURE_MISMATCH");
    Run.withInput(
            "the record", "verify", "signature", "-", "--signature", signature, "--key", trusted)
        .accepted();
    Run.of("verify", "signature", file, "--signature", file, "--key", trusted)
        .refused("SIGNATURE_LENGTH_WRONG");
    Run.of("keygen", "--out", folder.resolve("x")).accepted();
    JsonObject json = Run.of(
            "verify",
            "signature",
            file,
            "--signature",
            signature,
            "--key",
            folder.resolve("x.pub.pem"),
            "--json")
        .json();
    assertThat(json.get("accepted").getAsBoolean()).isFalse();
    assertThat(json.get("reason").getAsString()).isEqualTo("SIGNATURE_MISMATCH");
  }

  @Test
  void ssh_bindsTheNamespace() throws IOException, MalformedDataException {
    Run.of("sign", file, "--key", secret, "--ssh-namespace", "file", "--out", signature)
        .accepted();
    SshSignature made = SshSignature.parse(Files.readString(signature));
    assertThat(made.hash()).isEqualTo(SshHash.SHA_512);
    assertThat(made.claimedKey()).isEqualTo(key);
    Path keyFile = Files.writeString(folder.resolve("key.pub"), key.toOpenSsh() + "\n");
    verify(keyFile, "--ssh-namespace", "file").accepted();
    verify(keyFile, "--ssh-namespace", "git").refused("NAMESPACE_MISMATCH");
    verify(keyFile, "--ssh-namespace", "").failed("namespace");
    verify(keyFile).refused("SIGNATURE_LENGTH_WRONG");
  }

  @Test
  void everyScheme_thatHasKeyFilesSignsAndVerifies() throws IOException {
    for (SignatureScheme scheme : SignatureScheme.values()) {
      if (!scheme.signs() || !scheme.hasSpki()) {
        continue;
      }
      Path prefix = folder.resolve(scheme.name());
      Run.of("keygen", "--scheme", scheme.name(), "--out", prefix).accepted();
      Path own = folder.resolve(scheme.name() + ".sig");
      String rules = scheme.name();
      Run.of("sign", file, "--key", prefix + ".key.pem", "--rules", rules, "--out", own)
          .accepted();
      Run.of(
              "verify",
              "signature",
              file,
              "--signature",
              own,
              "--key",
              prefix + ".pub.pem",
              "--rules",
              rules)
          .accepted();
    }
  }

  @Test
  void mistakes_areNamedAndNothingIsWritten() throws IOException {
    Run.of("sign", file, "--key", secret).failed("--out");
    Run.of("sign", file, "--key", secret, "--out", "-").failed("goes to a file only");
    Run.of("sign", file, "--key", secret, "--rules", "RSA", "--out", signature).failed("RSA");
    Run.of("sign", folder, "--key", secret, "--out", signature).failed("is a folder");
    Run.of("sign", file, "--key", folder.resolve("k.pub.pem"), "--out", signature)
        .failed("private key");
    Run.of("key", "show", secret).failed("PUBLIC KEY");
    Run.of("key", "show", file).failed("vkey");
    Run.of("key", "show", file, "--format", "gif").failed("gif");
    assertThat(signature).doesNotExist();
    String pem = SigningKey.generate(SignatureScheme.ED25519).toPem();
    Run shown = Run.withInput(pem, "key", "show", "-");
    assertThat(shown.out() + shown.err())
        .doesNotContain(pem.lines().skip(1).findFirst().get());
  }

  private Run verify(Path keyFile, Object... more) {
    Object[] args = new Object[7 + more.length];
    System.arraycopy(
        new Object[] {"verify", "signature", file, "--signature", signature, "--key", keyFile},
        0,
        args,
        0,
        7);
    System.arraycopy(more, 0, args, 7, more.length);
    return Run.of(args);
  }
}
