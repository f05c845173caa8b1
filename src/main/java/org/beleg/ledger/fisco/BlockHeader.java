package org.beleg.ledger.fisco;

import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import org.beleg.hash.Hash;

/**
 * The header of a block with all the fields that its hash covers, as <a
 * href="https://github.com/FISCO-BCOS/FISCO-BCOS/blob/master/bcos-tars-protocol/bcos-tars-protocol/impl/TarsHashable.h">TarsHashable.h</a>
 * of the node hashes {@code BlockHeader}. Its hash is what the sealers sign.
 *
 * <pre>
 *   be32 version || be64 number and hash of the parent || txsRoot || receiptsRoot || stateRoot ||
 *   be64 number || gasUsed as text || be64 timestamp || be64 sealer || node ids || extraData ||
 *   be64 per weight
 * </pre>
 *
 * <p><b>Security: the hash does not separate all fields, and does not count.</b> A node hashes any number of
 * parents without saying how many. With some parents more, the root of the transactions would be read
 * further behind, where whoever sealed the block put extra data of his choice; so a header has one parent
 * here, as every block of a chain has. With that, with digits alone in gasUsed and a time before the year
 * 2,285,000, everything up to the sealer is bound by the hash. Where node ids, extra data and weights
 * begin and end is not: believe the list of sealers only if it is the one that you know. The number of
 * transactions is not in the header at all.
 *
 * <p>Not for the first block of a chain, which has no parent. Immutable and safe for any number of threads.
 */
@Immutable
public final class BlockHeader {

  /**
   * A block before this one.
   *
   * @param number of that block
   * @param blockHash its hash, 32 bytes
   */
  @Immutable
  public record Parent(long number, Hash blockHash) {

    /**
     * Names a parent.
     *
     * @param number of that block
     * @param blockHash its hash, 32 bytes
     * @throws IllegalArgumentException if the hash does not have 32 bytes
     */
    public Parent {
      blockHash = require32(blockHash);
    }
  }

  /** Of a number below 2^256. */
  private static final int MAX_DIGITS = 78;

  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

  /** What every header has. */
  @Immutable
  private record Base(
      int version, long number, Parent parent, Hash txsRoot, Hash receiptsRoot, Hash stateRoot) {}

  /** What the block used, and when. */
  @Immutable
  private record Execution(String gasUsed, long timestampMillis) {

    static final Execution NONE = new Execution("", 0);
  }

  /** Who agreed; node ids in lower-case hexadecimal digits, as arrays are no values. */
  @Immutable
  private record Consensus(
      long sealer, ImmutableList<String> nodeIds, ImmutableList<Long> weights) {

    static final Consensus NONE = new Consensus(0, ImmutableList.of(), ImmutableList.of());
  }

  private final Base base;
  private final Execution execution;
  private final Consensus consensus;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written after construction
  private final byte[] extraData;

  private BlockHeader(Base base, Execution execution, Consensus consensus, byte[] extraData) {
    this.base = base;
    this.execution = execution;
    this.consensus = consensus;
    this.extraData = extraData.clone();
  }

  private static Hash require32(Hash hash) {
    if (hash.size() != CryptoSuite.HASH_BYTES) {
      throw new IllegalArgumentException("a hash of " + hash.size() + " bytes, not 32");
    }
    return hash;
  }

  /**
   * A header by its place in the chain and its roots, without gas, time, sealers and extra data.
   *
   * @param version of the block's format, such as 0x03060000, an unsigned number
   * @param number of the block
   * @param parent the block before
   * @param txsRoot of the tree of transactions; 32 zeros if there are none
   * @param receiptsRoot of the tree of receipts; 32 zeros if there are none
   * @param stateRoot of the state behind the block
   * @return the header
   * @throws IllegalArgumentException if a hash does not have 32 bytes
   */
  public static BlockHeader of(
      int version, long number, Parent parent, Hash txsRoot, Hash receiptsRoot, Hash stateRoot) {
    Base base = new Base(
        version, number, parent, require32(txsRoot), require32(receiptsRoot), require32(stateRoot));
    return new BlockHeader(base, Execution.NONE, Consensus.NONE, new byte[0]);
  }

  /**
   * This header with what its execution used, and when.
   *
   * @param gas a number in at most 78 decimal digits, as the node reports it; or the empty text
   * @param millis since 1970, in [0, 2^56)
   * @return the changed header
   * @throws IllegalArgumentException if an argument breaks these rules
   */
  public BlockHeader withGasUsedAt(String gas, long millis) {
    if (gas.length() > MAX_DIGITS || !gas.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("gas is no number of at most 78 digits");
    }
    // so that its first byte is no digit, and ends the number before it
    if (millis < 0 || millis >>> 56 != 0) {
      throw new IllegalArgumentException("time " + millis + " is not in [0, 2^56)");
    }
    Execution used = new Execution(gas, millis);
    return new BlockHeader(base, used, consensus, extraData);
  }

  /**
   * This header with those who agreed on it.
   *
   * @param index of the one that sealed it, in the list of nodes
   * @param ids the nodes' public keys, copied
   * @param consensusWeights of the nodes, in the same order
   * @return the changed header
   */
  public BlockHeader withSealers(long index, List<byte[]> ids, List<Long> consensusWeights) {
    ImmutableList<String> hexIds =
        ids.stream().map(HEX::encode).collect(ImmutableList.toImmutableList());
    Consensus agreed = new Consensus(index, hexIds, ImmutableList.copyOf(consensusWeights));
    return new BlockHeader(base, execution, agreed, extraData);
  }

  /**
   * This header with extra data.
   *
   * @param bytes copied
   * @return the changed header
   */
  public BlockHeader withExtraData(byte[] bytes) {
    return new BlockHeader(base, execution, consensus, bytes);
  }

  /**
   * The hash of the block. One hash; see above what it does not tell.
   *
   * @param suite of the chain
   * @return 32 bytes
   */
  public Hash hash(CryptoSuite suite) {
    HashInput fields = new HashInput()
        .int32(base.version)
        .int64(base.parent.number)
        .hash(base.parent.blockHash)
        .hash(base.txsRoot)
        .hash(base.receiptsRoot)
        .hash(base.stateRoot)
        .int64(base.number)
        .text(execution.gasUsed)
        .int64(execution.timestampMillis)
        .int64(consensus.sealer);
    for (String nodeId : consensus.nodeIds) {
      fields = fields.bytes(HEX.decode(nodeId));
    }
    fields = fields.bytes(extraData);
    for (long weight : consensus.weights) {
      fields = fields.int64(weight);
    }
    return fields.hash(suite);
  }

  /**
   * The version of the block's format.
   *
   * @return an unsigned number
   */
  public int version() {
    return base.version;
  }

  /**
   * The place in the chain.
   *
   * @return the number of the block
   */
  public long number() {
    return base.number;
  }

  /**
   * The block before.
   *
   * @return its number and hash
   */
  public Parent parent() {
    return base.parent;
  }

  /**
   * The root of the tree of transactions.
   *
   * @return 32 bytes
   */
  public Hash txsRoot() {
    return base.txsRoot;
  }

  /**
   * The root of the tree of receipts.
   *
   * @return 32 bytes
   */
  public Hash receiptsRoot() {
    return base.receiptsRoot;
  }

  /**
   * The root of the state behind the block.
   *
   * @return 32 bytes
   */
  public Hash stateRoot() {
    return base.stateRoot;
  }

  /**
   * The gas that the block used.
   *
   * @return a number as text
   */
  public String gasUsed() {
    return execution.gasUsed;
  }

  /**
   * The time that the sealer states.
   *
   * @return milliseconds since 1970
   */
  public long timestampMillis() {
    return execution.timestampMillis;
  }

  /**
   * Which node sealed the block.
   *
   * @return its index in {@link #nodeIds()}
   */
  public long sealer() {
    return consensus.sealer;
  }

  /**
   * The nodes that could seal it.
   *
   * @return their public keys in lower-case hexadecimal digits
   */
  public List<String> nodeIds() {
    return consensus.nodeIds;
  }

  /**
   * The weights of these nodes.
   *
   * @return an unmodifiable list
   */
  public List<Long> weights() {
    return consensus.weights;
  }

  /**
   * The extra data.
   *
   * @return a new array
   */
  public byte[] extraData() {
    return extraData.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockHeader that
        && base.equals(that.base)
        && execution.equals(that.execution)
        && consensus.equals(that.consensus)
        && Arrays.equals(extraData, that.extraData);
  }

  @Override
  public int hashCode() {
    return base.hashCode();
  }

  /** Names the number and the root of the transactions. */
  @Override
  public String toString() {
    return "block " + base.number + " with transactions " + base.txsRoot;
  }
}
