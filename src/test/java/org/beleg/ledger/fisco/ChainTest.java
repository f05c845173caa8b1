package org.beleg.ledger.fisco;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.testing.SeededRandom;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChainTest {

  private static final long SEED = 20260314L;

  private final SplittableRandom random = TestTrees.seeded(getClass(), SEED);

  private static Transaction transaction(int number) {
    return Transaction.of(
        "chain0", "group0", 500 + number, new byte[] {(byte) number}, "0x01", new byte[0], "");
  }

  private BlockHeader header(Hash txsRoot) {
    return BlockHeader.of(
            3,
            7,
            new BlockHeader.Parent(6, TestTrees.randomHash(random)),
            txsRoot,
            TestTrees.randomHash(random),
            TestTrees.randomHash(random))
        .withGasUsedAt("1", 2);
  }

  @ParameterizedTest
  @EnumSource(CryptoSuite.class)
  void verifyInclusion_bindsFieldsToTheTrustedBlock(CryptoSuite suite) {
    Chain chain = Chain.of(suite, "chain0", "group0");
    List<Hash> leaves = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      leaves.add(transaction(i).hash(suite));
    }
    BlockTree tree = BlockTree.of(suite, leaves);
    BlockHeader header = header(tree.rootHash());
    Hash block = header.hash(suite);
    for (int i = 0; i < 11; i++) {
      BlockProof proof = tree.prove(i);
      assertThat(chain.verifyInclusion(transaction(i), proof, 11, header, block))
          .isEqualTo(Verdict.accepted());
      assertThat(chain
              .verifyInclusion(transaction(i + 1), proof, 11, header, block)
              .isAccepted())
          .isEqualTo(i % 2 == 0 && i < 10); // its sibling, which is there
      assertThat(
              chain.verifyInclusion(transaction(12), proof, 11, header, block).reason())
          .contains(Reason.NODE_NOT_IN_LEVEL);
      assertThat(chain.verifyInclusion(transaction(i), proof, 8, header, block).reason())
          .contains(Reason.PATH_LENGTH_WRONG);
    }
    BlockProof proof = tree.prove(0);
    assertThat(chain
            .verifyInclusion(transaction(0), proof, 11, header.withGasUsedAt("1", 3), block)
            .reason())
        .contains(Reason.BLOCK_HASH_MISMATCH);
    BlockHeader other = header(TestTrees.randomHash(random));
    assertThat(chain
            .verifyInclusion(transaction(0), proof, 11, other, other.hash(suite))
            .reason())
        .contains(Reason.ROOT_MISMATCH);
  }

  /** Chain and group joined are the same, and so are hash, proof and signature. */
  @Test
  void forgery4_transactionOfAnotherChainWithTheSameHash_isRefused() {
    CryptoSuite suite = CryptoSuite.SM3_SM2;
    SigningKey secret = SigningKey.generate(SignatureScheme.SM2_SM3, new SeededRandom(SEED));
    Transaction honest = Transaction.of("ab", "c", 1, new byte[0], "", new byte[0], "");
    Transaction forged = Transaction.of("a", "bc", 1, new byte[0], "", new byte[0], "");
    assertThat(honest.hash(suite)).isEqualTo(forged.hash(suite));
    BlockTree tree = BlockTree.of(suite, List.of(honest.hash(suite)));
    BlockHeader header = header(tree.rootHash());
    byte[] signature = AccountKeyTest.transactionSignature(secret, honest.hash(suite));
    Chain chain = Chain.of(suite, "a", "bc");
    Chain real = Chain.of(suite, "ab", "c");
    Hash block = header.hash(suite);
    assertThat(real.verifyInclusion(honest, tree.prove(0), 1, header, block))
        .isEqualTo(Verdict.accepted());
    assertThat(real.verifyInclusion(forged, tree.prove(0), 1, header, block).reason())
        .contains(Reason.CHAIN_MISMATCH);
    assertThat(chain.verifyInclusion(honest, tree.prove(0), 1, header, block).reason())
        .contains(Reason.CHAIN_MISMATCH);
    Hash account = sender(secret);
    assertThat(real.verifySignature(honest, signature, account)).isEqualTo(Verdict.accepted());
    assertThat(real.verifySignature(forged, signature, account).reason())
        .contains(Reason.CHAIN_MISMATCH);
  }

  private static Hash sender(SigningKey secret) {
    byte[] raw = secret.verifyingKey().toRaw();
    byte[] hash =
        CryptoSuite.SM3_SM2.hash(Arrays.copyOfRange(raw, 1, raw.length)).toByteArray();
    return Hash.of(hash, 12, 20);
  }

  @Test
  void verifySignature_refusesOtherSendersAndNoSignatures() {
    CryptoSuite suite = CryptoSuite.SM3_SM2;
    SigningKey secret = SigningKey.generate(SignatureScheme.SM2_SM3, new SeededRandom(SEED));
    Chain chain = Chain.of(suite, "chain0", "group0");
    byte[] signature =
        AccountKeyTest.transactionSignature(secret, transaction(1).hash(suite));
    assertThat(chain.verifySignature(transaction(1), signature, sender(secret)))
        .isEqualTo(Verdict.accepted());
    assertThat(chain
            .verifySignature(transaction(1), signature, Hash.of(new byte[20]))
            .reason())
        .contains(Reason.KEY_MISMATCH);
    for (Chain other :
        List.of(Chain.of(suite, "chain0", "group1"), Chain.of(suite, "chain1", "group0"))) {
      assertThat(
              other.verifySignature(transaction(1), signature, sender(secret)).reason())
          .contains(Reason.CHAIN_MISMATCH);
    }
    assertThat(chain.verifySignature(transaction(2), signature, sender(secret)).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
    assertThat(
            chain.verifySignature(transaction(1), new byte[65], sender(secret)).reason())
        .contains(Reason.SIGNATURE_LENGTH_WRONG);
    assertThat(Chain.of(CryptoSuite.KECCAK_SECP256K1, "chain0", "group0")
            .verifySignature(transaction(1), signature, sender(secret))
            .isAccepted())
        .isFalse();
  }

  @Test
  void chains_areValues() {
    Chain chain = Chain.of(CryptoSuite.SM3_SM2, "ab", "c");
    assertThat(chain)
        .isEqualTo(Chain.of(CryptoSuite.SM3_SM2, "ab", "c"))
        .hasSameHashCodeAs(Chain.of(CryptoSuite.SM3_SM2, "ab", "c"))
        .isNotEqualTo(Chain.of(CryptoSuite.SM3_SM2, "a", "bc"))
        .isNotEqualTo(Chain.of(CryptoSuite.KECCAK_SECP256K1, "ab", "c"))
        .hasToString("ab/c");
    assertThat(chain.suite()).isEqualTo(CryptoSuite.SM3_SM2);
    assertThat(chain.chainId()).isEqualTo("ab");
    assertThat(chain.groupId()).isEqualTo("c");
  }
}
