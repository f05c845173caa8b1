package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.internal.bytes.ByteReader;

/**
 * The basic filter of a block: tells a light client whether a script may occur in a block, without the
 * block. <a href="https://github.com/bitcoin/bips/blob/master/bip-0158.mediawiki">BIP 158</a>.
 *
 * <p>It holds the scripts of all outputs, but for those that begin with OP_RETURN, and the scripts of all
 * outputs that the block spends; each once, empty ones never. What it holds always matches; anything else
 * matches with probability 1 / {@value #FALSE_POSITIVE_RATE}. So "no match" settles a question, if the
 * filter is the right one.
 *
 * <p><b>Security.</b> A filter says nothing about itself: who serves it may leave a script out. {@link
 * #check} it against a filter header that several peers or a trusted one stated, or rebuild it from the
 * block. No header of a block commits to filters. The key that spreads the items is the block's hash,
 * so whoever wants a script to match falsely in one block finds one in about a million tries.
 *
 * <p>The bytes are the number of items as a CompactSize, then their Golomb-Rice codes: about 2.6 bytes an
 * item, which is the memory that this takes too. Immutable; any number of threads may read it.
 */
@Immutable
public final class BlockFilter {

  /** M: of so many scripts that are not in the block one matches all the same. */
  public static final int FALSE_POSITIVE_RATE = 784_931;

  private static final String WHAT = "block filter";
  private static final byte OP_RETURN = 0x6a;

  private final Hash blockHash;
  private final SipHash spread;
  private final int itemCount;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written after construction
  private final byte[] bytes;

  /** Where the codes begin. */
  private final int codesBegin;

  private BlockFilter(
      Hash blockHash, SipHash spread, int itemCount, byte[] ownedBytes, int codesBegin) {
    this.blockHash = blockHash;
    this.spread = spread;
    this.itemCount = itemCount;
    this.bytes = ownedBytes;
    this.codesBegin = codesBegin;
  }

  /** The key is the first half of the hash of the block. */
  private static SipHash spread(Hash blockHash) {
    return new SipHash(DoubleSha256.requireSize(blockHash, "block hash").toByteArray());
  }

  /**
   * Builds the filter of a block from its scripts.
   *
   * <p>Cost: one SipHash for each distinct script, and a sort.
   *
   * @param blockHash the block's hash, in internal order
   * @param outputScripts the scriptPubKey of every output of the block, in any order
   * @param spentScripts the scriptPubKey of every output that the block spends, in any order
   * @return the filter
   * @throws IllegalArgumentException if the hash does not have 32 bytes
   */
  public static BlockFilter of(
      Hash blockHash, Iterable<byte[]> outputScripts, Iterable<byte[]> spentScripts) {
    SipHash spread = spread(blockHash);
    Map<ByteBuffer, byte[]> items = new HashMap<>(); // buffers compare like their bytes
    for (byte[] script : outputScripts) {
      if (script.length > 0 && script[0] != OP_RETURN) {
        items.put(ByteBuffer.wrap(script), script);
      }
    }
    for (byte[] script : spentScripts) {
      if (script.length > 0) {
        items.put(ByteBuffer.wrap(script), script);
      }
    }
    long[] values = items.values().stream()
        .mapToLong(script -> value(spread, script, items.size()))
        .sorted()
        .toArray();
    byte[] count = new WireWriter().compactSize(values.length).toByteArray();
    byte[] codes = GolombRice.encode(values);
    byte[] bytes = Arrays.copyOf(count, count.length + codes.length);
    System.arraycopy(codes, 0, bytes, count.length, codes.length);
    return new BlockFilter(blockHash, spread, values.length, bytes, count.length);
  }

  /**
   * Builds the filter of a block. Whether the block is the one that it should be is for {@link
   * Block#verify} to tell.
   *
   * @param block the whole block
   * @param spentScripts the scriptPubKey of the output that each input spends, in any order; none for
   *     the coinbase transaction's
   * @return the filter
   * @throws IllegalArgumentException if there is not one script for each input
   */
  public static BlockFilter of(Block block, List<byte[]> spentScripts) {
    List<byte[]> outputScripts = new ArrayList<>();
    int spends = 0;
    for (Transaction transaction : block.transactions()) {
      transaction.outputs().forEach(output -> outputScripts.add(output.scriptPubKey()));
      spends += transaction.isCoinbase() ? 0 : transaction.inputs().size();
    }
    if (spentScripts.size() != spends) {
      throw new IllegalArgumentException(
          spentScripts.size() + " scripts for " + spends + " outputs that the block spends");
    }
    return of(block.header().hash(), outputScripts, spentScripts);
  }

  /**
   * Reads a filter. The number of items is compared with the bytes that are there before anything else
   * is done, and every item is decoded once, so that a filter that was read has no surplus bits and no
   * item outside its range.
   *
   * @param blockHash the hash of the block that the filter is said to be of, in internal order
   * @param bytes the number of items and their codes
   * @return the filter
   * @throws MalformedDataException if the bytes are not what {@link #format()} prints
   * @throws IllegalArgumentException if the hash does not have 32 bytes
   */
  public static BlockFilter parse(Hash blockHash, byte[] bytes) throws MalformedDataException {
    SipHash spread = spread(blockHash);
    byte[] own = bytes.clone();
    ByteReader reader = new ByteReader(own, WHAT);
    long claimed = CompactSize.read(reader);
    if (claimed > Byte.SIZE * (long) reader.remaining() / GolombRice.MIN_BITS) {
      throw reader.problem(Long.toUnsignedString(claimed) + " items do not fit");
    }
    int itemCount = (int) claimed;
    GolombRice.Reader codes = new GolombRice.Reader(own, reader.position(), WHAT);
    for (int i = 0; i < itemCount; i++) {
      if (codes.next() >= range(itemCount)) {
        throw new MalformedDataException(WHAT, "item " + i, "out of range");
      }
    }
    codes.requireEnd();
    return new BlockFilter(blockHash, spread, itemCount, own, reader.position());
  }

  /**
   * The bytes of the filter. Inverse of {@link #parse}.
   *
   * @return a new array
   */
  public byte[] format() {
    return bytes.clone();
  }

  /**
   * The block that the filter is of, or is said to be of.
   *
   * @return its hash, in internal order
   */
  public Hash blockHash() {
    return blockHash;
  }

  /**
   * The number of distinct scripts in the filter.
   *
   * @return N
   */
  public int itemCount() {
    return itemCount;
  }

  /** F, the end of the range that items are spread over; less than 2^50. */
  private static long range(int itemCount) {
    return (long) itemCount * FALSE_POSITIVE_RATE;
  }

  /** hash_to_range. */
  private static long value(SipHash spread, byte[] script, int itemCount) {
    long hash = spread.hash(script);
    long range = range(itemCount);
    // the high half of the product, where multiplyHigh takes a high hash for a negative one
    return Math.multiplyHigh(hash, range) + (hash < 0 ? range : 0);
  }

  /**
   * Tells whether a script may occur in the block, as the script of an output or of a spent one.
   *
   * <p>Cost: decodes the items up to the script's place.
   *
   * @param script a scriptPubKey; an empty one is in no filter
   * @return false if it does not occur; true if it does, or by a chance of 1 in {@value
   *     #FALSE_POSITIVE_RATE}
   */
  public boolean matches(byte[] script) {
    return matchesAny(List.of(script));
  }

  /**
   * Tells whether any of some scripts may occur in the block.
   *
   * <p>Cost: decodes the items once, however many scripts there are.
   *
   * @param scripts any number of scriptPubKeys
   * @return false if none of them occurs; true if one does, or by chance
   */
  public boolean matchesAny(Iterable<byte[]> scripts) {
    List<Long> wanted = new ArrayList<>();
    for (byte[] script : scripts) {
      if (script.length > 0) {
        wanted.add(value(spread, script, itemCount));
      }
    }
    wanted.sort(null);
    return intersects(wanted.stream().mapToLong(Long::longValue).toArray());
  }

  private boolean intersects(long[] sorted) {
    GolombRice.Reader codes = new GolombRice.Reader(bytes, codesBegin, WHAT);
    int at = 0;
    try {
      for (int i = 0; i < itemCount; i++) {
        long item = codes.next();
        while (at < sorted.length && sorted[at] < item) {
          at++;
        }
        if (at == sorted.length) {
          return false;
        }
        if (sorted[at] == item) {
          return true;
        }
      }
    } catch (MalformedDataException e) {
      throw new AssertionError("codes that were decoded before", e);
    }
    return false;
  }

  /**
   * The hash of the filter: the double SHA-256 of its bytes.
   *
   * @return 32 bytes in internal order
   */
  public Hash hash() {
    return DoubleSha256.hash(bytes);
  }

  /**
   * The filter header: the double SHA-256 of the filter's hash and the header before it, <a
   * href="https://github.com/bitcoin/bips/blob/master/bip-0157.mediawiki#filter-headers">BIP 157</a>.
   *
   * @param previousHeader the filter header of the block before, zeros for the first block
   * @return 32 bytes in internal order
   * @throws IllegalArgumentException if the header before does not have 32 bytes
   */
  public Hash header(Hash previousHeader) {
    return header(hash(), previousHeader);
  }

  private static Hash header(Hash filterHash, Hash previousHeader) {
    byte[] both = new byte[2 * DoubleSha256.SIZE];
    DoubleSha256.requireSize(filterHash, "filter hash").copyTo(both, 0);
    DoubleSha256.requireSize(previousHeader, "previous filter header")
        .copyTo(both, DoubleSha256.SIZE);
    return DoubleSha256.hash(both);
  }

  /**
   * The filter headers that follow from the hashes of filters of successive blocks: how a light client
   * reads the {@code cfheaders} message of BIP 157, whose last header it compares with a trusted one.
   *
   * @param previousHeader the filter header before the first of the blocks
   * @param filterHashes in the order of the blocks
   * @return a header for each, an unmodifiable list
   * @throws IllegalArgumentException if one of the hashes does not have 32 bytes
   */
  public static List<Hash> headers(Hash previousHeader, List<Hash> filterHashes) {
    List<Hash> headers = new ArrayList<>(filterHashes.size());
    Hash header = DoubleSha256.requireSize(previousHeader, "previous filter header");
    for (Hash filterHash : filterHashes) {
      header = header(filterHash, header);
      headers.add(header);
    }
    return List.copyOf(headers);
  }

  /**
   * Checks this filter against filter headers that the caller already trusts.
   *
   * <p>The headers do not name the block: which block they belong to is part of what is trusted.
   *
   * <p>Cost: one hash of the bytes and one of 64 bytes.
   *
   * @param previousHeader the trusted filter header of the block before
   * @param header the trusted filter header of this block
   * @return accepted, or rejected with {@link Reason#FILTER_HEADER_MISMATCH}
   * @throws IllegalArgumentException if a header does not have 32 bytes
   */
  public Verdict check(Hash previousHeader, Hash header) {
    DoubleSha256.requireSize(header, "filter header");
    Hash own = header(previousHeader);
    return own.equals(header)
        ? Verdict.accepted()
        : Verdict.rejected(
            Reason.FILTER_HEADER_MISMATCH,
            "filter leads to the header " + ReversedHex.format(own) + ", trusted is "
                + ReversedHex.format(header));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockFilter that
        && blockHash.equals(that.blockHash)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * blockHash.hashCode() + Arrays.hashCode(bytes);
  }

  /** The block and the number of items: one line. */
  @Override
  public String toString() {
    return "filter of block " + ReversedHex.format(blockHash) + ", " + itemCount + " items";
  }
}
