package org.beleg.ledger.fisco;

import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Ints;
import com.google.errorprone.annotations.Immutable;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.internal.kernel.NodeKernel;
import org.beleg.internal.ledger.LevelTree;

/**
 * The proof that a transaction, or a receipt, is in a block, as nodes hand it out ({@code txProof}, {@code
 * txReceiptProof} of the JSON-RPC).
 *
 * <p>For each level of the tree, from the leaves up, the list holds a number, 1 or 2, and as many hashes:
 * the node on the way to the root and its sibling, from left to right. The root itself is not in it. For
 * the one transaction of a block, the list is its hash alone.
 *
 * <pre>
 *   0000000200000000...   two nodes                the number in the first four bytes of 32,
 *   08bf58cb...           the transaction          or of four
 *   86778510...           its sibling
 *   0000000100000000...   one node
 *   37690daf...           without sibling
 * </pre>
 *
 * <p><b>Security.</b> Nothing in this list tells a transaction from an inner node, or how many levels there
 * are: the number of the block's transactions does, and the block's header does not hold it. It must come
 * from whoever vouches for the block; with a wrong one, a node of the tree passes for a leaf. {@link
 * Chain#verifyInclusion} closes that gap further, as it starts from a transaction's fields.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class BlockProof {

  /** The most leaves of a tree; a node's default is 1,000 transactions in a block. */
  public static final int MAX_LEAVES = 1 << 24;

  private static final String WHAT = "block proof";
  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();
  private static final int HASH_BYTES = CryptoSuite.HASH_BYTES;
  private static final int MAX_LEVELS = 24;
  private static final int ANYWHERE = -1;

  /** How many bytes an element with a number has. */
  private final int countBytes;

  /** For each level its number of hashes. */
  private final ImmutableList<Integer> counts;

  /** All levels' hashes, end to end; without levels, the one leaf. */
  @SuppressWarnings("Immutable") // private copy, never handed out, never written after construction
  private final byte[] hashes;

  private BlockProof(int countBytes, List<Integer> counts, byte[] hashes) {
    this.countBytes = countBytes;
    this.counts = ImmutableList.copyOf(counts);
    this.hashes = hashes;
  }

  static BlockProof of(LevelTree tree, int leafIndex) {
    List<Integer> counts = new ArrayList<>();
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    for (int level = 0; level < tree.height(); level++) {
      int left = leafIndex >> level & ~1;
      int count = Math.min(2, tree.width(level) - left);
      counts.add(count);
      for (int i = 0; i < count; i++) {
        hashes.writeBytes(tree.node(level, left + i));
      }
    }
    byte[] found = counts.isEmpty() ? tree.root() : hashes.toByteArray();
    return new BlockProof(HASH_BYTES, counts, found);
  }

  /**
   * Reads the list of a JSON-RPC answer. Accepts what {@link #format()} prints, and nothing else.
   *
   * @param elements lower-case hexadecimal digits without 0x, one string for each element
   * @return the proof, not yet judged
   * @throws MalformedDataException if a string is anything else, or the list as in {@link #parseBytes}
   */
  public static BlockProof parse(List<String> elements) throws MalformedDataException {
    requireLength(elements.size());
    List<byte[]> bytes = new ArrayList<>();
    for (String element : elements) {
      String where = "element " + bytes.size();
      if (element.length() != 2 * HASH_BYTES && element.length() != 2 * Integer.BYTES) {
        throw new MalformedDataException(WHAT, where, element.length() + " characters");
      }
      try {
        bytes.add(HEX.decode(element));
      } catch (IllegalArgumentException e) {
        throw new MalformedDataException(WHAT, where, "not lower-case hexadecimal digits", e);
      }
    }
    return parseBytes(bytes);
  }

  /**
   * Reads the list as bytes, as other interfaces of a node hand it out. Accepts what {@link #formatBytes()}
   * prints, and nothing else: numbers are 1 or 2, in four bytes or in 32 with zeros behind, all in the one
   * or all in the other way; hashes have 32 bytes; there are at most 24 levels.
   *
   * @param elements the elements, copied
   * @return the proof, not yet judged
   * @throws MalformedDataException if the list is anything else
   */
  public static BlockProof parseBytes(List<byte[]> elements) throws MalformedDataException {
    requireLength(elements.size());
    List<Integer> counts = new ArrayList<>();
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    if (elements.size() == 1) {
      hashes.writeBytes(hash(elements, 0));
      return new BlockProof(HASH_BYTES, counts, hashes.toByteArray());
    }
    int countBytes = elements.get(0).length;
    for (int at = 0; at < elements.size(); ) {
      int count = count(elements.get(at), countBytes, at);
      at++;
      for (int end = at + count; at < end; at++) {
        hashes.writeBytes(hash(elements, at));
      }
      counts.add(count);
    }
    if (counts.size() > MAX_LEVELS) {
      throw new MalformedDataException(WHAT, "list", counts.size() + " levels");
    }
    return new BlockProof(countBytes, counts, hashes.toByteArray());
  }

  private static void requireLength(int elements) throws MalformedDataException {
    if (elements == 0 || elements > 3 * MAX_LEVELS) {
      throw new MalformedDataException(WHAT, "list", elements + " elements");
    }
  }

  private static int count(byte[] element, int countBytes, int at) throws MalformedDataException {
    for (int count = 1; count <= 2; count++) {
      if (element.length == countBytes && Arrays.equals(element, number(count, countBytes))) {
        return count;
      }
    }
    throw new MalformedDataException(
        WHAT, "element " + at, "not 1 or 2 in 4 or 32 bytes, as in the first level");
  }

  /** A number in 4 bytes, or in the first 4 of 32; of no other size, so that it equals none. */
  private static byte[] number(int count, int countBytes) {
    return countBytes == Integer.BYTES || countBytes == HASH_BYTES
        ? Arrays.copyOf(Ints.toByteArray(count), countBytes)
        : new byte[0];
  }

  private static byte[] hash(List<byte[]> elements, int at) throws MalformedDataException {
    if (at >= elements.size()) {
      throw new MalformedDataException(WHAT, "element " + at, "missing");
    }
    if (elements.get(at).length != HASH_BYTES) {
      throw new MalformedDataException(
          WHAT, "element " + at, elements.get(at).length + " bytes, not a hash of 32");
    }
    return elements.get(at);
  }

  /**
   * The number of levels, which is that of node hashes to the root: 0 for a block of one transaction.
   *
   * @return 0 to 24
   */
  public int levels() {
    return counts.size();
  }

  /**
   * The list as hexadecimal digits.
   *
   * @return what {@link #parse} reads
   */
  public List<String> format() {
    return formatBytes().stream().map(HEX::encode).toList();
  }

  /**
   * The list as bytes.
   *
   * @return what {@link #parseBytes} reads, in new arrays
   */
  public List<byte[]> formatBytes() {
    List<byte[]> elements = new ArrayList<>();
    int at = 0;
    for (int count : counts) {
      elements.add(number(count, countBytes));
      for (int end = at + count; at < end; at++) {
        elements.add(hash(at));
      }
    }
    return counts.isEmpty() ? List.of(hash(0)) : elements;
  }

  private byte[] hash(int at) {
    return Arrays.copyOfRange(hashes, HASH_BYTES * at, HASH_BYTES * (at + 1));
  }

  /**
   * Decides whether a hash is that of a leaf, at any index, of the tree with a root that the caller trusts.
   *
   * <p>Cost: at most one hash for each level.
   *
   * @param suite of the chain
   * @param leafHash of the transaction, computed from its fields, or of the receipt
   * @param leafCount how many transactions the block has, from whoever vouches for it; never from the
   *     proof's source
   * @param rootHash the root of the block's transactions, or receipts, from a trusted header
   * @return accepted, or rejected with {@link Reason#TREE_SIZE_OUT_OF_RANGE}, {@link
   *     Reason#HASH_SIZE_WRONG}, {@link Reason#PATH_LENGTH_WRONG} if the number of levels is not that of
   *     the tree, {@link Reason#LEVEL_WIDTH_WRONG}, {@link Reason#NODE_NOT_IN_LEVEL} or {@link
   *     Reason#ROOT_MISMATCH}
   */
  public Verdict check(CryptoSuite suite, Hash leafHash, int leafCount, Hash rootHash) {
    Verdict numbers = checkNumbers(leafHash, leafCount, rootHash);
    return numbers.isAccepted() ? climb(suite, leafHash, ANYWHERE, leafCount, rootHash) : numbers;
  }

  /**
   * Decides whether a hash is that of the leaf at an index of the tree with a root that the caller trusts.
   *
   * @param suite of the chain
   * @param leafHash of the transaction, computed from its fields, or of the receipt
   * @param leafIndex its place in the block, from 0
   * @param leafCount how many transactions the block has, from whoever vouches for it; never from the
   *     proof's source
   * @param rootHash the root of the block's transactions, or receipts, from a trusted header
   * @return accepted, or rejected with {@link Reason#LEAF_INDEX_OUT_OF_RANGE} or as {@link
   *     #check(CryptoSuite, Hash, int, Hash)}
   */
  public Verdict check(
      CryptoSuite suite, Hash leafHash, int leafIndex, int leafCount, Hash rootHash) {
    if (leafIndex < 0 || leafIndex >= leafCount) {
      return Verdict.rejected(
          Reason.LEAF_INDEX_OUT_OF_RANGE, "leaf " + leafIndex + " of " + leafCount);
    }
    Verdict numbers = checkNumbers(leafHash, leafCount, rootHash);
    if (!numbers.isAccepted()) {
      return numbers;
    }
    Verdict widths = checkWidths(leafIndex, leafCount);
    return widths.isAccepted() ? climb(suite, leafHash, leafIndex, leafCount, rootHash) : widths;
  }

  private Verdict checkNumbers(Hash leafHash, int leafCount, Hash rootHash) {
    if (leafCount < 1 || leafCount > MAX_LEAVES) {
      return Verdict.rejected(Reason.TREE_SIZE_OUT_OF_RANGE, leafCount + " leaves");
    }
    if (leafHash.size() != HASH_BYTES || rootHash.size() != HASH_BYTES) {
      return Verdict.rejected(Reason.HASH_SIZE_WRONG, "leaf or root does not have 32 bytes");
    }
    int expected = LevelTree.levelsAbove(leafCount);
    return levels() == expected
        ? Verdict.accepted()
        : Verdict.rejected(
            Reason.PATH_LENGTH_WRONG,
            levels() + " levels, a tree of " + leafCount + " leaves has " + expected);
  }

  /** A level has one node where the way up is its last and the level's width is odd. */
  private Verdict checkWidths(int leafIndex, int leafCount) {
    int width = leafCount;
    for (int level = 0; level < levels(); level++) {
      int node = leafIndex >> level;
      int expected = node == width - 1 && (width & 1) != 0 ? 1 : 2;
      if (node >= width || counts.get(level) != expected) {
        return Verdict.rejected(
            Reason.LEVEL_WIDTH_WRONG,
            "level " + level + " has " + counts.get(level) + " hashes at node " + node + " of "
                + width);
      }
      width = (width + 1) >> 1;
    }
    return Verdict.accepted();
  }

  /** Hashes level by level; without an index, the places of the nodes tell it. */
  private Verdict climb(
      CryptoSuite suite, Hash leafHash, int leafIndex, int leafCount, Hash rootHash) {
    NodeKernel kernel = suite.kernel();
    byte[] node = leafHash.toByteArray();
    int found = 0;
    int at = 0;
    for (int level = 0; level < levels(); level++) {
      int count = counts.get(level);
      int place = leafIndex == ANYWHERE ? place(at, count, node) : leafIndex >> level & 1;
      if (place == count || !isAt(at + place, node)) {
        return Verdict.rejected(
            Reason.NODE_NOT_IN_LEVEL, "level " + level + " does not hold " + Hash.of(node));
      }
      found |= place << level;
      if (count == 2) {
        kernel.hashPairs(hashes, HASH_BYTES * at, node, 0, 1);
      } else {
        kernel.hashLeaf(node, node, 0);
      }
      at += count;
    }
    if (levels() == 0 && !isAt(0, node)) {
      return Verdict.rejected(Reason.NODE_NOT_IN_LEVEL, "the one leaf is " + Hash.of(hash(0)));
    }
    if (!Hash.of(node).equals(rootHash)) {
      return Verdict.rejected(
          Reason.ROOT_MISMATCH, "leads to " + Hash.of(node) + ", trusted is " + rootHash);
    }
    return leafIndex == ANYWHERE ? checkWidths(found, leafCount) : Verdict.accepted();
  }

  private int place(int at, int count, byte[] node) {
    int place = 0;
    while (place < count && !isAt(at + place, node)) {
      place++;
    }
    return place;
  }

  private boolean isAt(int at, byte[] node) {
    int offset = HASH_BYTES * at;
    return Arrays.equals(hashes, offset, offset + HASH_BYTES, node, 0, HASH_BYTES);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockProof that
        && countBytes == that.countBytes
        && counts.equals(that.counts)
        && Arrays.equals(hashes, that.hashes);
  }

  @Override
  public int hashCode() {
    return 31 * counts.hashCode() + Arrays.hashCode(hashes);
  }

  /** Names the numbers of hashes in each level. */
  @Override
  public String toString() {
    return "block proof of " + levels() + " levels " + counts;
  }
}
