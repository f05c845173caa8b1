package org.beleg;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.io.BaseEncoding;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.beleg.chain.HashChain;
import org.beleg.hash.HashAlgorithm;
import org.beleg.ledger.bitcoin.BitcoinNetwork;
import org.beleg.ledger.bitcoin.BlockHeader;
import org.beleg.ledger.bitcoin.HeaderCheckpoint;
import org.beleg.ledger.corda.CordaTransaction;
import org.beleg.ledger.corda.PrivacySalt;
import org.beleg.proof.Subtree;
import org.beleg.sign.KeyEntry;
import org.beleg.sign.KeySet;
import org.beleg.sign.SignaturePolicy;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.sign.VerifyingKey;
import org.beleg.testing.SeededRandom;
import org.beleg.tree.MerkleTree;
import org.junit.jupiter.api.Test;

/** What {@code docs/formats.md} shows is what the library writes. A difference is a broken promise. */
class FormatsDocumentTest {

  /** The public key of RFC 8032, section 7.1, test 1. */
  private static final byte[] TEST_KEY = BaseEncoding.base16()
      .lowerCase()
      .decode("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

  private final MerkleTree tree = tree();
  private final HashChain chain = HashChain.start(HashAlgorithm.SHA_256, "log.example/a")
      .append(new byte[] {0})
      .append(new byte[] {1});

  private static MerkleTree tree() {
    MerkleTree tree = MerkleTree.empty();
    for (byte entry = 0; entry < 5; entry++) {
      tree = tree.append(new byte[] {entry});
    }
    return tree;
  }

  @Test
  void everyExample_isWhatTheLibraryWrites() throws IOException {
    assertThat(Files.readString(Path.of("docs/formats.md")))
        .contains(block(tree.proveInclusion(3).format()))
        .contains(block(tree.proveConsistency(3).format()))
        .contains(block(tree.proveSubtree(new Subtree(2, 4)).format()))
        .contains(block(tree.proveAll(1, 3).format()))
        .contains(block(hex(tree.range(1, 5).toByteArray())))
        .contains(block(chain.head().format()))
        .contains(block(hex(chain.segment(1, 2).toByteArray())))
        .contains("link[0]  " + chain.head(0).hash() + "\n")
        .contains("link[1]  " + chain.head(1).hash() + "\n")
        .contains("link[2]  " + chain.head(2).hash() + "\n");
  }

  @Test
  void keySetAndPolicy_areWhatTheLibraryWrites() throws Exception {
    VerifyingKey a = VerifyingKey.of(SignatureScheme.ED25519, TEST_KEY);
    VerifyingKey b = SigningKey.generate(SignatureScheme.ECDSA_P256_SHA256, new SeededRandom(2))
        .verifyingKey();
    Instant instant = Instant.parse("2026-01-01T00:00:00Z");
    KeySet keys = KeySet.of(List.of(
        KeyEntry.of("a", a).withNotBefore(instant).withNotAfter(instant.plusNanos(1_500_000)),
        KeyEntry.of("b", b).withRetired(instant).withRevoked(Instant.MIN),
        KeyEntry.of("c", b.withRules(b.rules().withLowS())).withNotBefore(instant)));
    SignaturePolicy policy = SignaturePolicy.parseExpression(
        "2 of (2 of (at-1, at-2, at-3), 2 of (ch-1, ch-2), 3 of (de-1*2, de-2, de-3))");
    assertThat(Files.readString(Path.of("docs/formats.md")))
        .contains(block(keys.format()))
        .contains(block(policy.format()))
        .contains("`" + policy.fingerprint() + "`.\n");
    assertThat(b.isSameSigner(keys.entry("c").orElseThrow().key())).isTrue();
  }

  @Test
  void checkpointAndTearOff_areWhatTheLibraryWrites() throws Exception {
    BlockHeader header = BlockHeader.parse(BaseEncoding.base64()
        .decode("AQAAAGlqpj8PItkYnIU2u4OxhzeugzbCWmeTf3mVflYAAAAAmC25hwpeMNjwsqTrzMWFK1oeJBPpJ0xJR7/sa9qp"
            + "uddbt2pJ//8AHStxn90="));
    HeaderCheckpoint checkpoint = new HeaderCheckpoint(
        169,
        header,
        BitcoinNetwork.MAINNET.limit().work().multiply(BigInteger.valueOf(170)),
        BitcoinNetwork.MAINNET.genesis().timestampSeconds());
    byte[] salt = new byte[32];
    for (int i = 0; i < salt.length; i++) {
      salt[i] = (byte) (i + 1);
    }
    byte[] tearOff = CordaTransaction.empty(HashAlgorithm.SHA_256, PrivacySalt.of(salt))
        .with(0, List.of(new byte[] {0}, new byte[] {1}, new byte[] {2}))
        .tearOff((group, index, component) -> index == 1)
        .toByteArray();
    String digits = BaseEncoding.base16().lowerCase().encode(tearOff);
    assertThat(Files.readString(Path.of("docs/formats.md")))
        .contains(block(checkpoint.format()))
        .contains(block(String.join("\n", Splitter.fixedLength(80).split(digits)) + "\n"));
  }

  private static String block(String content) {
    return "```\n" + content + "```\n";
  }

  /** The header of 17 bytes on a line of its own, then one hash a line. */
  private static String hex(byte[] bytes) {
    BaseEncoding hex = BaseEncoding.base16().lowerCase();
    String hashes = hex.encode(Arrays.copyOfRange(bytes, 17, bytes.length));
    return hex.encode(bytes, 0, 17)
        + "\n"
        + String.join("\n", Splitter.fixedLength(64).split(hashes))
        + "\n";
  }
}
