package org.beleg.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/**
 * The probes of transparency-dev/merkle: every verdict as published, but for one probe that a {@link
 * Hash} cannot hold.
 */
class TransparencyDevMerkleVectorTest {

  private static final String SUITE = "transparency/transparency-dev-merkle/testdata/";

  /** Valid as published, for "I don't care 2" is its root on both sides; here a hash has 20 bytes or more. */
  private static final String EXCEPTION = "sizes-are-equal-one-and-proof-is-empty.json";

  private static final TreeHasher HASHER = TreeHasher.sha256();

  @Test
  void inclusionProbes_haveThePublishedVerdicts() {
    assertVerdicts("inclusion", TransparencyDevMerkleVectorTest::checkInclusion, 6, 92);
  }

  @Test
  void consistencyProbes_haveThePublishedVerdicts() {
    assertVerdicts("consistency", TransparencyDevMerkleVectorTest::checkConsistency, 5, 92);
  }

  @Test
  void theExceptionalProbe_isRefusedByHashItself() {
    JsonObject probe = read(Vectors.path(SUITE + "consistency/additional/" + EXCEPTION));
    assertThat(probe.get("wantErr").getAsBoolean()).isFalse();
    byte[] root = Base64.getDecoder().decode(probe.get("root1").getAsString());
    assertThat(root).hasSize(12);
    assertThatThrownBy(() -> Hash.of(root)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIndexOf2To64Minus1_isOutOfRangeAndNeverWraps() {
    for (String folder : List.of("0", "1")) {
      JsonObject probe = read(Vectors.path(SUITE + "inclusion/" + folder + "/leafIdx-sub-@1.json"));
      assertThat(probe.get("leafIdx").getAsString()).isEqualTo("18446744073709551615");
      assertThat(checkInclusion(probe).reason()).contains(Reason.LEAF_INDEX_OUT_OF_RANGE);
    }
  }

  private void assertVerdicts(
      String kind, Function<JsonObject, Verdict> check, int accepted, int refused) {
    List<String> wrong = new ArrayList<>();
    int[] counts = new int[2];
    for (Path file : Vectors.files(SUITE + kind, ".json")) {
      JsonObject probe = read(file);
      if (file.endsWith(EXCEPTION)) {
        continue;
      }
      boolean shouldRefuse = probe.get("wantErr").getAsBoolean();
      Verdict verdict = check.apply(probe);
      counts[shouldRefuse ? 1 : 0]++;
      if (verdict.isAccepted() == shouldRefuse) {
        wrong.add(file + ": " + verdict);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(counts).containsExactly(accepted, refused);
  }

  private static JsonObject read(Path file) {
    String text = new String(Vectors.bytes(file), StandardCharsets.UTF_8);
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static Verdict checkInclusion(JsonObject probe) {
    return withHashes(
        probe,
        "leafHash",
        "root",
        (path, leafHash, root) -> InclusionProof.of(
                number(probe, "leafIdx"), number(probe, "treeSize"), path)
            .check(HASHER, leafHash, root));
  }

  private static Verdict checkConsistency(JsonObject probe) {
    return withHashes(
        probe,
        "root1",
        "root2",
        (path, oldRoot, newRoot) -> ConsistencyProof.of(
                number(probe, "size1"), number(probe, "size2"), path)
            .check(HASHER, oldRoot, newRoot));
  }

  private static long number(JsonObject probe, String name) {
    return Long.parseUnsignedLong(probe.get(name).getAsString());
  }

  private interface Check {
    Verdict on(List<Hash> path, Hash first, Hash second);
  }

  /** What no {@link Hash} can hold is refused before any proof exists. */
  private static Verdict withHashes(JsonObject probe, String first, String second, Check check) {
    Verdict noHash = Verdict.rejected(Reason.HASH_SIZE_WRONG, "refused by Hash.of");
    List<Hash> path = new ArrayList<>();
    JsonElement proof = probe.get("proof"); // null stands for an empty proof
    if (proof.isJsonArray()) {
      for (JsonElement element : proof.getAsJsonArray()) {
        Optional<Hash> hash = hash(element);
        if (hash.isEmpty()) {
          return noHash;
        }
        path.add(hash.get());
      }
    }
    Optional<Hash> one = hash(probe.get(first));
    Optional<Hash> other = hash(probe.get(second));
    return one.isPresent() && other.isPresent() ? check.on(path, one.get(), other.get()) : noHash;
  }

  private static Optional<Hash> hash(JsonElement base64) {
    byte[] bytes = Base64.getDecoder().decode(base64.getAsString());
    try {
      return Optional.of(Hash.of(bytes));
    } catch (IllegalArgumentException e) {
      assertThat(bytes.length).isLessThan(Hash.MIN_SIZE);
      return Optional.empty();
    }
  }
}
