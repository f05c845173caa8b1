package org.beleg.ledger.corda;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.UnsignedBytes;
import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.beleg.Verdict;
import org.beleg.internal.der.Der;
import org.beleg.internal.sign.SubjectPublicKeyInfo;

/**
 * A key of Corda 4 that several signers hold together: a threshold over other keys, each with a weight, and
 * some of them perhaps composite again.
 *
 * <pre>{@code
 * // any two of three nodes of a notary
 * CompositeKey notary = CompositeKey.atLeast(2, List.of(ams, fra, zrh));
 * boolean enough = notary.isFulfilledBy(signers);
 * }</pre>
 *
 * <p><b>Nobody counts twice, unless asked for.</b> Corda lets one key occur at several places and count at
 * each, so one person can meet a threshold that reads as if two were needed. The default here is {@link
 * Fulfilment#DISTINCT_SIGNERS}; {@link Fulfilment#AS_CORDA} is what a node does.
 *
 * <p><b>Encoding.</b> A SubjectPublicKeyInfo with the OID 2.25.30086077608615255153862931087626791002, whose
 * BIT STRING holds a SEQUENCE of the threshold and a SEQUENCE of children, each a SEQUENCE of a BIT STRING
 * with the child's own SubjectPublicKeyInfo and its weight. Children come in descending order of their
 * weights, equal ones in ascending order of their encodings, read as unsigned bytes. Source: <a
 * href="https://github.com/corda/corda/blob/release/os/4.11/core/src/main/kotlin/net/corda/core/crypto/CompositeKey.kt">CompositeKey
 * of corda-core</a>.
 *
 * <p>The rules are Corda's: at least two children, weights of 1 or more whose sum is below 2^31, a threshold
 * from 1 to that sum, and no key twice with one weight under one threshold. The limits are this library's: at
 * most {@value #MAX_LEAVES} leaves, {@value #MAX_DEPTH} thresholds inside one another, {@value #MAX_BYTES}
 * bytes. No key can contain itself, as keys are made from their children.
 *
 * <p>Signatures are judged by a {@link org.beleg.sign.SignaturePolicy} where Corda's encoding does not
 * matter: it has names, times of validity and a text, and refuses a repeated signer when it is written.
 *
 * <p>Immutable; two are equal iff their encodings are.
 */
@Immutable
public final class CompositeKey implements CordaKey {

  /** The most leaves of one key. */
  public static final int MAX_LEAVES = 1_000;

  /** The most thresholds inside one another. */
  public static final int MAX_DEPTH = 16;

  /** The most bytes of an encoding that is read or made. */
  public static final int MAX_BYTES = 1 << 18;

  /**
   * The most choices of places that {@link Fulfilment#DISTINCT_SIGNERS} tries where signers occur more than
   * once; a key that has more is fulfilled by nobody who would need them.
   */
  public static final int MAX_ASSIGNMENTS = 4_096;

  /** The AlgorithmIdentifier, without parameters. */
  static final byte[] ALGORITHM =
      BaseEncoding.base16().decode("3015061369ADA2AF89D5B8E2AFF38D93AC9DE6969BD05A");

  /** The order of children in the encoding. */
  static final Comparator<Child> ORDER = Comparator.comparingInt(Child::weight)
      .reversed()
      .thenComparing(child -> child.key().toSpki(), UnsignedBytes.lexicographicalComparator());

  private final int threshold;
  private final ImmutableList<Child> children;
  private final ImmutableList<LeafKey> leaves;
  private final int depth;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written
  private final byte[] spki;

  /**
   * A key, and what it counts for.
   *
   * @param key the key
   * @param weight 1 or more
   */
  @Immutable
  public record Child(CordaKey key, int weight) {

    /**
     * Checks the weight.
     *
     * @param key the key
     * @param weight 1 or more
     * @throws IllegalArgumentException if the weight is 0 or negative
     */
    public Child {
      requireNonNull(key, "key");
      checkArgument(weight >= 1, "weight %s is not positive", weight);
    }
  }

  private CompositeKey(int threshold, ImmutableList<Child> children, byte[] spki) {
    this.threshold = threshold;
    this.children = children;
    this.leaves = children.stream()
        .flatMap(child -> leaves(child.key()).stream())
        .collect(ImmutableList.toImmutableList());
    this.depth =
        1 + children.stream().mapToInt(child -> depth(child.key())).max().orElse(0);
    this.spki = spki;
  }

  /**
   * Asks for children that together have some weight.
   *
   * <p>Cost: the children are encoded and sorted.
   *
   * @param threshold in [1, sum of all weights]
   * @param children at least two, in any order
   * @return the key
   * @throws IllegalArgumentException if a rule or a limit of this class is broken
   */
  public static CompositeKey of(int threshold, List<Child> children) {
    checkArgument(children.size() >= 2, "a composite key has at least two children");
    checkArgument(children.size() <= MAX_LEAVES, "more than %s children", MAX_LEAVES);
    ImmutableList<Child> sorted = ImmutableList.sortedCopyOf(ORDER, children);
    long total = 0; // of at most 1,000 ints
    int leafCount = 0;
    for (Child child : sorted) {
      total += child.weight();
      leafCount += leaves(child.key()).size();
      checkArgument(depth(child.key()) < MAX_DEPTH, "nested more than %s deep", MAX_DEPTH);
    }
    checkArgument(leafCount <= MAX_LEAVES, "%s leaves, more than %s", leafCount, MAX_LEAVES);
    checkArgument(total <= Integer.MAX_VALUE, "weights add up to %s, 2^31 or more", total);
    checkArgument(
        threshold >= 1 && threshold <= total, "threshold %s of a weight of %s", threshold, total);
    checkArgument(Set.copyOf(sorted).size() == sorted.size(), "a key twice with one weight");
    byte[] spki = encode(threshold, sorted);
    checkArgument(spki.length <= MAX_BYTES, "%s bytes, more than %s", spki.length, MAX_BYTES);
    return new CompositeKey(threshold, sorted, spki);
  }

  /**
   * Asks for some of several keys, each of which counts 1.
   *
   * @param threshold how many must sign, in [1, number of keys]
   * @param keys at least two different ones, in any order
   * @return the key
   * @throws IllegalArgumentException as {@link #of}
   */
  public static CompositeKey atLeast(int threshold, List<? extends CordaKey> keys) {
    return of(threshold, keys.stream().map(key -> new Child(key, 1)).toList());
  }

  private static byte[] encode(int threshold, List<Child> children) {
    byte[][] elements = children.stream()
        .map(child -> Der.element(
            Der.SEQUENCE,
            Der.bitString(Der.BIT_STRING, child.key().toSpki()),
            integer(child.weight())))
        .toArray(byte[][]::new);
    return SubjectPublicKeyInfo.format(
        ALGORITHM,
        Der.element(Der.SEQUENCE, integer(threshold), Der.element(Der.SEQUENCE, elements)));
  }

  private static byte[] integer(int value) {
    return Der.unsignedInteger(BigInteger.valueOf(value));
  }

  private static int depth(CordaKey key) {
    return key instanceof CompositeKey composite ? composite.depth : 0;
  }

  /** The leaves of a key from left to right; one that occurs twice is there twice. */
  private static List<LeafKey> leaves(CordaKey key) {
    return key instanceof CompositeKey composite ? composite.leaves : List.of((LeafKey) key);
  }

  /**
   * The weight that must have signed.
   *
   * @return 1 or more
   */
  public int threshold() {
    return threshold;
  }

  /**
   * The keys below this one.
   *
   * @return an unmodifiable list of two or more, in the order of the encoding
   */
  public List<Child> children() {
    return children;
  }

  @Override
  public Set<LeafKey> leafKeys() {
    return ImmutableSet.copyOf(leaves);
  }

  /** All leaves in the order of a walk through the children, repeated ones repeated. */
  ImmutableList<LeafKey> leaves() {
    return leaves;
  }

  @Override
  public CordaScheme scheme() {
    return CordaScheme.COMPOSITE;
  }

  @Override
  public byte[] toSpki() {
    return spki.clone();
  }

  @Override
  public Verdict check(Collection<LeafKey> signers, Fulfilment rule) {
    return new SignerCount(this, Set.copyOf(signers)).verdict(rule);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CompositeKey that && Arrays.equals(spki, that.spki);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(spki);
  }

  /** The threshold and the number of children and leaves: one line. */
  @Override
  public String toString() {
    return "Corda composite key, threshold " + threshold + " of " + children.size()
        + " children with " + leaves.size() + " leaves";
  }
}
