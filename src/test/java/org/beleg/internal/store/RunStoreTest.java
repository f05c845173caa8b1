package org.beleg.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The claims, reserves and forks under every tree and chain, one by one. */
class RunStoreTest {

  private static final int HASH = 20;

  private static void put(RunStore store, int row, long index, int value) {
    store.run(row, index)[store.offset(index)] = (byte) value;
  }

  private static int get(RunStore store, int row, long index) {
    byte[] hash = new byte[HASH];
    store.copyHash(row, index, hash, 0);
    return hash[0];
  }

  private static RunStore store(int length) {
    RunStore store = new RunStore(HASH);
    assertThat(store.claim(0, length)).isTrue();
    store.reserve(0, length);
    for (int i = 0; i < length; i++) {
      put(store, 0, i, i);
    }
    store.commit(length);
    return store;
  }

  @Test
  void claim_succeedsOnceForEachLength() {
    RunStore store = store(5);
    assertThat(store.claim(4, 5)).isFalse();
    assertThat(store.claim(3, 9)).isFalse();
    assertThat(store.claim(5, 6)).isTrue();
    assertThat(store.claim(5, 6)).isFalse();
    assertThat(store.claim(5, 7)).isFalse();
    store.commit(6);
    assertThat(store.claim(6, 7)).isTrue();
    assertThat(store.hashSize()).isEqualTo(HASH);
  }

  @Test
  void reserve_keepsWhatWasWritten() {
    RunStore store = new RunStore(HASH);
    assertThat(store.claim(0, 2_000)).isTrue();
    for (int length = 1; length <= 2_000; length++) {
      store.reserve(0, length);
      store.reserve(3, length / 4);
      put(store, 0, length - 1, length * 7);
    }
    for (int i = 0; i < 2_000; i++) {
      assertThat(get(store, 0, i)).isEqualTo((byte) ((i + 1) * 7));
    }
  }

  /** The path of a bulk append into an empty or a started row: several runs at once. */
  @Test
  void reserve_mayJumpOverRuns() {
    for (int start : new int[] {0, 1, 255, 256, 257}) {
      RunStore store = store(start);
      assertThat(store.claim(start, 5_000)).isTrue();
      store.reserve(0, 5_000);
      store.reserve(0, 10); // a shorter reserve takes nothing back
      store.reserve(0, 0);
      for (int i = start; i < 5_000; i++) {
        put(store, 0, i, i);
      }
      for (int i = 0; i < 5_000; i++) {
        assertThat(get(store, 0, i)).isEqualTo((byte) i);
        assertThat(store.run(0, i)).hasSize(256 * HASH);
      }
    }
  }

  @Test
  void fork_sharesFullRunsAndCopiesTheLast() {
    for (int length : new int[] {0, 1, 4, 255, 256, 257, 511, 512, 600}) {
      RunStore store = store(1_000);
      RunStore fork = store.fork(length, length == 0 ? new long[0] : new long[] {length});
      assertThat(fork.claim(length, length + 1)).isTrue();
      fork.reserve(0, length + 1);
      put(fork, 0, length, 99);
      fork.commit(length + 1);
      for (int i = 0; i < length; i++) {
        assertThat(get(fork, 0, i)).isEqualTo((byte) i);
        if (i / 256 < length / 256) {
          assertThat(fork.run(0, i)).isSameAs(store.run(0, i));
        } else {
          assertThat(fork.run(0, i)).isNotSameAs(store.run(0, i));
        }
      }
      assertThat(get(store, 0, length)).isEqualTo((byte) length);
    }
  }

  /** A writer that died left a claim behind: nobody waits for it, and a fork goes on. */
  @Test
  void aClaimThatIsNeverCommitted_blocksNobody() {
    RunStore store = store(300);
    assertThat(store.claim(300, 400)).isTrue();
    store.reserve(0, 350);
    assertThat(store.claim(300, 301)).isFalse();
    RunStore fork = store.fork(300, new long[] {300});
    assertThat(fork.claim(300, 301)).isTrue();
    store.awaitCommit(300);
    assertThat(get(store, 0, 299)).isEqualTo((byte) 299);
  }
}
