package org.beleg.internal.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchFieldTest {

  @Test
  void paysInLanes_fromFourStatementsInEachOn() {
    List<Integer> fast =
        IntStream.range(0, 40).filter(n -> BatchField.paysInLanes(n, 8)).boxed().toList();
    assertThat(fast).containsExactly(32, 33, 34, 35, 36, 37, 38, 39);
  }

  @Test
  void singlesAndSmallBatches_haveNoLanes() {
    for (int count = 0; count < 32; count++) {
      assertThat(BatchField.forStatements(count).lanes()).isEqualTo(1);
    }
  }

  @Test
  void buckets_areWiderForMoreTerms() {
    int before = 0;
    for (int terms = 1; terms < 100_000; terms *= 3) {
      int width = BucketSum.width(terms, terms, 128);
      assertThat(width).isGreaterThanOrEqualTo(before).isBetween(3, 12);
      before = width;
    }
    assertThat(before).isGreaterThan(10);
  }
}
