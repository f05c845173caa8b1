package org.beleg.internal.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Statements together, without lanes and in lanes, against Bouncy Castle: seeded mixtures of honest ones,
 * such with parts of small order, and corrupted ones, in batches of all sizes.
 *
 * <p>{@code -Dbeleg.differential.cases=1000000} runs more than the usual number.
 */
class StatementBatchDifferentialTest {

  private static final long SEED = 20260207L;
  private static final int CASES = Integer.getInteger("beleg.differential.cases", 6_000);
  private static final int KEYS = 40;

  private final Random random = new Random(SEED);
  private final Statements statements = new Statements(random, KEYS);

  @Test
  void outcomes_areBouncyCastles() {
    System.out.println("StatementBatchDifferentialTest: seed " + SEED + ", " + CASES + " cases");
    int done = 0;
    int held = 0;
    for (int round = 0; done < CASES; round++) {
      List<Statement> batch = new ArrayList<>();
      List<Outcome> expected = new ArrayList<>();
      int size = Math.min(CASES - done, size(round));
      int keys = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : KEYS;
      // from none to all of them bad
      int badOneIn = 1 + random.nextInt(random.nextBoolean() ? 8 : 2_000);
      for (int i = 0; i < size; i++) {
        int key = random.nextInt(keys);
        Statements.Known known = random.nextInt(badOneIn) == 0
            ? statements.corrupted(key)
            : statements.honest(key, random.nextBoolean());
        batch.add(known.statement());
        expected.add(known.outcome());
        held += known.outcome() == Outcome.HOLDS ? 1 : 0;
      }
      for (Field field : Statements.FIELDS) {
        if (!StatementBatch.judge(batch, field).equals(expected)) {
          throw new AssertionError("round " + round + " of seed " + SEED + ", " + size
              + " statements in " + field.lanes() + " lanes");
        }
      }
      done += size;
    }
    assertThat(held).isBetween(CASES / 4, CASES - 1);
  }

  /** Every third batch fills a few lanes, every tenth is larger than what is summed up at once. */
  private int size(int round) {
    return switch (round % 10) {
      case 0, 3, 6 -> 1 + random.nextInt(40);
      case 9 -> 1 + random.nextInt(1_200);
      default -> 1 + random.nextInt(300);
    };
  }
}
