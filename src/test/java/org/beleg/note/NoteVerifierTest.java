package org.beleg.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import org.beleg.MalformedDataException;
import org.beleg.hash.HashAlgorithm;
import org.beleg.internal.text.StrictBase64;
import org.beleg.sign.Ed25519Profile;
import org.beleg.sign.SignatureRules;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.sign.VerifyingKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteVerifierTest {

  @Test
  void parse_readsNameAndKeyId() throws MalformedDataException {
    NoteVerifier verifier = NoteVerifier.parse(ExampleLog.VKEY);
    assertThat(verifier.keyName()).isEqualTo("log.example/a");
    assertThat(verifier.keyId()).isEqualTo(0x2030c444);
    assertThat(verifier.key().scheme()).isEqualTo(SignatureScheme.ED25519);
    assertThat(verifier.format()).isEqualTo(ExampleLog.VKEY);
    assertThat(verifier).isEqualTo(ExampleLog.signer().verifier()).hasToString(ExampleLog.VKEY);
    assertThat(verifier).hasSameHashCodeAs(NoteVerifier.parse(ExampleLog.VKEY));
  }

  @ParameterizedTest
  @EnumSource(
      value = SignatureScheme.class,
      names = {"ED25519", "ECDSA_P256_SHA256"})
  void format_parsesBackForEveryScheme(SignatureScheme scheme) throws MalformedDataException {
    NoteVerifier verifier =
        NoteSigner.of("log.example/ü", SigningKey.generate(scheme)).verifier();
    assertThat(NoteVerifier.parse(verifier.format())).isEqualTo(verifier);
  }

  @Test
  void ecdsaKeyId_isTheHashOfTheSpkiWithoutTheName() {
    SigningKey key = SigningKey.generate(SignatureScheme.ECDSA_P256_SHA256);
    NoteVerifier verifier = NoteVerifier.of("a", key.verifyingKey());
    String hash = HashAlgorithm.SHA_256.hash(key.verifyingKey().toSpki()).toHex();
    assertThat(String.format("%08x", verifier.keyId())).isEqualTo(hash.substring(0, 8));
    assertThat(NoteVerifier.of("b", key.verifyingKey()).keyId()).isEqualTo(verifier.keyId());
  }

  @Test
  void parse_refusesEverySubstringAndEveryChangedCharacter() {
    String vkey = ExampleLog.VKEY;
    for (int begin = 0; begin < vkey.length(); begin++) {
      for (int end = begin; end <= vkey.length(); end++) {
        if (end - begin < vkey.length()) {
          assertRefused(vkey.substring(begin, end));
        }
      }
    }
    for (int i = 0; i < vkey.length(); i++) {
      char changed = (char) (vkey.charAt(i) + 1);
      assertRefused(vkey.substring(0, i) + changed + vkey.substring(i + 1));
      assertRefused(vkey.substring(0, i) + ' ' + vkey.substring(i));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x03, 0x05, 0x06, 0x80, 0xfa, 0xff})
  void parse_refusesOtherTypes_evenWithTheRightKeyId(int type) {
    byte[] key = BaseEncoding.base64()
        .decode(ExampleLog.VKEY.substring(ExampleLog.VKEY.lastIndexOf('+') + 1));
    key[0] = (byte) type;
    assertRefused(vkey("log.example/a", key));
  }

  @Test
  void parse_refusesKeysOfTheWrongLengthOrOrder_evenWithTheRightKeyId() {
    assertRefused(vkey("a", new byte[] {1}));
    assertRefused(vkey("a", new byte[32]));
    assertRefused(vkey("a", new byte[34]));
    byte[] smallOrder = new byte[33];
    smallOrder[0] = 1;
    smallOrder[1] = 1; // the neutral element
    assertRefused(vkey("a", smallOrder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "a+b", "a\u00a0b", "a\u2003b", "a\u0085", "a\tb", "a\nb", "\ud800"
      })
  void names_areNotEmptyAndHaveNoSpaceOrPlus(String name) {
    SigningKey key = SigningKey.generate(SignatureScheme.ED25519);
    assertThatIllegalArgumentException().isThrownBy(() -> NoteSigner.of(name, key));
  }

  private static String vkey(String name, byte[] typedKey) {
    byte[] prefix = (name + '\n').getBytes(StandardCharsets.UTF_8);
    byte[] message = new byte[prefix.length + typedKey.length];
    System.arraycopy(prefix, 0, message, 0, prefix.length);
    System.arraycopy(typedKey, 0, message, prefix.length, typedKey.length);
    String id = HashAlgorithm.SHA_256.hash(message).toHex().substring(0, 8);
    return name + '+' + id + '+' + StrictBase64.encode(typedKey);
  }

  private static void assertRefused(String vkey) {
    assertThatThrownBy(() -> NoteVerifier.parse(vkey))
        .as("vkey %s", vkey)
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void of_refusesKeysWithOptions() throws MalformedDataException {
    SigningKey key = SigningKey.generate(SignatureScheme.ED25519);
    VerifyingKey lenient = SignatureRules.of(SignatureScheme.ED25519)
        .withProfile(Ed25519Profile.ZIP215)
        .verifyingKey(key.verifyingKey().toRaw());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NoteVerifier.of("example.org/log", lenient))
        .withMessageContaining("ZIP215");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NoteSigner.of("example.org/log", key.withRules(lenient.rules())));
  }
}
