package org.beleg.ledger.corda;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.ledger.corda.CompositeKey.Child;
import org.beleg.testing.HostileBytes;
import org.junit.jupiter.api.Test;

/**
 * Any bytes as a key of Corda and as a signature: a value that prints back and answers, or {@link
 * MalformedDataException}. Runs in a heap of 64 MiB.
 */
class CompositeKeyFuzzTest {

  private static final long SEED = 20260314L;
  private static final int ROUNDS = Integer.getInteger("beleg.corda.fuzz.cases", 3_000);
  private static final Hash ID = HashAlgorithm.SHA_256.hash(new byte[0]);
  private static final List<LeafKey> LEAVES =
      CordaKeys.secrets(4).stream().map(CordaKeys::leaf).toList();

  /** Jazzer's target; a plain regression test unless started with JAZZER_FUZZ=1. */
  @FuzzTest
  void keyParserIsTotal(byte[] data) {
    checkKey(data);
  }

  private static void checkKey(byte[] data) {
    try {
      CordaKey key = CordaKey.parse(data);
      assertThat(key.toSpki()).isEqualTo(data);
      for (Fulfilment rule : Fulfilment.values()) {
        assertThat(key.check(key.leafKeys(), rule).reason().isEmpty())
            .isEqualTo(key.check(key.leafKeys(), rule).isAccepted());
      }
      assertThat(key.check(key.leafKeys(), Fulfilment.AS_CORDA).isAccepted()).isTrue();
      assertThat(key.isFulfilledBy(List.of())).isFalse();
    } catch (MalformedDataException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  private static void checkSignature(byte[] data) {
    for (LeafKey leaf : LEAVES) {
      Verdict verdict = TransactionSignature.of(leaf, data, SignatureMetadata.of(4, leaf.scheme()))
          .verify(ID);
      assertThat(verdict.isAccepted()).isEqualTo(verdict.reason().isEmpty());
    }
  }

  private static List<byte[]> honestKeys() {
    CompositeKey flat = CompositeKey.atLeast(2, LEAVES);
    CompositeKey nested =
        CompositeKey.of(300, List.of(new Child(flat, 299), new Child(LEAVES.get(0), 1)));
    CordaKey deep = flat;
    for (int depth = 1; depth < CompositeKey.MAX_DEPTH; depth++) {
      deep = CompositeKey.atLeast(2, List.of(deep, LEAVES.get(depth % 4)));
    }
    List<byte[]> honest = new ArrayList<>();
    for (CordaKey key : List.of(LEAVES.get(0), flat, nested, deep)) {
      honest.add(key.toSpki());
    }
    return honest;
  }

  @Test
  void keyParser_survivesMutationsOfHonestKeys() {
    System.out.println("CompositeKeyFuzzTest seed " + SEED);
    HostileBytes.flood(
        new SplittableRandom(SEED), honestKeys(), ROUNDS, CompositeKeyFuzzTest::checkKey);
  }

  @Test
  void signatures_surviveMutationsOfHonestOnes() {
    List<byte[]> honest = CordaKeys.secrets(4).stream()
        .map(secret -> CordaKeys.sign(secret, ID).signature())
        .toList();
    HostileBytes.flood(
        new SplittableRandom(SEED + 1), honest, ROUNDS / 10, CompositeKeyFuzzTest::checkSignature);
  }

  @Test
  void parse_ofTheLargestKeysStaysInItsMemory() throws MalformedDataException {
    List<Child> children = new ArrayList<>(IntStream.rangeClosed(1, CompositeKey.MAX_LEAVES / 2)
        .mapToObj(weight -> new Child(LEAVES.get(weight % 4), weight))
        .toList());
    CompositeKey key = CompositeKey.of(1, children);
    for (int depth = 1; depth < CompositeKey.MAX_DEPTH; depth++) {
      key = CompositeKey.of(2, List.of(new Child(key, 1), new Child(LEAVES.get(0), 2)));
    }
    byte[] spki = key.toSpki();
    for (int round = 0; round < 3; round++) {
      assertThat(CordaKey.parse(spki)).isEqualTo(key);
    }
    checkKey(spki);
    checkKey(Arrays.copyOf(spki, spki.length - 1));
  }
}
