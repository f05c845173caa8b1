package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beleg.sign.ExampleKeys.MESSAGE;
import static org.beleg.sign.ExampleKeys.NOW;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.junit.jupiter.api.Test;

/** Random policies and random signatures against an evaluation that counts sets of people. */
class SignaturePolicyPropertyTest {

  private static final long SEED = 20261123;
  private static final int ROUNDS = 1_500;
  private static final int PEOPLE = 9;

  private static final List<String> IDS = ids();
  private static final Map<String, byte[]> SIGNATURES =
      ExampleKeys.signatures(IDS.toArray(String[]::new));
  private static final KeySet EVERYBODY = ExampleKeys.keys(IDS.toArray(String[]::new));

  private static List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      ids.add((i % 4 == 0 ? "ec-" : "p") + i);
    }
    return ids;
  }

  /** A policy as its definition has it; no key has branches, no group an id. */
  private record Model(String id, int threshold, List<Model> branches, List<Integer> weights) {

    boolean holds(Set<String> valid) {
      if (branches.isEmpty()) {
        return valid.contains(id);
      }
      long sum = 0;
      for (int i = 0; i < branches.size(); i++) {
        sum += branches.get(i).holds(valid) ? weights.get(i) : 0;
      }
      return sum >= threshold;
    }

    SignaturePolicy policy() {
      if (branches.isEmpty()) {
        return SignaturePolicy.key(id);
      }
      Map<SignaturePolicy, Integer> parts = new LinkedHashMap<>();
      for (int i = 0; i < branches.size(); i++) {
        parts.put(branches.get(i).policy(), weights.get(i));
      }
      return weights.stream().allMatch(weight -> weight == 1)
          ? SignaturePolicy.atLeast(threshold, List.copyOf(parts.keySet()))
          : SignaturePolicy.weighted(threshold, parts);
    }

    String expression() {
      if (branches.isEmpty()) {
        return id;
      }
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < branches.size(); i++) {
        order.add(i);
      }
      order.sort(
          (a, b) -> branches.get(a).expression().compareTo(branches.get(b).expression()));
      List<String> words = new ArrayList<>();
      for (int i : order) {
        words.add(branches.get(i).expression() + (weights.get(i) == 1 ? "" : "*" + weights.get(i)));
      }
      return threshold + " of (" + String.join(", ", words) + ")";
    }
  }

  /** Splits the ids over branches, so that none occurs twice. */
  private static Model model(Random random, List<String> ids, int depth) {
    if (depth == 0 || (ids.size() == 1 && random.nextBoolean())) {
      return new Model(ids.get(0), 0, List.of(), List.of());
    }
    List<Model> branches = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    int total = 0;
    for (int at = 0; at < ids.size(); ) {
      int end = Math.min(ids.size(), at + 1 + random.nextInt(3));
      branches.add(model(random, ids.subList(at, end), depth - 1));
      int weight = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
      weights.add(weight);
      total += weight;
      at = end;
    }
    return new Model("", 1 + random.nextInt(total), branches, weights);
  }

  private static Model model(Random random) {
    List<String> ids = new ArrayList<>(IDS);
    Collections.shuffle(ids, random);
    return model(random, ids.subList(0, 1 + random.nextInt(PEOPLE)), random.nextInt(5));
  }

  @Test
  void verify_agreesWithTheDefinition() throws MalformedDataException {
    System.out.println("SignaturePolicyPropertyTest seed " + SEED);
    Random random = new Random(SEED);
    int accepted = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Model model = model(random);
      Set<String> valid = new TreeSet<>();
      Map<String, byte[]> signatures = new HashMap<>();
      KeySet keys = people(random, valid, signatures);
      SignaturePolicy policy = model.policy();
      assertThat(policy.expression()).isEqualTo(model.expression());
      assertThat(SignaturePolicy.parseExpression(model.expression())).isEqualTo(policy);
      Verdict verdict = policy.verify(keys, MESSAGE, signatures, NOW);
      assertThat(verdict.isAccepted())
          .as("round %s: %s of %s", round, policy, valid)
          .isEqualTo(model.holds(valid));
      accepted += verdict.isAccepted() ? 1 : 0;
      if (!verdict.isAccepted()) {
        assertThat(verdict.reason()).contains(Reason.QUORUM_NOT_REACHED);
        assertThat(verdict.detail()).isNotEmpty().hasSizeLessThanOrEqualTo(300);
      }
    }
    // both answers are common, or the comparison shows little
    assertThat(accepted).isBetween(ROUNDS / 5, 4 * ROUNDS / 5);
  }

  /** Lets each person do one of the things that make a signature count or not. */
  private static KeySet people(Random random, Set<String> valid, Map<String, byte[]> signatures) {
    List<KeyEntry> entries = new ArrayList<>();
    for (String id : IDS) {
      KeyEntry entry = EVERYBODY.entry(id).orElseThrow();
      byte[] signature = SIGNATURES.get(id);
      boolean good = false;
      switch (random.nextInt(14)) {
        case 0 -> entry = entry.withRevoked(NOW);
        case 1 -> entry = entry.withRetired(NOW.minusSeconds(random.nextInt(9)));
        case 2 -> entry = entry.withNotAfter(NOW);
        case 3 -> entry = entry.withNotBefore(NOW.plusNanos(1 + random.nextInt(9)));
        case 4 -> signature = SIGNATURES.get(IDS.get((IDS.indexOf(id) + 4) % PEOPLE));
        case 5 -> signature = new byte[random.nextInt(100)];
        case 6 -> signature = null;
        case 7 -> entry = entry.withRevoked(Instant.MIN);
        case 8 -> {
          entry = entry.withRevoked(NOW.plusNanos(1)).withRetired(NOW.plusNanos(1));
          good = true;
        }
        case 9 -> {
          entry = entry.withNotBefore(NOW).withNotAfter(NOW.plusNanos(1));
          good = true;
        }
        default -> good = true;
      }
      boolean known = random.nextInt(20) > 0;
      if (known) {
        entries.add(entry);
      }
      if (signature != null) {
        signatures.put(id, signature);
      }
      if (good && known) {
        valid.add(id);
      }
    }
    return KeySet.of(entries);
  }

  @Test
  void verify_oneMoreValidSignatureNeverHurts() {
    Random random = new Random(SEED);
    for (int round = 0; round < 60; round++) {
      SignaturePolicy policy = model(random).policy();
      List<String> order = new ArrayList<>(policy.keyIds());
      Collections.shuffle(order, random);
      Map<String, byte[]> signatures = new HashMap<>();
      boolean before = false;
      for (String id : order) {
        signatures.put(id, SIGNATURES.get(id));
        boolean now = policy.verify(EVERYBODY, MESSAGE, signatures, NOW).isAccepted();
        assertThat(now || !before).isTrue();
        before = now;
      }
      assertThat(before).as("all signed").isTrue();
    }
  }

  @Test
  void verify_neverAcceptsFewerPeopleThanEveryReadingOfThePolicyAsksFor() {
    Random random = new Random(SEED + 1);
    for (int round = 0; round < 40; round++) {
      Model model = model(random);
      // two names for one of the people: whoever signs, the policy must not be met
      String alias = model.policy().keyIds().first();
      SignaturePolicy both = SignaturePolicy.atLeast(
          1 + random.nextInt(2), List.of(model.policy(), SignaturePolicy.key("alias")));
      KeySet aliased = EVERYBODY.with(
          KeyEntry.of("alias", EVERYBODY.entry(alias).orElseThrow().key()));
      Map<String, byte[]> signatures = new HashMap<>(SIGNATURES);
      signatures.put("alias", SIGNATURES.get(alias));
      signatures.keySet().retainAll(randomHalf(random, signatures.keySet()));
      assertThat(both.verify(aliased, MESSAGE, signatures, NOW).reason())
          .contains(Reason.SIGNER_REPEATED);
    }
  }

  private static Set<String> randomHalf(Random random, Set<String> ids) {
    Set<String> half = new HashSet<>(ids);
    half.removeIf(id -> random.nextBoolean());
    return half;
  }
}
