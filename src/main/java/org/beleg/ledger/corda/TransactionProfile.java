package org.beleg.ledger.corda;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.Immutable;
import org.beleg.hash.HashAlgorithm;

/**
 * What a verifier of a {@link TearOff} knows of all transactions of its ledger: how they are hashed, and how
 * many component groups they have.
 *
 * <p><b>Why the number of groups matters.</b> The id is the root over the hashes of the groups, and the hash
 * of a group is a root of the same kind. So half as many groups, each the parent of two true ones, lead to
 * the same id; a single command, which with SHA-256 is its group's hash, could then be shown as an output,
 * and a group that is there as absent. The check of {@code corda-core} takes the number from the sender.
 *
 * <p>Immutable; equal iff all three values are.
 */
@Immutable
public final class TransactionProfile {

  /** The most groups that a tear-off can have. */
  public static final int MAX_GROUPS = 255;

  /** Groups 0 to 6: every transaction since Corda 3 has commands, and so signers. */
  private static final int FEWEST_OF_CORDA = 7;

  /**
   * Room for four groups more than Corda 4.12 knows. With 15 there would be two counts that differ by a
   * whole level and have no padding that gives it away, see {@link TearOff#verify}.
   */
  private static final int MOST_OF_CORDA = 14;

  private final HashAlgorithm algorithm;
  private final int fewestGroups;
  private final int mostGroups;

  private TransactionProfile(HashAlgorithm algorithm, int fewestGroups, int mostGroups) {
    this.algorithm = algorithm;
    this.fewestGroups = fewestGroups;
    this.mostGroups = mostGroups;
  }

  /**
   * The transactions of a network of Corda 4 that did not choose another hash algorithm.
   *
   * @return SHA-256 and 7 to 14 groups
   */
  public static TransactionProfile corda4() {
    return corda4(HashAlgorithm.SHA_256);
  }

  /**
   * The transactions of a network of Corda 4.
   *
   * @param algorithm the network's hash algorithm
   * @return it and 7 to 14 groups
   */
  public static TransactionProfile corda4(HashAlgorithm algorithm) {
    return new TransactionProfile(algorithm, FEWEST_OF_CORDA, MOST_OF_CORDA);
  }

  /**
   * Transactions that all have one number of groups, because the application says so.
   *
   * @param algorithm the hash algorithm
   * @param groupCount one more than the highest group that is present, 1 to {@link #MAX_GROUPS}
   * @return both
   * @throws IllegalArgumentException if the number is outside these bounds
   */
  public static TransactionProfile of(HashAlgorithm algorithm, int groupCount) {
    checkArgument(groupCount >= 1 && groupCount <= MAX_GROUPS, "%s groups", groupCount);
    return new TransactionProfile(algorithm, groupCount, groupCount);
  }

  /**
   * The hash algorithm of ids, groups and nonces.
   *
   * @return as it was given
   */
  public HashAlgorithm algorithm() {
    return algorithm;
  }

  /**
   * The fewest groups, absent ones below the highest included.
   *
   * @return 1 to {@link #mostGroups()}
   */
  public int fewestGroups() {
    return fewestGroups;
  }

  /**
   * The most groups, absent ones below the highest included.
   *
   * @return {@link #fewestGroups()} to {@link #MAX_GROUPS}
   */
  public int mostGroups() {
    return mostGroups;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TransactionProfile that
        && algorithm == that.algorithm
        && fewestGroups == that.fewestGroups
        && mostGroups == that.mostGroups;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * algorithm.hashCode() + fewestGroups) + mostGroups;
  }

  /** Names all three values. */
  @Override
  public String toString() {
    return algorithm + ", " + fewestGroups + " to " + mostGroups + " groups";
  }
}
