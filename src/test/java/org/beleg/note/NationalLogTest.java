package org.beleg.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.sign.VerifyingKey;
import org.beleg.testing.SeededRandom;
import org.beleg.tree.MerkleTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A log with an SM3 tree whose checkpoints are signed with SM2, and with ML-DSA-65. */
class NationalLogTest {

  private static final long SEED = 20260301L;
  private static final String ORIGIN = "log.example/sm";
  private static final TreeHasher SM3 = TreeHasher.of(HashAlgorithm.SM3);

  private final SigningKey sm2 =
      SigningKey.generate(SignatureScheme.SM2_SM3, new SeededRandom(SEED));
  private final MerkleTree tree = MerkleTree.of(SM3, entries(11));

  private static List<byte[]> entries(int count) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry(i));
    }
    return entries;
  }

  private static byte[] entry(int i) {
    return ("policy " + i).getBytes(StandardCharsets.US_ASCII);
  }

  private String checkpoint(long size) {
    return Checkpoint.of(SM3, ORIGIN, size, tree.rootHash(size)).format();
  }

  @ParameterizedTest
  @EnumSource(
      value = SignatureScheme.class,
      names = {"SM2_SM3", "ML_DSA_65", "ED25519"})
  void receipt_bindsEveryEntryToTheSignerOverAnSm3Tree(SignatureScheme scheme) throws Exception {
    NoteSigner signer =
        NoteSigner.of(ORIGIN, SigningKey.generate(scheme, new SeededRandom(SEED + 1)));
    NoteVerifier vkey = NoteVerifier.parse(signer.verifier().format());
    TrustPolicy policy = TrustPolicy.of(ORIGIN, List.of(vkey)).withTreeHasher(SM3);
    SignedNote note = signer.sign(checkpoint(tree.size()));
    for (int i = 0; i < tree.size(); i++) {
      Receipt receipt = Receipt.parse(Receipt.of(tree.proveInclusion(i), note).format());
      assertThat(receipt.verify(entry(i), policy)).isEqualTo(Verdict.accepted());
      assertThat(receipt.verify(entry(i + 1), policy).reason()).contains(Reason.ROOT_MISMATCH);
      // the tree's hash is the verifier's choice: SHA-256 of the same bytes leads elsewhere
      assertThat(receipt.verify(entry(i), TrustPolicy.of(ORIGIN, List.of(vkey))).reason())
          .contains(Reason.ROOT_MISMATCH);
    }
    assertThat(policy.verifyGrowth(signer.sign(checkpoint(5)), note, tree.proveConsistency(5)))
        .isEqualTo(Verdict.accepted());
    assertThat(policy.open(signer.sign(checkpoint(0))).rootHash()).isEqualTo(SM3.emptyRoot());
  }

  @ParameterizedTest
  @EnumSource(
      value = SignatureScheme.class,
      names = {"SM2_SM3", "ML_DSA_65"})
  void note_ofAnotherKeyOrTextIsRefused(SignatureScheme scheme) throws MalformedDataException {
    SigningKey key = SigningKey.generate(scheme, new SeededRandom(SEED + 2));
    NoteSigner signer = NoteSigner.of(ORIGIN, key);
    String note = signer.sign(checkpoint(11)).format();
    assertThat(SignedNote.parse(note).verify(List.of(signer.verifier())))
        .isEqualTo(Verdict.accepted());
    assertThat(SignedNote.parse(note.replace("\n11\n", "\n12\n"))
            .verify(List.of(signer.verifier()))
            .reason())
        .contains(Reason.KNOWN_KEY_SIGNATURE_INVALID);
    SigningKey other = SigningKey.generate(scheme, new SeededRandom(SEED + 3));
    assertThat(SignedNote.parse(note)
            .verify(List.of(NoteVerifier.of(ORIGIN, other.verifyingKey())))
            .reason())
        .contains(Reason.NO_KNOWN_KEY);
  }

  /** The bytes of a vkey, from the rule of signed-note for type 0xff and our identifiers. */
  @ParameterizedTest
  @CsvSource({"SM2_SM3, beleg/note/sm2-sm3/v1, 65", "ML_DSA_65, beleg/note/ml-dsa-65/v1, 1952"})
  void vkey_isTypeIdentifierLineFeedAndRawKey(
      SignatureScheme scheme, String identifier, int keyBytes) throws MalformedDataException {
    VerifyingKey key = SigningKey.generate(scheme, new SeededRandom(SEED + 4)).verifyingKey();
    assertThat(key.toRaw()).hasSize(keyBytes);
    byte[] typed = typed(identifier + "\n", key.toRaw());
    String vkey = vkey("a.example", typed);
    assertThat(NoteVerifier.of("a.example", key)).hasToString(vkey);
    assertThat(NoteVerifier.parse(vkey).key()).isEqualTo(key);
    for (String foreign : List.of(
        "",
        identifier,
        identifier + "\n\n",
        identifier + "\r\n",
        identifier.toUpperCase(Locale.ROOT) + "\n",
        "beleg/note/sm2-sm3/v2\n",
        "PKIX-RSA-PKCS#1v1.5")) {
      assertRefused(vkey("a.example", typed(foreign, key.toRaw())));
    }
    assertRefused(vkey("a.example", Bytes.concat(new byte[] {1}, key.toRaw())));
    assertRefused(vkey("a.example", typed(identifier + "\n", new byte[0])));
    assertRefused(vkey("a.example", typed(identifier + "\n", new byte[keyBytes + 1])));
  }

  @Test
  void vkey_ofTheOneSchemeIsNoneOfTheOther() {
    byte[] point = sm2.verifyingKey().toRaw();
    assertRefused(vkey("a.example", typed("beleg/note/ml-dsa-65/v1\n", point)));
    point[64] ^= 1; // not on the curve any more
    assertRefused(vkey("a.example", typed("beleg/note/sm2-sm3/v1\n", point)));
  }

  private static byte[] typed(String identifier, byte[] key) {
    return Bytes.concat(
        new byte[] {(byte) 0xff}, identifier.getBytes(StandardCharsets.US_ASCII), key);
  }

  private static String vkey(String name, byte[] typed) {
    byte[] named = Bytes.concat((name + "\n").getBytes(StandardCharsets.UTF_8), typed);
    String id = HashAlgorithm.SHA_256.hash(named).toHex().substring(0, 8);
    return name + '+' + id + '+' + BaseEncoding.base64().encode(typed);
  }

  private static void assertRefused(String vkey) {
    assertThatThrownBy(() -> NoteVerifier.parse(vkey)).isInstanceOf(MalformedDataException.class);
  }
}
