package org.beleg.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

class HashListTest {

  private static final List<Hash> HASHES = hashes(5);

  private static List<Hash> hashes(int count) {
    SplittableRandom random = new SplittableRandom(6);
    List<Hash> hashes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      hashes.add(TestTrees.randomHash(random));
    }
    return hashes;
  }

  @Test
  void aHashList_equalsTheListItCopied() {
    HashList list = HashList.copyOf(HASHES);
    assertThat(list).isEqualTo(HASHES).hasSameHashCodeAs(HASHES).hasSize(5);
    assertThat(HASHES).isEqualTo(list);
    assertThat(list.hashSize()).isEqualTo(32);
    assertThat(HashList.ofFlat(list.toFlatByteArray(), 32)).isEqualTo(list);
    assertThat(HashList.copyOf(list)).isSameAs(list);
    assertThat(list).isNotEqualTo(HASHES.subList(0, 4));
  }

  @Test
  void anEmptyHashList_hasNoHashSize() {
    assertThat(HashList.copyOf(List.of())).isEmpty();
    assertThat(HashList.ofFlat(new byte[0], 32)).isEqualTo(List.of());
    assertThat(HashList.ofFlat(new byte[0], 32).hashSize()).isZero();
  }

  @Test
  void bytes_areCopiedInAndOut() {
    List<Hash> mutable = new ArrayList<>(HASHES);
    HashList list = HashList.copyOf(mutable);
    mutable.clear();
    byte[] flat = list.toFlatByteArray();
    HashList second = HashList.ofFlat(flat, 32);
    flat[0]++;
    list.toFlatByteArray()[1]++;
    assertThat(list).isEqualTo(HASHES);
    assertThat(second).isEqualTo(HASHES);
  }

  @Test
  void aHashList_cannotBeChanged() {
    HashList list = HashList.copyOf(HASHES);
    Hash hash = HASHES.get(0);
    assertThatThrownBy(() -> list.set(0, hash)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> list.add(hash)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> Collections.reverse(list))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(list).isEqualTo(HASHES);
  }

  @Test
  void hashes_haveOneSize() {
    List<Hash> mixed = List.of(HASHES.get(0), Hash.of(new byte[33]));
    assertThatThrownBy(() -> HashList.copyOf(mixed)).isInstanceOf(IllegalArgumentException.class);
    for (int hashSize : new int[] {-32, 0, 1, 19, 65}) {
      assertThatThrownBy(() -> HashList.ofFlat(new byte[0], hashSize))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> HashList.ofFlat(new byte[63], 32))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void access_isBounded() {
    HashList list = HashList.copyOf(HASHES);
    for (int index : new int[] {-1, 5, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      byte[] target = new byte[32];
      assertThatThrownBy(() -> list.get(index)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> list.copyTo(index, target, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> list.matches(index, target, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> list.copyTo(0, new byte[32], 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void copyToAndMatches_agreeWithGet() {
    HashList list = HashList.copyOf(HASHES);
    byte[] target = new byte[40];
    for (int i = 0; i < 5; i++) {
      list.copyTo(i, target, 3);
      assertThat(Hash.of(target, 3, 32)).isEqualTo(HASHES.get(i)).isEqualTo(list.get(i));
      for (int j = 0; j < 5; j++) {
        assertThat(list.matches(j, target, 3)).isEqualTo(i == j);
      }
    }
    for (int offset : new int[] {-1, 9, 40, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      assertThat(list.matches(0, target, offset)).isFalse();
    }
  }

  @Test
  void aBuilder_makesTheListOfWhatWasAdded() {
    byte[] flat = HashList.copyOf(HASHES).toFlatByteArray();
    HashList.Builder builder = HashList.builder(32, 2).add(flat, 64).add(flat, 0);
    assertThat(builder.build()).containsExactly(HASHES.get(2), HASHES.get(0));
    assertThat(HashList.builder(32, 0).build()).isEmpty();
  }

  @Test
  void aBuilder_takesNeitherMoreNorFewerHashesThanAnnounced() {
    byte[] flat = new byte[64];
    HashList.Builder builder = HashList.builder(32, 2).add(flat, 0);
    assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.add(flat, 33)).isInstanceOf(IndexOutOfBoundsException.class);
    builder.add(flat, 32);
    assertThatThrownBy(() -> builder.add(flat, 0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aBuilder_writesToNoListThatItMade() {
    byte[] flat = new byte[32];
    HashList.Builder builder = HashList.builder(32, 1).add(flat, 0);
    HashList list = builder.build();
    assertThatThrownBy(() -> builder.add(flat, 0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
    assertThat(list).containsExactly(Hash.of(new byte[32]));
  }

  @Test
  void aBuilder_refusesImpossibleSizes() {
    for (int size : new int[] {0, 19, 65}) {
      assertThatThrownBy(() -> HashList.builder(size, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> HashList.builder(32, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
