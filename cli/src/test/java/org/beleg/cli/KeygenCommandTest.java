package org.beleg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.beleg.MalformedDataException;
import org.beleg.note.NoteVerifier;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.sign.VerifyingKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeygenCommandTest {

  @TempDir
  Path folder;

  @Test
  void files_holdOneKeyPair() throws IOException, MalformedDataException {
    JsonObject json = Run.of(
            "keygen", "--name", "a.example", "--out", folder.resolve("k"), "--json")
        .accepted()
        .json();
    SigningKey secret = SigningKey.parsePem(Files.readString(folder.resolve("k.key.pem")));
    VerifyingKey open = VerifyingKey.parsePem(Files.readString(folder.resolve("k.pub.pem")));
    NoteVerifier named =
        NoteVerifier.parse(Files.readString(folder.resolve("k.vkey")).strip());
    assertThat(secret.scheme()).isEqualTo(SignatureScheme.ED25519);
    assertThat(secret.verifyingKey()).isEqualTo(open).isEqualTo(named.key());
    assertThat(json.get("vkey").getAsString()).isEqualTo(named.format());
    assertThat(json.get("scheme").getAsString()).isEqualTo("ed25519");
    assertThat(json.get("privateKeyFile").getAsString()).endsWith("k.key.pem");
    assertThat(json.get("publicKeyFile").getAsString()).endsWith("k.pub.pem");
    assertThat(json.get("vkeyFile").getAsString()).endsWith("k.vkey");
  }

  @Test
  void scheme_mayBeP256() throws IOException, MalformedDataException {
    for (String name : new String[] {"ecdsa-p256", "ECDSA_P256_SHA256"}) {
      Run.of("keygen", "--scheme", name, "--out", folder.resolve(name)).accepted();
      String pem = Files.readString(folder.resolve(name + ".key.pem"));
      assertThat(SigningKey.parsePem(pem).scheme()).isEqualTo(SignatureScheme.ECDSA_P256_SHA256);
      assertThat(folder.resolve(name + ".vkey")).doesNotExist();
    }
  }

  @Test
  void privateKey_isReadableByItsOwnerAlone() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Run.of("keygen", "--out", folder.resolve("k")).accepted();
    assertThat(PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("k.key.pem"))))
        .isEqualTo("rw-------");
  }

  @Test
  void privateKey_isNeverPrinted() throws IOException {
    Run run =
        Run.of("keygen", "--name", "a", "--out", folder.resolve("k"), "--json").accepted();
    String secret = Files.readAllLines(folder.resolve("k.key.pem")).get(1);
    assertThat(run.out()).doesNotContain(secret).doesNotContain("PRIVATE");
    Run.of("keygen", "--out", "-").failed("a file only".substring(2));
  }

  @Test
  void existingFiles_areKept() throws IOException {
    Path vkey = Files.writeString(folder.resolve("k.vkey"), "mine");
    Run.of("keygen", "--out", folder.resolve("k")).failed("k.vkey: exists already");
    assertThat(vkey).hasContent("mine");
    assertThat(folder.resolve("k.key.pem")).doesNotExist();
  }

  @Test
  void impossibleName_leavesNoFiles() {
    Run.of("keygen", "--name", "a b", "--out", folder.resolve("k")).failed("key name");
    Run.of("keygen", "--scheme", "rsa", "--out", folder.resolve("k")).failed("ed25519");
    assertThat(folder).isEmptyDirectory();
  }
}
