package org.beleg.ledger.corda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Ints;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.testing.Mutations;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/** The bytes that Corda's own serialization gives, and a real signature over such bytes. */
class SignableDataVectorTest {

  private static final String FOLDER = "ledgers/corda4/";
  private static final int VERSION_AT = 108;
  private static final int SCHEME_AT = 110;
  private static final int HASH_AT = 153;

  private static byte[] template() {
    return BaseEncoding.base16()
        .lowerCase()
        .decode(Vectors.text(FOLDER + "signable-data-amqp-4.10-pv3-scheme4.hex").strip());
  }

  private static Hash sha256(String text) {
    return HashAlgorithm.SHA_256.hash(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] signable(Hash hash, int platformVersion, int scheme) {
    return SignableData.of(hash, new SignatureMetadata(platformVersion, scheme)).toByteArray();
  }

  @Test
  void bytes_areThoseOfCordasSerialization() {
    byte[] made = signable(sha256("aTransaction"), 3, 4);
    assertThat(made).hasSize(999).isEqualTo(template());
    assertThat(HashAlgorithm.SHA_256.hash(made).toHex())
        .startsWith("15106994")
        .endsWith("5fb42ff6");
  }

  @Test
  void bytes_differInVersionSchemeAndHashAlone() {
    for (int version = 1; version <= 127; version++) {
      for (int scheme = 1; scheme <= 6; scheme++) {
        Hash hash = sha256("transaction " + version + " " + scheme);
        byte[] expected = template();
        expected[VERSION_AT] = (byte) version;
        expected[SCHEME_AT] = (byte) scheme;
        hash.copyTo(expected, HASH_AT);
        assertThat(signable(hash, version, scheme)).isEqualTo(expected);
      }
    }
  }

  @Test
  void bytes_takeThreeMoreForLargeVersions() {
    for (int version : new int[] {128, 255, 256, 1_000, Integer.MAX_VALUE}) {
      byte[] head = template();
      head[19 + 3] += (byte) 3; // in be32 at 19; no carry
      head[65] += (byte) 3;
      head[105] += (byte) 3;
      byte[] expected = new byte[1_002];
      System.arraycopy(head, 0, expected, 0, VERSION_AT - 1);
      expected[VERSION_AT - 1] = 0x71;
      System.arraycopy(Ints.toByteArray(version), 0, expected, VERSION_AT, 4);
      System.arraycopy(head, VERSION_AT + 1, expected, VERSION_AT + 4, 999 - VERSION_AT - 1);
      assertThat(signable(sha256("aTransaction"), version, 4)).isEqualTo(expected);
    }
  }

  @Test
  void of_refusesOtherHashes() {
    SignatureMetadata metadata = new SignatureMetadata(4, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignableData.of(Hash.of(new byte[48]), metadata));
    assertThatIllegalArgumentException().isThrownBy(() -> new SignatureMetadata(0, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> new SignatureMetadata(-1, 4));
  }

  static TransactionSignature realSignature() throws MalformedDataException {
    JsonObject file = Vectors.json(FOLDER + "node_transaction.extracted.json").getAsJsonObject();
    BaseEncoding hex = BaseEncoding.base16().lowerCase();
    return TransactionSignature.of(
        LeafKey.parse(hex.decode(file.get("sig_by_spki").getAsString())),
        hex.decode(file.get("sig").getAsString()),
        new SignatureMetadata(
            file.get("platformVersion").getAsInt(), file.get("schemeNumberID").getAsInt()));
  }

  @Test
  void realSignature_isAcceptedForItsTransactionAlone() throws MalformedDataException {
    TransactionSignature real = realSignature();
    Hash id = CordaVectorTest.transaction().id(); // computed from the components
    assertThat(id.toHex())
        .isEqualTo("6b30c517ff6229b2e984909f12569ca890f97143e204558079eb68ae92b96f23");
    assertThat(real.verify(id).isAccepted()).isTrue();
    assertThat(RequiredSigners.of(List.of(real.by())).verify(id, List.of(real)).isAccepted())
        .isTrue();
    Mutations.eachBit(
        id, other -> assertThat(real.verify(other).reason()).contains(Reason.SIGNATURE_MISMATCH));
  }

  @Test
  void realSignature_bindsItsMetadata() throws MalformedDataException {
    TransactionSignature real = realSignature();
    LeafKey by = (LeafKey) real.by();
    for (int version : new int[] {1, 3, 5, 127, 128, 1_000}) {
      TransactionSignature other = TransactionSignature.of(
          by, real.signature(), SignatureMetadata.of(version, CordaScheme.EDDSA_ED25519_SHA512));
      assertThat(other.verify(CordaVectorTest.transaction().id()).reason())
          .contains(Reason.SIGNATURE_MISMATCH);
    }
    for (int scheme : new int[] {-1, 0, 1, 2, 3, 5, 6, 7}) {
      TransactionSignature other =
          TransactionSignature.of(by, real.signature(), new SignatureMetadata(4, scheme));
      // 6 is what a member of a cluster may state, and it is not what was signed
      assertThat(other.verify(CordaVectorTest.transaction().id()).reason())
          .contains(scheme == 6 ? Reason.SIGNATURE_MISMATCH : Reason.SCHEME_MISMATCH);
    }
  }

  @Test
  void realSignature_hasOneLength() throws MalformedDataException {
    TransactionSignature real = realSignature();
    for (int length : new int[] {0, 1, 63, 65}) {
      TransactionSignature other = TransactionSignature.of(
          (LeafKey) real.by(), Arrays.copyOf(real.signature(), length), real.metadata());
      assertThat(other.verify(CordaVectorTest.transaction().id()).reason())
          .contains(Reason.SIGNATURE_LENGTH_WRONG);
    }
    assertThat(real.verify(Hash.of(new byte[48])).reason()).contains(Reason.HASH_SIZE_WRONG);
  }
}
