package org.beleg.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.testing.TestTrees;
import org.beleg.tree.MerkleTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text forms of proofs, frozen, over the tree of the one-byte entries 00 to 04. */
class ProofTextTest {

  private static final String HASH = "AAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";

  static final String INCLUSION = """
      beleg/inclusion-proof/v1
      index 3
      size 5
      /PCmxwDdE+J0tvuo3uqN2bJuTu3eNJVxfKyECMnFF38=
      ogv5p8wtyKCPX0FacbGfasQnurVNJO7IaLXTEDRJlTo=
      TzUhLRL5rSA2SSyV8f55uvTse9m+89/6dXnyKT/1RqQ=
      """;

  static final String CONSISTENCY = """
      beleg/consistency-proof/v1
      old 3
      new 5
      /PCmxwDdE+J0tvuo3uqN2bJuTu3eNJVxfKyECMnFF38=
      WDx9+3swVdmUZVRAMqVx4QoTSxtvdpQiu7cf1/oWel0=
      ogv5p8wtyKCPX0FacbGfasQnurVNJO7IaLXTEDRJlTo=
      TzUhLRL5rSA2SSyV8f55uvTse9m+89/6dXnyKT/1RqQ=
      """;

  static final String SUBTREE = """
      beleg/subtree-proof/v1
      begin 2
      end 4
      size 5
      ogv5p8wtyKCPX0FacbGfasQnurVNJO7IaLXTEDRJlTo=
      TzUhLRL5rSA2SSyV8f55uvTse9m+89/6dXnyKT/1RqQ=
      """;

  static final String MULTI = """
      beleg/multi-proof/v1
      size 5
      leaf 0
      leaf 4
      tBP0fRPuL+bIRbLuFBr4HehY307FSaWLeXC7lmRbyNI=
      UsVrRz5SRpM+eFKYnNn+ujs48Hh0K5Ov/x5l7UZ5eCU=
      """;

  private static MerkleTree fiveBytes() {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      entries.add(new byte[] {(byte) i});
    }
    return MerkleTree.of(TreeHasher.sha256(), entries);
  }

  @Test
  void formats_areFrozen() {
    MerkleTree tree = fiveBytes();
    assertThat(tree.proveInclusion(3).format()).isEqualTo(INCLUSION);
    assertThat(tree.proveConsistency(3).format()).isEqualTo(CONSISTENCY);
    assertThat(tree.proveSubtree(new Subtree(2, 4)).format()).isEqualTo(SUBTREE);
    assertThat(tree.proveAll(4, 0).format()).isEqualTo(MULTI);
  }

  @Test
  void parse_readsTheFrozenTexts() throws MalformedDataException {
    MerkleTree tree = fiveBytes();
    assertThat(InclusionProof.parse(INCLUSION)).isEqualTo(tree.proveInclusion(3));
    assertThat(ConsistencyProof.parse(CONSISTENCY)).isEqualTo(tree.proveConsistency(3));
    assertThat(SubtreeProof.parse(SUBTREE)).isEqualTo(tree.proveSubtree(new Subtree(2, 4)));
    assertThat(MultiProof.parse(MULTI)).isEqualTo(tree.proveAll(0, 4));
  }

  @Test
  void parse_readsWhatFormatPrints() throws MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), 20261301);
    for (int round = 0; round < 3_000; round++) {
      List<Hash> path = new ArrayList<>();
      int hashSize = 20 + random.nextInt(45);
      for (int i = random.nextInt(70); i > 0; i--) {
        path.add(Hash.of(TestTrees.randomBytes(random, hashSize)));
      }
      long a = random.nextLong() >>> 1 >>> random.nextInt(63);
      long b = random.nextLong() >>> 1 >>> random.nextInt(63);
      long c = random.nextLong() >>> 1 >>> random.nextInt(63);
      InclusionProof inclusion = InclusionProof.of(a, b, path);
      ConsistencyProof consistency = ConsistencyProof.of(a, b, path);
      SubtreeProof subtree = SubtreeProof.of(a, b, c, path);
      MultiProof multi = MultiProof.of(a, new long[] {b, c, b}, path);
      assertThat(InclusionProof.parse(inclusion.format()))
          .isEqualTo(inclusion)
          .hasSameHashCodeAs(inclusion);
      assertThat(ConsistencyProof.parse(consistency.format()))
          .isEqualTo(consistency)
          .hasSameHashCodeAs(consistency);
      assertThat(SubtreeProof.parse(subtree.format()))
          .isEqualTo(subtree)
          .hasSameHashCodeAs(subtree);
      assertThat(MultiProof.parse(multi.format())).isEqualTo(multi).hasSameHashCodeAs(multi);
    }
  }

  @Test
  void format_refusesNumbersThatNoTextHolds() {
    List<Hash> none = List.of();
    assertNoText(() -> InclusionProof.of(-1, 1, none).format());
    assertNoText(() -> InclusionProof.of(1, -1, none).format());
    assertNoText(() -> ConsistencyProof.of(-1, 1, none).format());
    assertNoText(() -> ConsistencyProof.of(1, -1, none).format());
    assertNoText(() -> SubtreeProof.of(-1, 1, 1, none).format());
    assertNoText(() -> SubtreeProof.of(1, -1, 1, none).format());
    assertNoText(() -> SubtreeProof.of(1, 1, -1, none).format());
    assertNoText(() -> MultiProof.of(-1, new long[] {0}, none).format());
    assertNoText(() -> MultiProof.of(1, new long[] {0, -1}, none).format());
  }

  private static void assertNoText(ThrowingCallable format) {
    assertThatThrownBy(format).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "beleg/inclusion-proof/v1",
        "beleg/inclusion-proof/v1\n",
        "beleg/inclusion-proof/v2\nindex 0\nsize 1\n",
        "beleg/consistency-proof/v1\nindex 0\nsize 1\n",
        "\nbeleg/inclusion-proof/v1\nindex 0\nsize 1\n",
        " beleg/inclusion-proof/v1\nindex 0\nsize 1\n",
        "beleg/inclusion-proof/v1\nindex 0\nsize 1",
        "beleg/inclusion-proof/v1\nsize 1\nindex 0\n",
        "beleg/inclusion-proof/v1\nindex 0\n",
        "beleg/inclusion-proof/v1\nindex 0\nindex 0\nsize 1\n",
        "beleg/inclusion-proof/v1\nindex 00\nsize 1\n",
        "beleg/inclusion-proof/v1\nindex 01\nsize 1\n",
        "beleg/inclusion-proof/v1\nindex -1\nsize 1\n",
        "beleg/inclusion-proof/v1\nindex +1\nsize 1\n",
        "beleg/inclusion-proof/v1\nindex 0x1\nsize 1\n",
        "beleg/inclusion-proof/v1\nindex 1e1\nsize 1\n",
        "beleg/inclusion-proof/v1\nindex 1 \nsize 1\n",
        "beleg/inclusion-proof/v1\nindex  1\nsize 1\n",
        "beleg/inclusion-proof/v1\nindex\t1\nsize 1\n",
        "beleg/inclusion-proof/v1\nindex \nsize 1\n",
        "beleg/inclusion-proof/v1\nindex\nsize 1\n",
        "beleg/inclusion-proof/v1\nindex \u0661\nsize 1\n",
        "beleg/inclusion-proof/v1\nindex 9223372036854775808\nsize 1\n",
        "beleg/inclusion-proof/v1\nindex 18446744073709551616\nsize 1\n",
        "beleg/inclusion-proof/v1\nindex 99999999999999999999999\nsize 1\n",
        "beleg/inclusion-proof/v1\r\nindex 0\r\nsize 1\r\n",
        "beleg/inclusion-proof/v1\nindex 0\nsize 1\n\n",
        "beleg/inclusion-proof/v1\nindex 0\nsize 1\nAAAA\n",
        "beleg/inclusion-proof/v1\nindex 0\nsize 1\nAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "beleg/inclusion-proof/v1\nindex 0\nsize 1\nAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n",
        "beleg/inclusion-proof/v1\nindex 0\nsize 1\nAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
        "beleg/inclusion-proof/v1\nindex 0\nsize 1\nAAAAAAAAAAAAAAAAAAAAAAAAAAA= \n",
        "beleg/inclusion-proof/v1\nindex 0\nsize 1\nAAAAAAAAAAAAAAAAAAAAAAAAAA-=\n",
        "beleg/inclusion-proof/v1\nindex 0\nsize 1\n" + HASH + "AAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
        "beleg/inclusion-proof/v1\nindex 0\nsize 1\n" + HASH + "\n" + HASH
      })
  void parse_refusesEveryOtherSpelling(String text) {
    assertThatThrownBy(() -> InclusionProof.parse(text)).isInstanceOf(MalformedDataException.class);
  }

  @Test
  void parse_refusesHashesOutsideTheirBounds() throws MalformedDataException {
    String head = "beleg/inclusion-proof/v1\nindex 0\nsize 1\n";
    for (int size = 0; size <= 70; size++) {
      String text = head + Base64.getEncoder().encodeToString(new byte[size]) + "\n";
      if (size < Hash.MIN_SIZE || size > Hash.MAX_SIZE) {
        assertThatThrownBy(() -> InclusionProof.parse(text))
            .isInstanceOf(MalformedDataException.class);
      } else {
        assertThat(InclusionProof.parse(text).format()).isEqualTo(text);
      }
    }
  }
}
