package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;

/**
 * What a verifier takes for a confirmed block: the headers that it knows, and how much must stand behind the
 * block.
 *
 * <p>Headers that come with a proof cost whoever forges them the work that they show, and no more. So the
 * trusted chain should reach as near to the block as can be, since targets start from its last one, and the
 * work that is asked for should be worth more than the transaction.
 *
 * <p>Immutable.
 */
@Immutable
public final class ConfirmationPolicy {

  private final HeaderChain trusted;
  private final long minimumConfirmations;
  private final BigInteger minimumWork;

  private ConfirmationPolicy(
      HeaderChain trusted, long minimumConfirmations, BigInteger minimumWork) {
    this.trusted = trusted;
    this.minimumConfirmations = minimumConfirmations;
    this.minimumWork = minimumWork;
  }

  /**
   * A policy that counts headers.
   *
   * @param trusted the headers that the verifier knows: a checkpoint alone, or all up to today's
   * @param minimumConfirmations how many headers it takes, the block's own being the first; at least 1
   * @return the policy
   * @throws IllegalArgumentException if none are asked for
   */
  public static ConfirmationPolicy of(HeaderChain trusted, long minimumConfirmations) {
    if (minimumConfirmations < 1) {
      throw new IllegalArgumentException("a block in the chain has one confirmation at least");
    }
    return new ConfirmationPolicy(trusted, minimumConfirmations, BigInteger.ZERO);
  }

  /**
   * This policy, which also asks for work.
   *
   * @param work the least sum of {@link CompactTarget#work()} over the block's header and all behind it
   * @return a policy that asks for so much, and for as many confirmations as this one
   * @throws IllegalArgumentException if it is negative
   */
  public ConfirmationPolicy requiringWork(BigInteger work) {
    if (work.signum() < 0) {
      throw new IllegalArgumentException("no work is negative");
    }
    return new ConfirmationPolicy(trusted, minimumConfirmations, work);
  }

  /**
   * The headers that the verifier knows.
   *
   * @return the trusted chain
   */
  public HeaderChain trusted() {
    return trusted;
  }

  /**
   * How many headers it takes, the block's own being the first.
   *
   * @return 1 or more
   */
  public long minimumConfirmations() {
    return minimumConfirmations;
  }

  /**
   * How much work it takes, that of the block's own header included.
   *
   * @return 0 or more
   */
  public BigInteger minimumWork() {
    return minimumWork;
  }

  /** Names what is asked for. */
  @Override
  public String toString() {
    return minimumConfirmations + " confirmations and work " + minimumWork + " behind " + trusted;
  }
}
