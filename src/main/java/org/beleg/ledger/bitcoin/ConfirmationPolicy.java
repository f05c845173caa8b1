package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import java.util.Objects;

/**
 * What a verifier takes for a confirmed block: the headers that it knows, and how much must stand behind the
 * block.
 *
 * <p>Headers that come with a proof cost whoever forges them the work that they show, and no more. So the
 * trusted chain should reach as near to the block as can be, since targets start from its last one; the work
 * that is asked for should be worth more than the transaction; and headers from the future should be refused.
 *
 * <p>Immutable.
 */
@Immutable
public final class ConfirmationPolicy {

  private final HeaderChain trusted;
  private final long minimumConfirmations;
  private final BigInteger minimumWork;
  private final long latestTimestampSeconds;

  private ConfirmationPolicy(
      HeaderChain trusted,
      long minimumConfirmations,
      BigInteger minimumWork,
      long latestTimestampSeconds) {
    this.trusted = trusted;
    this.minimumConfirmations = minimumConfirmations;
    this.minimumWork = minimumWork;
    this.latestTimestampSeconds = latestTimestampSeconds;
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
    return new ConfirmationPolicy(
        trusted, minimumConfirmations, BigInteger.ZERO, BlockHeader.MAX_TIMESTAMP_SECONDS);
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
    return new ConfirmationPolicy(trusted, minimumConfirmations, work, latestTimestampSeconds);
  }

  /**
   * This policy, which also refuses headers from the future. Without it whoever forges headers can pretend
   * that each period took eight weeks, so that targets become four times as easy from one to the next.
   *
   * @param timestampSeconds the latest time that a header may state, in seconds since 1970; nodes take their
   *     clock and two hours
   * @return a policy that also asks for that
   * @throws IllegalArgumentException if it is negative
   */
  public ConfirmationPolicy requiringTimesUpTo(long timestampSeconds) {
    if (timestampSeconds < 0) {
      throw new IllegalArgumentException("no header has time " + timestampSeconds);
    }
    return new ConfirmationPolicy(trusted, minimumConfirmations, minimumWork, timestampSeconds);
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

  /**
   * The latest time that a header of a proof may state.
   *
   * @return seconds since 1970; without such a demand the latest that fits
   */
  public long latestTimestampSeconds() {
    return latestTimestampSeconds;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfirmationPolicy that
        && trusted.equals(that.trusted)
        && minimumConfirmations == that.minimumConfirmations
        && minimumWork.equals(that.minimumWork)
        && latestTimestampSeconds == that.latestTimestampSeconds;
  }

  @Override
  public int hashCode() {
    return Objects.hash(trusted, minimumConfirmations, minimumWork, latestTimestampSeconds);
  }

  /** Names what is asked for. */
  @Override
  public String toString() {
    return minimumConfirmations + " confirmations and work " + minimumWork + " behind " + trusted;
  }
}
