package org.beleg.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.internal.text.StrictBase64;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.sign.VerifyingKey;
import org.beleg.testing.SeededRandom;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/** Signatures of notes that sign more, or less, than the note text: of witnesses, and of CT logs. */
class CosignatureTest {

  private static final long SEED = 20260201L;

  /** The key of RFC 8032, section 7.1, test 2. */
  private static final String WITNESS =
      "w.example+0e2d849b+BD1AF8PoQ4lakrcKp00bfrycmCzPLsSWjMDNVfEq9GYM";

  private static final String EXTENDED = ExampleLog.CHECKPOINT + "an extension line\n";

  @Test
  void witness_vouchesForTextAndTime() throws MalformedDataException {
    NoteVerifier witness = NoteVerifier.parse(WITNESS);
    NoteVerifier log = NoteVerifier.parse(ExampleLog.VKEY);
    SignedNote note = SignedNote.parse(ExampleLog.NOTE);
    assertThat(note.verify(List.of(witness))).isEqualTo(Verdict.accepted());
    assertThat(note.verify(List.of(log, witness))).isEqualTo(Verdict.accepted());
    assertThat(witness.cosignedSeconds(note.signatures().get(1))).hasValue(1_700_000_000L);
    assertThat(log.cosignedSeconds(note.signatures().get(0))).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> witness.cosignedSeconds(note.signatures().get(0)));
    assertThat(NoteVerifier.ofCosigner("w.example", witness.key()).format()).isEqualTo(WITNESS);
    assertThat(NoteVerifier.of("w.example", witness.key())).isNotEqualTo(witness);
  }

  @Test
  void verify_refusesEveryChangedBitOfTheCosignature() throws MalformedDataException {
    NoteVerifier witness = NoteVerifier.parse(WITNESS);
    byte[] signature = SignedNote.parse(ExampleLog.NOTE).signatures().get(1).toByteArray();
    for (int bit = 0; bit < 8 * signature.length; bit++) {
      byte[] flipped = signature.clone();
      flipped[bit / 8] ^= (byte) (0x80 >>> (bit % 8));
      assertThat(witness.verify(ExampleLog.CHECKPOINT, flipped).isAccepted())
          .as("bit %d", bit)
          .isFalse();
    }
    for (int length = 0; length < 2 * signature.length; length++) {
      assertThat(witness
              .verify(ExampleLog.CHECKPOINT, Arrays.copyOf(signature, length))
              .isAccepted())
          .as("%d bytes", length)
          .isEqualTo(length == signature.length);
    }
    assertThat(witness.verify(EXTENDED, signature).reason()).hasValue(Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void time_isBelow2To63() {
    SigningKey key = SigningKey.generate(SignatureScheme.ED25519, new SeededRandom(SEED));
    NoteVerifier witness = NoteVerifier.ofCosigner("w", key.verifyingKey());
    for (String time : List.of("0", "9223372036854775807", "9223372036854775808")) {
      byte[] signed =
          ("cosignature/v1\ntime " + time + "\n" + EXTENDED).getBytes(StandardCharsets.UTF_8);
      byte[] signature =
          Bytes.concat(Longs.toByteArray(Long.parseUnsignedLong(time)), key.sign(signed));
      assertThat(witness.verify(EXTENDED, signature).isAccepted())
          .as(time)
          .isEqualTo(!time.endsWith("8"));
    }
  }

  /** Otherwise a witness's signature could pass for a log's, of a text that nobody signed. */
  @Test
  void cosignature_isNoSignatureOfTheText() throws MalformedDataException {
    NoteVerifier witness = NoteVerifier.parse(WITNESS);
    byte[] cosignature = SignedNote.parse(ExampleLog.NOTE).signatures().get(1).toByteArray();
    NoteVerifier asLog = NoteVerifier.of("w.example", witness.key());
    assertThat(asLog.verify(ExampleLog.CHECKPOINT, cosignature).isAccepted()).isFalse();
    byte[] bare = Arrays.copyOfRange(cosignature, 8, cosignature.length);
    assertThat(asLog.verify(ExampleLog.CHECKPOINT, bare).isAccepted()).isFalse();
    assertThat(witness.verify(ExampleLog.CHECKPOINT, bare).isAccepted()).isFalse();
  }

  @Test
  void treeHead_isSignedInsteadOfTheText() throws MalformedDataException {
    SigningKey key = SigningKey.generate(SignatureScheme.ECDSA_P256_SHA256, new SeededRandom(SEED));
    String name = "ct.example/2026";
    byte[] spki = key.verifyingKey().toSpki();
    byte[] logId = HashAlgorithm.SHA_256.hash(spki).toByteArray();
    byte[] named =
        Bytes.concat((name + "\n").getBytes(StandardCharsets.UTF_8), new byte[] {5}, logId);
    String id = HashAlgorithm.SHA_256.hash(named).toHex().substring(0, 8);
    NoteVerifier log = NoteVerifier.parse(
        name + "+" + id + "+" + StrictBase64.encode(Bytes.concat(new byte[] {5}, spki)));

    Checkpoint checkpoint = Checkpoint.parse(ExampleLog.CHECKPOINT);
    byte[] time = Longs.toByteArray(1_700_000_000_123L);
    byte[] der = key.sign(Bytes.concat(
        new byte[] {0, 1},
        time,
        Longs.toByteArray(checkpoint.treeSize()),
        checkpoint.rootHash().toByteArray()));
    byte[] length = {(byte) (der.length >>> 8), (byte) der.length};
    byte[] signature = Bytes.concat(time, new byte[] {4, 3}, length, der);
    assertThat(log.verify(ExampleLog.CHECKPOINT, signature)).isEqualTo(Verdict.accepted());

    // the origin is not signed: that the name binds it is the reader's to check
    String renamed = ExampleLog.CHECKPOINT.replace("log.example/a", "log.example/b");
    assertThat(log.verify(renamed, signature)).isEqualTo(Verdict.accepted());
    assertThat(log.verify(EXTENDED, signature).reason()).hasValue(Reason.CHECKPOINT_MALFORMED);
    assertThat(log.verify("no checkpoint\n", signature).reason())
        .hasValue(Reason.CHECKPOINT_MALFORMED);
    for (int bit = 0; bit < 8 * signature.length; bit++) {
      byte[] flipped = signature.clone();
      flipped[bit / 8] ^= (byte) (0x80 >>> (bit % 8));
      assertThat(log.verify(ExampleLog.CHECKPOINT, flipped).isAccepted())
          .as("bit %d", bit)
          .isFalse();
    }
    for (int bytes = 0; bytes < signature.length; bytes++) {
      assertThat(
              log.verify(ExampleLog.CHECKPOINT, Arrays.copyOf(signature, bytes)).isAccepted())
          .isFalse();
    }
  }

  /** The example of the type's message that the published vector does not have: two names, a time. */
  @Test
  void subtreeMessage_namesCosignerTimeOriginAndTree() throws MalformedDataException {
    byte[] message = Cosignature.subtreeMessage(
        "w.example", 1_700_000_000L, Checkpoint.parse(ExampleLog.CHECKPOINT));
    assertThat(BaseEncoding.base16().lowerCase().encode(message))
        .isEqualTo("737562747265652f76310a00" + "09772e6578616d706c65" + "000000006553f100"
            + "0d6c6f672e6578616d706c652f61" + "0000000000000000" + "0000000000000005"
            + "b855b42d6c30f5b087e05266783fbd6e394f7b926013ccaa67700a8b0c5a596f");
  }

  /** Suite {@code transparency/torchwood-mldsa}: what is signed. */
  @Test
  void torchwood_messageIsThePublishedOne() throws MalformedDataException {
    SignedNote note =
        SignedNote.parse(Vectors.bytes("transparency/torchwood-mldsa/checkpoint.txt"));
    byte[] message =
        Cosignature.subtreeMessage("example.com/mldsa-log", 0, Checkpoint.parse(note.text()));
    assertThat(BaseEncoding.base16().lowerCase().encode(message))
        .isEqualTo(
            Vectors.text("transparency/torchwood-mldsa/cosigned_message.hex").strip());
  }

  /** Suite {@code transparency/torchwood-mldsa}: the signature. */
  @Test
  void torchwood_cosignatureVerifies() throws MalformedDataException {
    SignatureScheme scheme = SignatureScheme.ML_DSA_44;
    String vkey = Vectors.text("transparency/torchwood-mldsa/vkey.txt").strip();
    NoteVerifier verifier = NoteVerifier.parse(vkey);
    assertThat(verifier.format()).isEqualTo(vkey);
    assertThat(verifier.key().scheme()).isEqualTo(scheme);
    SignedNote note =
        SignedNote.parse(Vectors.bytes("transparency/torchwood-mldsa/checkpoint.txt"));
    assertThat(note.verify(List.of(verifier))).isEqualTo(Verdict.accepted());
    assertThat(verifier.cosignedSeconds(note.signatures().get(0))).hasValue(0);
    byte[] signature = note.signatures().get(0).toByteArray();
    for (int at = 0; at < signature.length; at += 97) {
      byte[] flipped = signature.clone();
      flipped[at] ^= 1;
      assertThat(verifier.verify(note.text(), flipped).isAccepted())
          .as("byte %d", at)
          .isFalse();
    }
    // the lines that the cosigner did not sign
    SignedNote extended =
        SignedNote.parse(note.format().replaceFirst("\n\n", "\nan extension line\n\n"));
    assertThat(extended.verify(List.of(verifier)).reason()).hasValue(Reason.NO_KNOWN_KEY);
    SignedNote both = extended.withSignatureOf(ExampleLog.signer());
    assertThat(both.verify(List.of(verifier, ExampleLog.signer().verifier())))
        .isEqualTo(Verdict.accepted());
  }

  @Test
  void mlDsaCosignature_bindsTheCosignersName() throws MalformedDataException {
    SigningKey key = SigningKey.generate(SignatureScheme.ML_DSA_44, new SeededRandom(SEED));
    Checkpoint checkpoint = Checkpoint.of("a", 1, Hash.of(new byte[32]));
    byte[] signature = Bytes.concat(
        Longs.toByteArray(7), key.sign(Cosignature.subtreeMessage("w1", 7, checkpoint)));
    NoteVerifier first = NoteVerifier.ofCosigner("w1", key.verifyingKey());
    NoteVerifier second = NoteVerifier.ofCosigner("w2", key.verifyingKey());
    assertThat(first.verify(checkpoint.format(), signature)).isEqualTo(Verdict.accepted());
    assertThat(second.verify(checkpoint.format(), signature).isAccepted()).isFalse();
    NoteVerifier longName = NoteVerifier.ofCosigner("w".repeat(256), key.verifyingKey());
    assertThat(longName.verify(checkpoint.format(), signature).reason())
        .hasValue(Reason.CHECKPOINT_MALFORMED);
  }

  /** Type 0xff with Rekor's identifier: the key id covers name, type, identifier and key. */
  @Test
  void rsa_isNamedByItsIdentifier() throws GeneralSecurityException, MalformedDataException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    VerifyingKey publicKey = VerifyingKey.parseSpki(
        SignatureScheme.RSA_PKCS1_SHA256, pair.getPublic().getEncoded());
    NoteVerifier verifier = NoteVerifier.of("log.example/r", publicKey);
    byte[] typed = Bytes.concat(
        new byte[] {-1},
        "PKIX-RSA-PKCS#1v1.5".getBytes(StandardCharsets.US_ASCII),
        publicKey.toSpki());
    byte[] named = Bytes.concat("log.example/r\n".getBytes(StandardCharsets.US_ASCII), typed);
    byte[] hash = HashAlgorithm.SHA_256.hash(named).toByteArray();
    assertThat(verifier.keyId()).isEqualTo(Ints.fromByteArray(hash));
    assertThat(verifier.format()).endsWith("+" + StrictBase64.encode(typed));
    assertThat(NoteVerifier.parse(verifier.format())).isEqualTo(verifier);
    Signature signer = Signature.getInstance("SHA256withRSA");
    signer.initSign(pair.getPrivate());
    signer.update("text\n".getBytes(StandardCharsets.US_ASCII));
    byte[] line = Bytes.concat(Ints.toByteArray(verifier.keyId()), signer.sign());
    SignedNote note =
        SignedNote.parse("text\n\n\u2014 log.example/r " + StrictBase64.encode(line) + "\n");
    assertThat(note.verify(List.of(verifier))).isEqualTo(Verdict.accepted());
  }
}
