package org.beleg.ledger.fisco;

import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.beleg.hash.Hash;

/**
 * The header of a block with all the fields that its hash covers, as <a
 * href="https://github.com/FISCO-BCOS/FISCO-BCOS/blob/master/bcos-tars-protocol/bcos-tars-protocol/impl/TarsHashable.h">TarsHashable.h</a>
 * of the node hashes {@code BlockHeader}. Its hash is what the sealers sign.
 *
 * <pre>
 *   be32 version || (be64 number || hash) per parent || txsRoot || receiptsRoot || stateRoot ||
 *   be64 number || gasUsed as text || be64 timestamp || be64 sealer || node ids || extraData ||
 *   be64 per weight
 * </pre>
 *
 * <p><b>Security: the hash does not separate all fields, and does not count.</b> Neither the numbers of
 * parents, node ids and weights nor the lengths of gasUsed, node ids and extraData are hashed, so a
 * header with other boundaries between them can have the same hash. The one number of transactions is not
 * in it at all. Take a header from a node, and its hash from whom you trust; believe the roots and the
 * number, with the number of parents that you expect, which is one, and the list of sealers only if it is
 * the one that you know.
 *
 * <p>Not for the first block of a chain, whose roots may be missing. Immutable and safe for any number of
 * threads.
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
     * @throws IllegalArgumentException if the hash does not have 32 bytes
     */
    public Parent {
      blockHash = require32(blockHash);
    }
  }

  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

  private final int version;
  private final long number;
  private final ImmutableList<Parent> parents;
  private final Hash txsRoot;
  private final Hash receiptsRoot;
  private final Hash stateRoot;
  private final String gasUsed;
  private final long timestampMillis;
  private final long sealer;

  /** In lower-case hexadecimal digits, as arrays are no values. */
  private final ImmutableList<String> nodeIds;

  private final ImmutableList<Long> weights;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written after construction
  private final byte[] extraData;

  private BlockHeader(
      int version,
      long number,
      List<Parent> parents,
      Hash txsRoot,
      Hash receiptsRoot,
      Hash stateRoot,
      String gasUsed,
      long timestampMillis,
      long sealer,
      List<String> nodeIds,
      List<Long> weights,
      byte[] extraData) {
    this.version = version;
    this.number = number;
    this.parents = ImmutableList.copyOf(parents);
    this.txsRoot = require32(txsRoot);
    this.receiptsRoot = require32(receiptsRoot);
    this.stateRoot = require32(stateRoot);
    this.gasUsed = Transaction.text(gasUsed);
    this.timestampMillis = timestampMillis;
    this.sealer = sealer;
    this.nodeIds = ImmutableList.copyOf(nodeIds);
    this.weights = ImmutableList.copyOf(weights);
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
   * @param parents the blocks before, usually one
   * @param txsRoot of the tree of transactions; 32 zeros if there are none
   * @param receiptsRoot of the tree of receipts; 32 zeros if there are none
   * @param stateRoot of the state behind the block
   * @return the header
   * @throws IllegalArgumentException if a hash does not have 32 bytes
   */
  public static BlockHeader of(
      int version,
      long number,
      List<Parent> parents,
      Hash txsRoot,
      Hash receiptsRoot,
      Hash stateRoot) {
    return new BlockHeader(
        version,
        number,
        parents,
        txsRoot,
        receiptsRoot,
        stateRoot,
        "",
        0,
        0,
        List.of(),
        List.of(),
        new byte[0]);
  }

  /**
   * This header with what its execution used, and when.
   *
   * @param gas the number as text, as the node reports it
   * @param millis since 1970
   * @return the changed header
   * @throws IllegalArgumentException if the text is not valid Unicode
   */
  public BlockHeader withGasUsedAt(String gas, long millis) {
    return new BlockHeader(
        version,
        number,
        parents,
        txsRoot,
        receiptsRoot,
        stateRoot,
        gas,
        millis,
        sealer,
        nodeIds,
        weights,
        extraData);
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
    return new BlockHeader(
        version,
        number,
        parents,
        txsRoot,
        receiptsRoot,
        stateRoot,
        gasUsed,
        timestampMillis,
        index,
        ids.stream().map(HEX::encode).toList(),
        consensusWeights,
        extraData);
  }

  /**
   * This header with extra data.
   *
   * @param bytes copied
   * @return the changed header
   */
  public BlockHeader withExtraData(byte[] bytes) {
    return new BlockHeader(
        version,
        number,
        parents,
        txsRoot,
        receiptsRoot,
        stateRoot,
        gasUsed,
        timestampMillis,
        sealer,
        nodeIds,
        weights,
        bytes);
  }

  /**
   * The hash of the block. One hash; see above what it does not tell.
   *
   * @param suite of the chain
   * @return 32 bytes
   */
  public Hash hash(CryptoSuite suite) {
    HashInput fields = new HashInput().int32(version);
    for (Parent parent : parents) {
      fields = fields.int64(parent.number()).hash(parent.blockHash());
    }
    fields = fields
        .hash(txsRoot)
        .hash(receiptsRoot)
        .hash(stateRoot)
        .int64(number)
        .text(gasUsed)
        .int64(timestampMillis)
        .int64(sealer);
    for (String nodeId : nodeIds) {
      fields = fields.bytes(HEX.decode(nodeId));
    }
    fields = fields.bytes(extraData);
    for (long weight : weights) {
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
    return version;
  }

  /**
   * The place in the chain.
   *
   * @return the number of the block
   */
  public long number() {
    return number;
  }

  /**
   * The blocks before.
   *
   * @return an unmodifiable list
   */
  public List<Parent> parents() {
    return parents;
  }

  /**
   * The root of the tree of transactions.
   *
   * @return 32 bytes
   */
  public Hash txsRoot() {
    return txsRoot;
  }

  /**
   * The root of the tree of receipts.
   *
   * @return 32 bytes
   */
  public Hash receiptsRoot() {
    return receiptsRoot;
  }

  /**
   * The root of the state behind the block.
   *
   * @return 32 bytes
   */
  public Hash stateRoot() {
    return stateRoot;
  }

  /**
   * The gas that the block used.
   *
   * @return a number as text
   */
  public String gasUsed() {
    return gasUsed;
  }

  /**
   * The time that the sealer states.
   *
   * @return milliseconds since 1970
   */
  public long timestampMillis() {
    return timestampMillis;
  }

  /**
   * Which node sealed the block.
   *
   * @return its index in {@link #nodeIds()}
   */
  public long sealer() {
    return sealer;
  }

  /**
   * The nodes that could seal it.
   *
   * @return their public keys in lower-case hexadecimal digits
   */
  public List<String> nodeIds() {
    return nodeIds;
  }

  /**
   * The weights of these nodes.
   *
   * @return an unmodifiable list
   */
  public List<Long> weights() {
    return weights;
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
        && version == that.version
        && number == that.number
        && parents.equals(that.parents)
        && txsRoot.equals(that.txsRoot)
        && receiptsRoot.equals(that.receiptsRoot)
        && stateRoot.equals(that.stateRoot)
        && gasUsed.equals(that.gasUsed)
        && timestampMillis == that.timestampMillis
        && sealer == that.sealer
        && nodeIds.equals(that.nodeIds)
        && weights.equals(that.weights)
        && Arrays.equals(extraData, that.extraData);
  }

  @Override
  public int hashCode() {
    return Objects.hash(version, number, parents, txsRoot, receiptsRoot, stateRoot);
  }

  /** Names the number and the root of the transactions. */
  @Override
  public String toString() {
    return "block " + number + " with transactions " + txsRoot;
  }
}
