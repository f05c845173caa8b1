package org.beleg.internal.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches that an attacker would send: without lanes and in lanes, every statement has its own outcome. */
class StatementBatchPropertyTest {

  private static final long SEED = 20260208L;

  /** At every place of a batch with {@code -Dbeleg.differential.cases=1000000}, or at every 73rd. */
  private static final int STEP =
      Integer.getInteger("beleg.differential.cases", 0) >= 1_000_000 ? 1 : 73;

  private final Random random = new Random(SEED);
  private final Statements statements = new Statements(random, 64);

  static List<Field> fields() {
    return Statements.FIELDS;
  }

  private List<Statements.Known> honest(int count, int keys) {
    List<Statements.Known> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(statements.honest(i % keys, i % 5 == 0));
    }
    return all;
  }

  private static void assertOutcomes(Field field, List<Statements.Known> all) {
    List<Statement> batch = all.stream().map(Statements.Known::statement).toList();
    List<Outcome> expected = all.stream().map(Statements.Known::outcome).toList();
    assertThat(StatementBatch.judge(batch, field)).as("seed %d", SEED).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void everySize_fromNoneToBeyondTheLanes(Field field) {
    List<Statements.Known> all = honest(70, 7);
    for (int size = 0; size <= 70; size += size < 36 ? 1 : 17) {
      assertOutcomes(field, all.subList(0, size));
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void oneBadAtEachPlace_ofAFewAndOfManyStatements(Field field) {
    for (int size : new int[] {19, 1_024}) {
      for (int keys : new int[] {1, 64}) {
        List<Statements.Known> all = honest(size, keys);
        for (int place = 0; place < size; place += size < 100 ? 1 : STEP) {
          Statements.Known honest = all.get(place);
          all.set(place, statements.moved(honest, 1));
          assertOutcomes(field, all);
          all.set(place, honest);
        }
      }
    }
  }

  /** Where all coefficients were one, these errors would cancel: by pairs, by three, and by equal keys. */
  @ParameterizedTest
  @MethodSource("fields")
  void errorsThatCancelWithoutCoefficients_areFound(Field field) {
    for (int size : new int[] {6, 40, 300}) {
      List<Statements.Known> all = honest(size, 9);
      all.set(0, statements.moved(all.get(0), 1));
      all.set(1, statements.moved(all.get(1), -1));
      all.set(2, statements.moved(all.get(2), 2));
      all.set(3, statements.moved(all.get(3), 3));
      all.set(4, statements.moved(all.get(4), -5));
      Collections.shuffle(all, random);
      assertOutcomes(field, all);
      // the same again, as repetition is no news to the transcript's hash, but to the sum
      List<Statements.Known> twice = new ArrayList<>(all);
      twice.addAll(all);
      assertOutcomes(field, twice);
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void allTheSame_allBad_andAllWithoutAPoint(Field field) {
    for (int size : new int[] {2, 8, 50, 260}) {
      Statements.Known honest = statements.honest(0, false);
      assertOutcomes(field, Collections.nCopies(size, honest));
      assertOutcomes(field, Collections.nCopies(size, statements.moved(honest, 1)));
      List<Statements.Known> bad = new ArrayList<>();
      List<Statements.Known> noPoints = new ArrayList<>();
      while (noPoints.size() < size) {
        Statements.Known corrupted = statements.corrupted(random.nextInt(64));
        (corrupted.outcome() == Outcome.NO_POINT ? noPoints : bad).add(corrupted);
      }
      assertOutcomes(field, bad);
      assertOutcomes(field, noPoints);
    }
  }

  /** R of one and A of the other exchanged: as a whole the batch has the same points. */
  @ParameterizedTest
  @MethodSource("fields")
  void signaturesOfTwoKeysExchanged_areBothRefused(Field field) {
    List<Statements.Known> all = honest(30, 30);
    Statement first = all.get(3).statement();
    Statement second = all.get(17).statement();
    all.set(
        3,
        new Statements.Known(
            Statement.of(second.key(), first.signature(), first.hash()), Outcome.FAILS));
    all.set(
        17,
        new Statements.Known(
            Statement.of(first.key(), second.signature(), second.hash()), Outcome.FAILS));
    assertOutcomes(field, all);
  }
}
