package org.beleg.ledger.fabric;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;
import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;

/**
 * The transactions of one block of Hyperledger Fabric, in their order.
 *
 * <p>Their hash is that of all their bytes laid end to end. It binds the bytes, and it binds where each
 * envelope ends only because nothing is taken for an {@link Envelope} that could be cut in two or joined with
 * the next one.
 *
 * <p>Immutable; equal iff the envelopes are.
 */
@Immutable
public final class BlockData {

  private final ImmutableList<Envelope> envelopes;

  private BlockData(ImmutableList<Envelope> envelopes) {
    this.envelopes = envelopes;
  }

  /**
   * Puts envelopes together.
   *
   * @param envelopes in the order of the block
   * @return the data
   */
  public static BlockData of(List<Envelope> envelopes) {
    return new BlockData(ImmutableList.copyOf(envelopes));
  }

  /**
   * Reads the entries of a block.
   *
   * @param entries in the order of the block, each a message {@code common.Envelope}
   * @return the data
   * @throws MalformedDataException if one is no envelope, see {@link Envelope#parse}
   */
  public static BlockData parse(List<byte[]> entries) throws MalformedDataException {
    ImmutableList.Builder<Envelope> envelopes = ImmutableList.builder();
    for (byte[] entry : entries) {
      envelopes.add(Envelope.parse(entry));
    }
    return new BlockData(envelopes.build());
  }

  /**
   * The transactions.
   *
   * @return an unmodifiable list
   */
  public List<Envelope> envelopes() {
    return envelopes;
  }

  /** The entries of the block. */
  List<byte[]> entries() {
    return envelopes.stream().map(Envelope::toByteArray).toList();
  }

  /**
   * The hash of all envelopes. Cost: one hash and one copy of all bytes.
   *
   * @return 32 bytes
   */
  public Hash dataHash() {
    return BlockHeader.SHA_256.hash(Bytes.concat(entries().toArray(byte[][]::new)));
  }

  /**
   * Tells whether these are the transactions of a header's block.
   *
   * @param header a header that the caller trusts
   * @return accepted; or rejected with {@link Reason#DATA_HASH_MISMATCH}
   */
  public Verdict check(BlockHeader header) {
    Hash computed = dataHash();
    return computed.equals(header.dataHash())
        ? Verdict.accepted()
        : Verdict.rejected(
            Reason.DATA_HASH_MISMATCH,
            "block " + header.number() + " has data of hash " + header.dataHash() + ", these have "
                + computed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockData that && envelopes.equals(that.envelopes);
  }

  @Override
  public int hashCode() {
    return envelopes.hashCode();
  }

  /** The number of envelopes: one line. */
  @Override
  public String toString() {
    return "data of a block, " + envelopes.size() + " envelopes";
  }
}
