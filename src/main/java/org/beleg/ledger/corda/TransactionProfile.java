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
 * <p>Nor does the writer of a transaction keep to the groups that Corda knows: nodes pass over others. With
 * groups 7 to 15 of his own he could tell the sixteen as eight, so that the time window that is shown, say,
 * is what he put into group 10. Only a full tree can be told smaller in this way. Where the last leaf is
 * padding it is zero, and no node above others is. So where this profile leaves a choice, it leaves out the
 * powers of two, see {@link #allows}.
 *
 * <p>Immutable; equal iff all three values are.
 */
@Immutable
public final class TransactionProfile {

  /** The most groups that a tear-off can have. */
  public static final int MAX_GROUPS = 255;

  /** Groups 0 to 6: every transaction since Corda 3 has commands, and so signers. */
  private static final int FEWEST_OF_CORDA = 7;

  /** Room for four groups more than Corda 4.12 knows. */
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
   * @return as {@link #corda4(HashAlgorithm)} for SHA-256
   */
  public static TransactionProfile corda4() {
    return corda4(HashAlgorithm.SHA_256);
  }

  /**
   * The transactions of a network of Corda 4: 7 groups, or 9 to 14.
   *
   * <p>A transaction of 8 has references and no hash of the network's parameters. Corda 4 adds both or the
   * parameters alone, so only one that was put together by other means is refused for that; ask for {@link
   * #of} then, and know that it has 8.
   *
   * @param algorithm the network's hash algorithm
   * @return it and these numbers of groups
   */
  public static TransactionProfile corda4(HashAlgorithm algorithm) {
    return new TransactionProfile(algorithm, FEWEST_OF_CORDA, MOST_OF_CORDA);
  }

  /**
   * Transactions that all have one number of groups, because the application says so. Everybody must read
   * its transactions with this number: who takes their ids for those of more groups sees others.
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

  /**
   * Whether transactions can have a number of groups. Of several numbers a power of two is none, as it leaves
   * no padding that would tell it from a larger number.
   *
   * @param groupCount any number
   * @return true iff tear-offs of so many groups can be verified
   */
  public boolean allows(int groupCount) {
    return groupCount >= fewestGroups
        && groupCount <= mostGroups
        && (fewestGroups == mostGroups || Integer.bitCount(groupCount) > 1);
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
    String numbers = fewestGroups == mostGroups
        ? fewestGroups + " groups"
        : fewestGroups + " to " + mostGroups + " groups, no power of two";
    return algorithm + ", " + numbers;
  }
}
