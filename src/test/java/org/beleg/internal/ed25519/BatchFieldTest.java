package org.beleg.internal.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchFieldTest {

  @Test
  void paysInLanes_whereMostOfThemAreFilled_andInEverySum() {
    List<Integer> slow = IntStream.range(4, 100)
        .filter(n -> !BatchField.paysInLanes(n, 8))
        .boxed()
        .toList();
    assertThat(slow).containsExactly(4, 5, 6, 9, 10, 11, 12);
  }

  @Test
  void singlesAndSmallBatches_haveNoLanes() {
    for (int count = 0; count < 7; count++) {
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
