package org.beleg.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashChainTest {

  /** The context and entries of the answers below, which froze {@code beleg/chain/v1}. */
  static final String CONTEXT = "example.com/ledger/2026";

  static final List<byte[]> ENTRIES = List.of(
      new byte[0],
      new byte[] {0},
      "abc".getBytes(StandardCharsets.UTF_8),
      "Beleg \u20ac".getBytes(StandardCharsets.UTF_8));

  static HashChain chain(HashAlgorithm algorithm, String context, List<byte[]> entries) {
    HashChain chain = HashChain.start(algorithm, context);
    for (byte[] entry : entries) {
      chain = chain.append(entry);
    }
    return chain;
  }

  private static HashChain frozen() {
    return chain(HashAlgorithm.SHA_256, CONTEXT, ENTRIES);
  }

  // computed with Python's hashlib from the construction alone
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 cafb8e4fd20a0861e06fa97b66367261015e61a077ea45b5a9f9b2f469dd062e",
        "1 2bb803283e9d428c497a069e4d7db44b4242f1f47b04cff093d7f1832cb31c39",
        "2 c2dedef5369120afdb5cc716756116626a45f4cbde5865855ea81cc71f4c127e",
        "3 9ff9d96c1dfb47dea3e2571168dbf4919104ca975780dc182844e9e5486b6644",
        "4 c7c0b6995732ce54efd25432e15db766071da98d47920b5128cdd9e6304050b5"
      })
  void head_isFrozen(String lengthAndHash) {
    long length = Long.parseLong(lengthAndHash.substring(0, 1));
    assertThat(frozen().head(length).hash()).hasToString(lengthAndHash.substring(2));
    assertThat(frozen().head(length).length()).isEqualTo(length);
  }

  @Test
  void head_isFrozenOverSha512Too() {
    assertThat(chain(HashAlgorithm.SHA_512, CONTEXT, ENTRIES).head().hash())
        .hasToString("62fc4a5cae3caf3aabb9159bf015d53b12f79997348032cdc08dc741708f1af8"
            + "9255d60b19a0410fdf3d2d462fe398673c33087881d60edbc69f1454c2a740f8");
  }

  @Test
  void entryHash_isTheLeafHashOfATree() {
    assertThat(frozen().entryHash(2))
        .hasToString("609f6e36d2405585188d5cfd761f407c7cc46a7d3f314c88270469dde315fcd1")
        .isEqualTo(TreeHasher.sha256().leafHash(ENTRIES.get(2)));
  }

  @Test
  void context_hasOneTo255BytesOfUtf8() {
    HashAlgorithm algorithm = HashAlgorithm.SHA_256;
    for (String legal : List.of("x", "x".repeat(255), "\u20ac".repeat(85), "\ud83d\udcdc")) {
      assertThat(HashChain.start(algorithm, legal).length()).isZero();
    }
    for (String illegal : List.of(
        "",
        "x".repeat(256),
        "\u20ac".repeat(85) + "x",
        "\ud83d",
        "\udcdc\ud83d",
        "x\ud800y",
        "x".repeat(1 << 20))) {
      assertThatThrownBy(() -> HashChain.start(algorithm, illegal))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void context_separatesChains() {
    HashChain first = chain(HashAlgorithm.SHA_256, "a", ENTRIES);
    HashChain second = chain(HashAlgorithm.SHA_256, "b", ENTRIES);
    for (long length = 0; length <= 4; length++) {
      assertThat(first.head(length)).isNotEqualTo(second.head(length));
    }
  }

  /** Where a context ends and what follows it begins is unambiguous. */
  @Test
  void everyMessage_hasItsOwnPrefixAndLength() {
    List<Hash> all = new ArrayList<>();
    for (String context : List.of("a", "ab", "a\u0000", "\u0000", "\u0010", "\u0011")) {
      for (byte[] entry : List.of(new byte[0], new byte[1], new byte[] {0x10}, new byte[81])) {
        HashChain chain = HashChain.start(HashAlgorithm.SHA_256, context).append(entry);
        all.add(chain.head().hash());
        all.add(chain.append(entry).head().hash());
      }
    }
    assertThat(all).doesNotHaveDuplicates();
  }

  @Test
  void append_forksAndKeepsTheOldChain() {
    HashChain old = frozen();
    ChainHead head = old.head();
    HashChain first = old.append(new byte[] {1});
    HashChain second = old.append(new byte[] {2});
    HashChain secondLonger = second.append(new byte[] {3});
    assertThat(old.head()).isEqualTo(head);
    List<byte[]> longer = new ArrayList<>(ENTRIES);
    longer.add(new byte[] {1});
    assertThat(first).isEqualTo(chain(HashAlgorithm.SHA_256, CONTEXT, longer));
    longer.set(4, new byte[] {2});
    assertThat(second).isEqualTo(chain(HashAlgorithm.SHA_256, CONTEXT, longer));
    longer.add(new byte[] {3});
    HashChain expected = chain(HashAlgorithm.SHA_256, CONTEXT, longer);
    assertThat(secondLonger).isEqualTo(expected).hasSameHashCodeAs(expected);
    assertThat(secondLonger).hasToString(expected.toString()).isNotEqualTo(second);
  }

  @Test
  void forks_ofALongChainAgreeWithAFreshOne() {
    List<HashChain> versions = new ArrayList<>();
    HashChain chain = HashChain.start(HashAlgorithm.SHA_256, CONTEXT);
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      versions.add(chain);
      entries.add(new byte[] {(byte) i, (byte) (i >>> 8)});
      chain = chain.append(entries.get(i));
    }
    for (int length = 0; length < 600; length += 51) {
      List<byte[]> forked = new ArrayList<>(entries.subList(0, length));
      forked.add(new byte[] {7});
      HashChain fresh = chain(HashAlgorithm.SHA_256, CONTEXT, forked);
      HashChain fork = versions.get(length).append(new byte[] {7});
      assertThat(fork.head()).isEqualTo(fresh.head());
      assertThat(fork.head(length)).isEqualTo(chain.head(length));
      assertThat(fork.segment(0, length + 1)).isEqualTo(fresh.segment(0, length + 1));
    }
    assertThat(chain).isEqualTo(chain(HashAlgorithm.SHA_256, CONTEXT, entries));
  }

  @Test
  void access_isBounded() {
    HashChain chain = frozen();
    for (long bad : new long[] {-1, 5, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> chain.head(bad)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> chain.entryHash(bad)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> chain.segment(0, bad)).isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> chain.entryHash(4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> chain.segment(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> chain.segment(2, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThat(chain.algorithm()).isEqualTo(HashAlgorithm.SHA_256);
    assertThat(chain.length()).isEqualTo(4);
  }
}
