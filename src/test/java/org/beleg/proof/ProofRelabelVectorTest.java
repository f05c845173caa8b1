package org.beleg.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.testing.TestTrees;
import org.beleg.testing.Vectors;
import org.beleg.tree.MerkleTree;
import org.junit.jupiter.api.Test;

/**
 * Which wrong labels an honest proof verifies under: exactly those that RFC 6962 cannot tell apart, since
 * a root does not bind its size. Not forgeries, but every other label must be refused.
 */
class ProofRelabelVectorTest {

  private static final TreeHasher HASHER = TreeHasher.sha256();
  private static final int MAX_SIZE = 32;
  private static final MerkleTree TREE = TestTrees.tree(MAX_SIZE);

  /** A pair of numbers: (index, size) or (old size, new size). */
  private record Label(long first, long second) {}

  @Test
  void inclusion_verifiesUnderExactlyThePublishedLabels() {
    int published = 0;
    Map<Label, List<Label>> oracle = oracle("inclusion", "index", "size");
    for (long n = 1; n <= 16; n++) {
      for (long i = 0; i < n; i++) {
        List<Label> expected = oracle.getOrDefault(new Label(i, n), List.of());
        assertThat(otherInclusionLabels(i, n, 16)).as("%d of %d", i, n).isEqualTo(expected);
        published += expected.size();
      }
    }
    assertThat(published).isEqualTo(642);
  }

  @Test
  void consistency_verifiesUnderExactlyThePublishedLabels() {
    int published = 0;
    Map<Label, List<Label>> oracle = oracle("consistency", "size1", "size2");
    for (long n = 1; n <= 16; n++) {
      for (long m = 1; m <= n; m++) {
        List<Label> expected = oracle.getOrDefault(new Label(m, n), List.of());
        assertThat(otherConsistencyLabels(m, n, 16)).as("%d to %d", m, n).isEqualTo(expected);
        published += expected.size();
      }
    }
    assertThat(published).isEqualTo(1_332);
  }

  /** The rule behind the data: the same lefts and rights. Figures as published for the rule. */
  @Test
  void inclusion_verifiesUnderAnotherLabelIffLeftsAndRightsAreTheSame() {
    int tried = 0;
    int verified = 0;
    for (long n = 1; n <= MAX_SIZE; n++) {
      for (long i = 0; i < n; i++) {
        List<Label> others = otherInclusionLabels(i, n, MAX_SIZE);
        assertThat(others).as("%d of %d", i, n).isEqualTo(labelsWithSamePath(i, n));
        assertThat(others).as("the size being right").noneMatch(sameSize(n));
        verified += others.size();
        tried += MAX_SIZE * (MAX_SIZE + 1) / 2 - 1;
      }
    }
    System.out.println("inclusion relabelings: " + verified + " of " + tried + " verify");
    assertThat(tried).isEqualTo(278_256);
    assertThat(verified).isEqualTo(5_458);
  }

  @Test
  void consistency_withTheNewSizeRightVerifiesUnderNoOtherOldSize() {
    for (long n = 2; n <= MAX_SIZE; n++) {
      for (long m = 1; m < n; m++) {
        assertThat(otherConsistencyLabels(m, n, MAX_SIZE)).noneMatch(sameSize(n));
      }
    }
  }

  private static Predicate<Label> sameSize(long size) {
    return label -> label.second() == size;
  }

  private static List<Label> labelsWithSamePath(long index, long size) {
    String path = leftsAndRights(index, size);
    List<Label> labels = new ArrayList<>();
    for (long n = 1; n <= MAX_SIZE; n++) {
      for (long i = 0; i < n; i++) {
        if (!(i == index && n == size) && leftsAndRights(i, n).equals(path)) {
          labels.add(new Label(i, n));
        }
      }
    }
    return labels;
  }

  /** The turns from the root down to a leaf, by the recursion of RFC 6962, section 2.1. */
  private static String leftsAndRights(long index, long size) {
    if (size == 1) {
      return "";
    }
    long k = Long.highestOneBit(size - 1);
    return index < k ? "L" + leftsAndRights(index, k) : "R" + leftsAndRights(index - k, size - k);
  }

  /** In order of size, then index. */
  private static List<Label> otherInclusionLabels(long index, long size, int maxSize) {
    MerkleTree tree = TREE.at(size);
    List<Hash> path = tree.proveInclusion(index).path();
    List<Label> labels = new ArrayList<>();
    for (long n = 0; n <= maxSize; n++) {
      for (long i = 0; i <= n; i++) {
        if (!(i == index && n == size)
            && InclusionProof.of(i, n, path)
                .check(HASHER, tree.leafHash(index), tree.rootHash())
                .isAccepted()) {
          labels.add(new Label(i, n));
        }
      }
    }
    return labels;
  }

  private static List<Label> otherConsistencyLabels(long oldSize, long newSize, int maxSize) {
    List<Hash> path = TREE.at(newSize).proveConsistency(oldSize).path();
    List<Label> labels = new ArrayList<>();
    for (long n = 0; n <= maxSize; n++) {
      for (long m = 0; m <= n + 1; m++) {
        if (!(m == oldSize && n == newSize)
            && ConsistencyProof.of(m, n, path)
                .check(HASHER, TREE.rootHash(oldSize), TREE.rootHash(newSize))
                .isAccepted()) {
          labels.add(new Label(m, n));
        }
      }
    }
    return labels;
  }

  private static Map<Label, List<Label>> oracle(String kind, String first, String second) {
    Map<Label, List<Label>> oracle = new HashMap<>();
    JsonObject data =
        Vectors.json("reliability/rfc6962-relabel-oracle/relabel.json").getAsJsonObject();
    for (JsonElement element : data.getAsJsonArray(kind)) {
      JsonObject entry = element.getAsJsonObject();
      List<Label> others = new ArrayList<>();
      for (JsonElement pair : entry.getAsJsonArray("alsoVerifiesAs")) {
        others.add(new Label(
            pair.getAsJsonArray().get(0).getAsLong(),
            pair.getAsJsonArray().get(1).getAsLong()));
      }
      oracle.put(new Label(entry.get(first).getAsLong(), entry.get(second).getAsLong()), others);
    }
    return oracle;
  }
}
