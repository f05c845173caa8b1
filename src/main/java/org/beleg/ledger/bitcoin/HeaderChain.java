package org.beleg.ledger.bitcoin;

import com.google.common.collect.ImmutableSortedMap;
import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;

/**
 * Block headers from one that the verifier trusts to a tip, each of them checked, as a value.
 *
 * <pre>{@code
 * HeaderChain chain = HeaderChain.startAt(BitcoinNetwork.MAINNET).appendAll(headers);
 * if (chain.hasMoreWorkThan(best)) {
 *   best = chain;
 * }
 * }</pre>
 *
 * <p><b>What is checked.</b> Of every header: that it names the hash of the one before; that its target is
 * the one that the network's rule gives at that height; that its hash meets it; that its time is after the
 * median of the eleven before; and that it is the one {@linkplain #pinning pinned} at its height, if any.
 * Behind a start other than the first block the times of up to ten headers are compared with as many
 * predecessors as there are. Targets are exact from the first header on, whatever the start.
 *
 * <p><b>What is not.</b> That a time is not in the future, since Beleg reads no clock (a {@link
 * ConfirmationPolicy} can be given one); the blocks themselves,
 * among them their versions; and that no other chain has more work, which nobody can know from one.
 *
 * <p><b>Versions and threads.</b> Appending returns a new chain, all of them share one store, and a second
 * append to the same chain forks: it copies the list of runs and the last of them. Any number of threads may
 * read a chain without locks.
 *
 * <p>Cost: 80 bytes for each header, and no object: 72 MB for the first 900,000 of Bitcoin.
 */
@Immutable
@SuppressWarnings("Immutable") // the store only grows, and never below what a version can see
public final class HeaderChain {

  private static final byte[] NO_HEADERS = {};

  private final BitcoinNetwork network;
  private final ImmutableSortedMap<Long, Hash> pins;
  private final HeaderCheckpoint start;

  /** The start and all headers behind it. */
  private final HeaderStore store;

  private final Hash tipHash;
  private final BigInteger work;

  private HeaderChain(
      BitcoinNetwork network,
      ImmutableSortedMap<Long, Hash> pins,
      HeaderCheckpoint start,
      HeaderStore store,
      Hash tipHash,
      BigInteger work) {
    this.network = network;
    this.pins = pins;
    this.start = start;
    this.store = store;
    this.tipHash = tipHash;
    this.work = work;
  }

  /**
   * The chain of a network's first header alone.
   *
   * @param network whose rules hold
   * @return a chain of height 0
   */
  public static HeaderChain startAt(BitcoinNetwork network) {
    BlockHeader genesis = network.genesis();
    return startAt(
        network, HeaderCheckpoint.atPeriodStart(0, genesis, network.limit().work()));
  }

  /**
   * The chain of a trusted header alone.
   *
   * @param network whose rules hold
   * @param start the header; on a network whose late blocks may have the easiest target it begins a
   *     period, because the target to return to would be unknown otherwise
   * @return a chain of that height
   * @throws IllegalArgumentException if the header does not meet its own target, if it does not begin a
   *     period where it must, or if it has height 0 and is not the network's first
   */
  public static HeaderChain startAt(BitcoinNetwork network, HeaderCheckpoint start) {
    BlockHeader header = start.header();
    Verdict verdict = network.checkProofOfWork(header);
    if (!verdict.isAccepted()) {
      throw new IllegalArgumentException("no start on " + network + ": " + verdict.detail());
    }
    if (network.allowsMinimumDifficulty() && start.height() % BitcoinNetwork.PERIOD != 0) {
      throw new IllegalArgumentException("a chain on " + network + " starts with a period");
    }
    if (start.height() == 0 && !header.equals(network.genesis())) {
      throw new IllegalArgumentException("not the first header of " + network);
    }
    HeaderStore store = HeaderStore.empty().append(header.format());
    return new HeaderChain(
        network, ImmutableSortedMap.of(), start, store, header.hash(), start.work());
  }

  /**
   * This chain, which will take no other header than this one at a height to come.
   *
   * @param height {@code height() < height <= HeaderCheckpoint.MAX_HEIGHT}
   * @param hash the header's hash, of 32 bytes in internal order
   * @return a chain of the same headers
   * @throws IllegalArgumentException if the height has been reached or is out of range, or the hash is no
   *     hash
   */
  public HeaderChain pinning(long height, Hash hash) {
    if (height <= height() || height > HeaderCheckpoint.MAX_HEIGHT) {
      throw new IllegalArgumentException(
          "a chain of height " + height() + " cannot be pinned at " + height);
    }
    ImmutableSortedMap<Long, Hash> more = ImmutableSortedMap.<Long, Hash>naturalOrder()
        .putAll(pins.headMap(height))
        .put(height, DoubleSha256.requireSize(hash, "hash"))
        .putAll(pins.tailMap(height, false))
        .build();
    return new HeaderChain(network, more, start, store, tipHash, work);
  }

  /**
   * This chain and one header more.
   *
   * <p>Cost: two hashes, the header, and a few objects; on a network whose late blocks may have the easiest
   * target also a look at each header since the last that had another, of one period at most.
   *
   * @param header the next header
   * @return a chain that is higher by one
   * @throws VerificationException if it breaks a rule: {@link Reason#HEADER_UNLINKED}, {@link
   *     Reason#TARGET_UNEXPECTED}, {@link Reason#PROOF_OF_WORK_MISSING}, {@link
   *     Reason#HEADER_TIME_TOO_EARLY} or {@link Reason#HEADER_PINNED_OTHERWISE}
   */
  public HeaderChain append(BlockHeader header) throws VerificationException {
    return appended(header.format());
  }

  /**
   * This chain and more headers, all of them or none, as {@link #append} does each.
   *
   * @param headers the next headers, in order
   * @return a chain that is higher by as many
   * @throws VerificationException if one of them breaks a rule; the verdict's detail names the first
   */
  public HeaderChain appendAll(List<BlockHeader> headers) throws VerificationException {
    return appended(flat(headers));
  }

  /**
   * This chain and more headers, all of them or none, without an object for each: the bulk path.
   *
   * <p>Cost: 160 bytes for each header, while it is running; the headers are hashed side by side where the
   * processor can.
   *
   * @param headers the next headers, of 80 bytes each, end to end
   * @return a chain that is higher by as many
   * @throws IllegalArgumentException if the last header is not complete
   * @throws VerificationException if one of them breaks a rule; the verdict's detail names the first
   */
  public HeaderChain appendAll(byte[] headers) throws VerificationException {
    if (headers.length % BlockHeader.SIZE != 0) {
      throw new IllegalArgumentException(headers.length + " bytes are no whole headers");
    }
    return appended(headers.clone());
  }

  /** Headers end to end. */
  static byte[] flat(List<BlockHeader> headers) {
    BlockHeader[] snapshot = headers.toArray(new BlockHeader[0]);
    byte[] flat = new byte[Math.multiplyExact(BlockHeader.SIZE, snapshot.length)];
    for (int i = 0; i < snapshot.length; i++) {
      snapshot[i].copyTo(flat, i * BlockHeader.SIZE);
    }
    return flat;
  }

  private HeaderChain appended(byte[] batch) throws VerificationException {
    HeaderRules rules = judge(batch);
    return new HeaderChain(
        network, pins, start, store.append(batch), rules.lastHash(), work.add(rules.work()));
  }

  /** Checks headers behind this chain, end to end and whole, without appending them. */
  HeaderRules judge(byte[] batch) throws VerificationException {
    if (batch.length / BlockHeader.SIZE > HeaderCheckpoint.MAX_HEIGHT - height()) {
      throw new IllegalArgumentException("no block has a height that great");
    }
    HeaderRules rules =
        new HeaderRules(network, pins, start, history(batch), height() + 1, tipHash, batch);
    rules.check();
    return rules;
  }

  /** The headers of this chain, and more behind them. */
  HeaderHistory history(byte[] batch) {
    return new HeaderHistory(store, start.height(), batch);
  }

  /**
   * The network whose rules hold.
   *
   * @return the network
   */
  public BitcoinNetwork network() {
    return network;
  }

  /**
   * The trusted header that this chain starts from.
   *
   * @return the start
   */
  public HeaderCheckpoint start() {
    return start;
  }

  /**
   * The height of the last header.
   *
   * @return the start's height or more
   */
  public long height() {
    return start.height() + store.count() - 1;
  }

  /**
   * The last header.
   *
   * @return the header at {@link #height()}
   */
  public BlockHeader tip() {
    return header(height());
  }

  /**
   * The sum of the work of all headers, from the network's first to the last; up to the start, as the
   * checkpoint says.
   *
   * @return a positive number
   */
  public BigInteger work() {
    return work;
  }

  /**
   * The header at a height.
   *
   * @param height {@code start().height() <= height <= height()}
   * @return the header
   * @throws IndexOutOfBoundsException if this chain has none there
   */
  public BlockHeader header(long height) {
    return store.header(index(height));
  }

  /**
   * The hash of the header at a height. Cost: no hash, since the next header names it.
   *
   * @param height {@code start().height() <= height <= height()}
   * @return 32 bytes in internal order
   * @throws IndexOutOfBoundsException if this chain has none there
   */
  public Hash hash(long height) {
    long next = index(height) + 1;
    return next == store.count() ? tipHash : store.previousHash(next);
  }

  private long index(long height) {
    return Objects.checkIndex(height - start.height(), store.count());
  }

  /**
   * This chain as it was at a height. Cost: one look at each header that is cut off.
   *
   * @param height {@code start().height() <= height <= height()}
   * @return the chain of the headers up to there, with the same pins
   * @throws IndexOutOfBoundsException if this chain never had that height
   */
  public HeaderChain at(long height) {
    if (height == height()) {
      return this;
    }
    Hash hash = hash(height);
    BigInteger cutOff = history(NO_HEADERS).work(height + 1, height() + 1);
    HeaderStore then = store.first(index(height) + 1);
    return new HeaderChain(network, pins, start, then, hash, work.subtract(cutOff));
  }

  /**
   * The work of the headers from a height on, which is what it would cost to replace that header.
   *
   * @param height {@code start().height() <= height <= height()}
   * @return the sum over the header at that height and all behind it
   * @throws IndexOutOfBoundsException if this chain has none there
   */
  public BigInteger workFrom(long height) {
    return history(NO_HEADERS).work(start.height() + index(height), height() + 1);
  }

  /**
   * A header of this chain as something to start another from, once its holder trusts it.
   *
   * @param height of a header whose period began at or after the start, or at whose own period this chain
   *     started
   * @return the checkpoint
   * @throws IndexOutOfBoundsException if this chain has no such header
   */
  public HeaderCheckpoint checkpoint(long height) {
    HeaderChain then = at(height);
    long periodStart = height - height % BitcoinNetwork.PERIOD;
    long periodStartSeconds = periodStart < start.height()
        ? start.periodStartSeconds()
        : header(periodStart).timestampSeconds();
    return new HeaderCheckpoint(height, then.tip(), then.work, periodStartSeconds);
  }

  /**
   * Tells whether more work went into this chain than into another, which is how the network chooses. Of
   * two with equal work neither has more, and the one that was seen first stays.
   *
   * @param other a chain of the same network
   * @return true iff {@code work()} is greater than the other's
   * @throws IllegalArgumentException if the other is of another network
   */
  public boolean hasMoreWorkThan(HeaderChain other) {
    requireSameNetwork(other);
    return work.compareTo(other.work) > 0;
  }

  /**
   * The last height at which two chains have the same header. Cost: O(log n) comparisons, since headers that
   * are equal have equal ones before them.
   *
   * @param other a chain of the same network
   * @return that height, or nothing if the chains have no header in common
   * @throws IllegalArgumentException if the other is of another network
   */
  public OptionalLong lastCommonHeight(HeaderChain other) {
    requireSameNetwork(other);
    long low = Math.max(start.height(), other.start.height());
    long high = Math.min(height(), other.height());
    if (low > high || !hash(low).equals(other.hash(low))) {
      return OptionalLong.empty();
    }
    while (low < high) {
      long middle = low + (high - low + 1) / 2;
      if (hash(middle).equals(other.hash(middle))) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return OptionalLong.of(low);
  }

  private void requireSameNetwork(HeaderChain other) {
    if (network != other.network) {
      throw new IllegalArgumentException("chains of " + network + " and " + other.network);
    }
  }

  /** Chains are equal iff network, start, pins and tip are; the headers between then are too. */
  @Override
  public boolean equals(Object other) {
    return other instanceof HeaderChain that
        && network == that.network
        && height() == that.height()
        && tipHash.equals(that.tipHash)
        && start.equals(that.start)
        && pins.equals(that.pins);
  }

  @Override
  public int hashCode() {
    return tipHash.hashCode();
  }

  /** Names network, height and tip. */
  @Override
  public String toString() {
    return network + " headers up to " + height() + ", " + ReversedHex.format(tipHash);
  }
}
