package org.beleg.ledger.bitcoin;

import java.math.BigInteger;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;

/**
 * The networks that run Bitcoin's rules: where each begins, how easy its targets may be, and how they
 * change. Chosen by the verifier, never by a header.
 *
 * <p>Every {@value #PERIOD} blocks the target is multiplied by the time that the period took over the two
 * weeks that it should have taken. That time counts from the first header of the period to its last, one
 * interval short, and at least a quarter and at most four times as long as it should.
 *
 * <p>Source: <a href="https://developer.bitcoin.org/devguide/block_chain.html#proof-of-work">Bitcoin
 * developer guide, proof of work</a>; the numbers are those of Bitcoin Core.
 */
public enum BitcoinNetwork {

  /** The one with the money. */
  MAINNET(Minimum.NEVER, true, 0x1d00ffff, 1231006505, 2083236893, Coinbase.TIMES),

  /** The third test network; a block that comes 20 minutes after the last may have the easiest target. */
  TESTNET3(Minimum.AFTER_20_MINUTES, true, 0x1d00ffff, 1296688602, 414098458, Coinbase.TIMES),

  /** The fourth, with the rules of {@code BIP-94} against what became of the third. */
  TESTNET4(Minimum.AFTER_20_MINUTES_BIP94, true, 0x1d00ffff, 1714777860, 393743547, Coinbase.BIP94),

  /** The network of signed blocks; their signatures are not in headers, so anyone can mine these. */
  SIGNET(Minimum.NEVER, true, 0x1e0377ae, 1598918400, 52613770, Coinbase.TIMES),

  /** For tests on one machine: every second hash will do, for ever. */
  REGTEST(Minimum.AFTER_20_MINUTES, false, 0x207fffff, 1296688602, 2, Coinbase.TIMES);

  /** Blocks from one change of the target to the next. */
  public static final int PERIOD = 2016;

  /** What so many blocks should take: two weeks. */
  public static final long PERIOD_SECONDS = 14L * 24 * 60 * 60;

  /** The longest and the shortest time that counts is this many times longer or shorter. */
  private static final int CLAMP = 4;

  private final Minimum minimum;
  private final boolean retargets;
  private final CompactTarget limit;
  private final BlockHeader genesis;

  BitcoinNetwork(
      Minimum minimum,
      boolean retargets,
      int bits,
      long timestampSeconds,
      int nonce,
      String merkleRoot) {
    this.minimum = minimum;
    this.retargets = retargets;
    this.limit = constant(bits);
    Hash none = Hash.of(new byte[DoubleSha256.SIZE]);
    this.genesis =
        BlockHeader.of(1, none, ReversedHex.parse(merkleRoot), timestampSeconds, bits, nonce);
  }

  private static CompactTarget constant(int bits) {
    try {
      return CompactTarget.parse(bits);
    } catch (MalformedDataException e) {
      throw new AssertionError("bad constant", e);
    }
  }

  /** Whether a late block may have the easiest target. */
  private enum Minimum {
    NEVER,
    AFTER_20_MINUTES,
    AFTER_20_MINUTES_BIP94
  }

  /** The only transaction of a first block. */
  private static final class Coinbase {
    static final String TIMES = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b";
    static final String BIP94 = "7aa0a7ae1e223414cb807e40cd57e667b718e42aaf9306db9102fe28912b7b4e";
  }

  /**
   * The header of the first block, at height 0.
   *
   * @return the header
   */
  public BlockHeader genesis() {
    return genesis;
  }

  /**
   * The easiest target.
   *
   * @return the target of the first block
   */
  public CompactTarget limit() {
    return limit;
  }

  /** Whether blocks that come late may have the easiest target. */
  boolean allowsMinimumDifficulty() {
    return minimum != Minimum.NEVER;
  }

  /** Whether targets change at all. */
  boolean retargets() {
    return retargets;
  }

  /** Whether <a href="https://github.com/bitcoin/bips/blob/master/bip-0094.mediawiki">BIP-94</a> holds. */
  boolean isBip94() {
    return minimum == Minimum.AFTER_20_MINUTES_BIP94;
  }

  /**
   * The target of the next period.
   *
   * @param old the target of the period that ends
   * @param actualSeconds from the first header of that period to its last; may be negative, since clocks
   *     of miners differ
   * @return old * actual / two weeks, actual being clamped to a quarter and to four times of these, in
   *     canonical bits, and never easier than {@link #limit}
   */
  public CompactTarget retarget(CompactTarget old, long actualSeconds) {
    long counted =
        Math.min(Math.max(actualSeconds, PERIOD_SECONDS / CLAMP), PERIOD_SECONDS * CLAMP);
    BigInteger target = old.target()
        .multiply(BigInteger.valueOf(counted))
        .divide(BigInteger.valueOf(PERIOD_SECONDS));
    // a target so small that nothing is left of it cannot be met, but must not be an error either
    return CompactTarget.of(target.max(BigInteger.ONE).min(limit.target()));
  }

  /**
   * Checks that a header's hash meets the target that the header states, and that this is one.
   *
   * <p><b>Security.</b> Whether it is the target that the network asked for at this place only a {@link
   * HeaderChain} can tell; a header alone may state the easiest one.
   *
   * @param header any header
   * @return accepted, or rejected with {@link Reason#TARGET_INVALID} or {@link
   *     Reason#PROOF_OF_WORK_MISSING}
   */
  public Verdict checkProofOfWork(BlockHeader header) {
    CompactTarget target;
    try {
      target = CompactTarget.parse(header.bits());
    } catch (MalformedDataException e) {
      return Verdict.rejected(Reason.TARGET_INVALID, String.valueOf(e.getMessage()));
    }
    if (target.target().compareTo(limit.target()) > 0) {
      return Verdict.rejected(
          Reason.TARGET_INVALID, "target " + target + " is above the limit " + limit);
    }
    return target.isMetBy(header.hash())
        ? Verdict.accepted()
        : Verdict.rejected(
            Reason.PROOF_OF_WORK_MISSING, header + " does not meet its target " + target);
  }
}
