package org.beleg.ledger.bitcoin;

import static org.beleg.ledger.bitcoin.BitcoinNetwork.PERIOD;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SortedMap;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;

/**
 * What a header must be to stand behind the ones before it. Judges a batch from left to right, hashing
 * many headers side by side, and adds up the work. For one thread, and one batch.
 *
 * <p>The rules are those of {@code GetNextWorkRequired}, {@code CheckBlockHeader} and {@code
 * ContextualCheckBlockHeader} in <a href="https://github.com/bitcoin/bitcoin/tree/master/src">Bitcoin
 * Core</a>, without the two that need a clock or the blocks: not too far in the future, and versions.
 */
final class HeaderRules {

  /** Headers whose times the next one is compared with. */
  private static final int MEDIAN_SPAN = 11;

  /** After so long without a block a test network allows the easiest target. */
  private static final long LATE_SECONDS = 20 * 60;

  /** How far behind the last header the first of a period may be under BIP-94. */
  private static final long TIME_WARP_SECONDS = 600;

  /** Headers hashed at a time: enough to fill every kernel's lanes, and small enough for a cache. */
  private static final int CHUNK = 128;

  private final BitcoinNetwork network;
  private final SortedMap<Long, Hash> pins;
  private final long periodStartSeconds;
  private final HeaderHistory history;
  private final long begin;
  private final byte[] batch;
  private final int count;

  private final byte[] hash = new byte[DoubleSha256.SIZE];
  private BigInteger work = BigInteger.ZERO;

  /** What {@link #regularBits} said last, and of which height. */
  private int regularBits;

  private long regularHeight = -1;

  /**
   * Judges headers behind a chain.
   *
   * @param start where the chain begins
   * @param begin the height of the batch's first header
   * @param previousHash the hash of the header before it
   * @param batch whole headers, end to end
   */
  HeaderRules(
      BitcoinNetwork network,
      SortedMap<Long, Hash> pins,
      HeaderCheckpoint start,
      HeaderHistory history,
      long begin,
      Hash previousHash,
      byte[] batch) {
    this.network = network;
    this.pins = pins;
    this.periodStartSeconds = start.periodStartSeconds();
    this.history = history;
    this.begin = begin;
    this.batch = batch;
    this.count = batch.length / BlockHeader.SIZE;
    previousHash.copyTo(hash, 0);
  }

  /** The hash of the last header; of the one before the batch, if that is empty. */
  Hash lastHash() {
    return Hash.of(hash);
  }

  /** The work of the batch. */
  BigInteger work() {
    return work;
  }

  /** Checks every header, and throws at the first that breaks a rule. */
  void check() throws VerificationException {
    byte[][] messages = new byte[Math.min(CHUNK, count)][BlockHeader.SIZE];
    byte[] hashes = new byte[messages.length * DoubleSha256.SIZE];
    CompactTarget target = network.limit();
    int sinceTarget = 0;
    for (int i = 0; i < count; i++) {
      int inChunk = i % CHUNK;
      if (inChunk == 0) {
        int size = Math.min(CHUNK, count - i);
        for (int j = 0; j < size; j++) {
          System.arraycopy(batch, (i + j) * BlockHeader.SIZE, messages[j], 0, BlockHeader.SIZE);
        }
        DoubleSha256.KERNEL.hashLeaves(messages, 0, size, hashes, 0);
      }
      long height = begin + i;
      checkLink(height, i * BlockHeader.SIZE + BlockHeader.PREVIOUS);
      int expected = expectedBits(height);
      if (history.bits(height) != expected) {
        throw refusal(
            Reason.TARGET_UNEXPECTED,
            height,
            String.format("states target %08x, not %08x", history.bits(height), expected));
      }
      if (expected != target.bits()) {
        work = work.add(target.work().multiply(BigInteger.valueOf(sinceTarget)));
        sinceTarget = 0;
        target = HeaderHistory.target(expected);
      }
      if (!target.isMetBy(hashes, inChunk * DoubleSha256.SIZE)) {
        throw refusal(
            Reason.PROOF_OF_WORK_MISSING, height, "has a hash above its target " + target);
      }
      sinceTarget++;
      checkTime(height);
      System.arraycopy(hashes, inChunk * DoubleSha256.SIZE, hash, 0, DoubleSha256.SIZE);
      checkPin(height);
    }
    work = work.add(target.work().multiply(BigInteger.valueOf(sinceTarget)));
  }

  private void checkLink(long height, int previousAt) throws VerificationException {
    if (!Arrays.equals(hash, 0, hash.length, batch, previousAt, previousAt + hash.length)) {
      throw refusal(Reason.HEADER_UNLINKED, height, "does not name the hash of the one before it");
    }
  }

  private void checkPin(long height) throws VerificationException {
    Hash pinned = pins.get(height);
    if (pinned != null && !pinned.matches(hash, 0)) {
      throw refusal(
          Reason.HEADER_PINNED_OTHERWISE,
          height,
          "is " + ReversedHex.format(lastHash()) + ", not " + ReversedHex.format(pinned));
    }
  }

  /** GetNextWorkRequired. */
  int expectedBits(long height) {
    int previous = history.bits(height - 1);
    if (height % PERIOD == 0) {
      return network.retargets() ? retargeted(height, previous) : previous;
    }
    if (!network.allowsMinimumDifficulty()) {
      return previous;
    }
    if (history.time(height) > history.time(height - 1) + LATE_SECONDS) {
      return network.limit().bits();
    }
    return regularBits(height - 1);
  }

  /**
   * The last target up to a height that was not an exception; the one that the period began with, if all
   * were. Goes no further back than to the height that was asked for before, as batches are judged upwards.
   */
  private int regularBits(long height) {
    int easiest = network.limit().bits();
    long last = height;
    while (last % PERIOD != 0 && last != regularHeight && history.bits(last) == easiest) {
      last--;
    }
    regularBits = last == regularHeight ? regularBits : history.bits(last);
    regularHeight = height;
    return regularBits;
  }

  private int retargeted(long height, int previous) {
    long first = height - PERIOD;
    long firstSeconds = first < history.begin() ? periodStartSeconds : history.time(first);
    // a chain on such a network starts where a period does, so that the first header is there
    int old = network.isBip94() ? history.bits(first) : previous;
    return network
        .retarget(HeaderHistory.target(old), history.time(height - 1) - firstSeconds)
        .bits();
  }

  /**
   * Later than the median of the eleven before: refused if six of them are not earlier. Behind a start that
   * is not the first block fewer are known for a while, and then only what is certainly too early is
   * refused.
   */
  void checkTime(long height) throws VerificationException {
    long time = history.time(height);
    int span = (int) Math.min(MEDIAN_SPAN, height);
    int notEarlier = 0;
    for (long i = Math.max(history.begin(), height - span); i < height; i++) {
      if (history.time(i) >= time) {
        notEarlier++;
      }
    }
    if (notEarlier >= span - span / 2) {
      throw refusal(
          Reason.HEADER_TIME_TOO_EARLY,
          height,
          "is of " + time + ", not after the median of the " + span + " before it");
    }
    if (network.isBip94()
        && height % PERIOD == 0
        && time < history.time(height - 1) - TIME_WARP_SECONDS) {
      throw refusal(
          Reason.HEADER_TIME_TOO_EARLY,
          height,
          "is of " + time + ", more than ten minutes before the last of its predecessor's period");
    }
  }

  private static VerificationException refusal(Reason reason, long height, String problem) {
    return Refusal.of(reason, "header at height " + height + ' ' + problem);
  }
}
