package org.beleg.ledger.fabric;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.internal.protobuf.ProtoReader;
import org.beleg.internal.protobuf.ProtoWriter;

/**
 * A whole block of Hyperledger Fabric, as peers and orderers hand it out: header, data, metadata.
 *
 * <pre>{@code
 * Block block = Block.parse(bytes);                     // peer channel fetch 1234 block.pb
 * Verdict ordered = block.verify(orderers);             // signed by the quorum of these orderers
 * }</pre>
 *
 * <p>The metadata are no part of the hash chain. Their first entry holds the signatures; the others, such as
 * the flags that say which transactions a peer found valid, are kept as they are and vouched for by nobody.
 *
 * <p>Immutable; two are equal iff their bytes are.
 */
@Immutable
public final class Block {

  /** The most entries of metadata that are read; Fabric has five. */
  private static final int MAX_METADATA = 16;

  private static final String WHAT = "block";
  private static final int HEADER = 1;
  private static final int DATA = 2;
  private static final int METADATA = 3;
  private static final int NUMBER = 1;
  private static final int PREVIOUS_HASH = 2;
  private static final int DATA_HASH = 3;
  private static final int ENTRIES = 1;

  private final BlockHeader header;
  private final BlockData data;
  private final BlockSignatures signatures;

  @SuppressWarnings("Immutable") // private copies, never handed out, never written
  private final ImmutableList<byte[]> otherMetadata;

  private Block(
      BlockHeader header,
      BlockData data,
      BlockSignatures signatures,
      ImmutableList<byte[]> ownedOtherMetadata) {
    this.header = requireNonNull(header, "header");
    this.data = requireNonNull(data, "data");
    this.signatures = requireNonNull(signatures, "signatures");
    this.otherMetadata = ownedOtherMetadata;
  }

  /**
   * Puts a block together, without metadata but the signatures.
   *
   * @param header the header; whether the data are its own is for {@link #check()}
   * @param data the transactions
   * @param signatures of the orderers, perhaps none
   * @return the block
   */
  public static Block of(BlockHeader header, BlockData data, BlockSignatures signatures) {
    return new Block(header, data, signatures, ImmutableList.of());
  }

  /**
   * Reads a block. Inverse of {@link #toByteArray()}.
   *
   * <p>Cost: one pass, and about three copies of the bytes.
   *
   * @param bytes a message {@code common.Block}
   * @return the block, in which nothing is verified
   * @throws MalformedDataException if this is not what {@link #toByteArray()} would write of a block whose
   *     envelopes and signatures can be read
   */
  public static Block parse(byte[] bytes) throws MalformedDataException {
    ProtoReader fields = new ProtoReader(bytes, WHAT);
    byte[] header = required(fields, HEADER);
    byte[] data = required(fields, DATA);
    byte[] metadata = required(fields, METADATA);
    fields.requireEnd();
    ProtoReader entries = new ProtoReader(metadata, "block metadata");
    List<byte[]> items = entries.repeated(ENTRIES);
    entries.requireEnd();
    if (items.isEmpty() || items.size() > MAX_METADATA) {
      throw entries.problem(items.size() + " entries, not 1 to " + MAX_METADATA);
    }
    return new Block(
        parseHeader(header),
        parseData(data),
        BlockSignatures.parse(items.get(0)),
        ImmutableList.copyOf(items.subList(1, items.size())));
  }

  private static byte[] required(ProtoReader fields, int field) throws MalformedDataException {
    return fields
        .message(field)
        .orElseThrow(() -> fields.problem("field " + field + " is missing"));
  }

  private static BlockHeader parseHeader(byte[] bytes) throws MalformedDataException {
    ProtoReader fields = new ProtoReader(bytes, "block header");
    long number = fields.number(NUMBER);
    byte[] previousHash = fields.bytes(PREVIOUS_HASH);
    byte[] dataHash = fields.bytes(DATA_HASH);
    fields.requireEnd();
    return BlockHeader.ofParts(number, previousHash, dataHash, "block header");
  }

  private static BlockData parseData(byte[] bytes) throws MalformedDataException {
    ProtoReader fields = new ProtoReader(bytes, "block data");
    List<byte[]> entries = fields.repeated(ENTRIES);
    fields.requireEnd();
    return BlockData.parse(entries);
  }

  /**
   * The block as a message {@code common.Block}.
   *
   * @return a new array
   */
  public byte[] toByteArray() {
    byte[] headerBytes = new ProtoWriter()
        .number(NUMBER, header.number())
        .bytes(PREVIOUS_HASH, header.previousHashBytes())
        .bytes(DATA_HASH, header.dataHash().toByteArray())
        .toByteArray();
    return new ProtoWriter()
        .message(HEADER, headerBytes)
        .message(DATA, new ProtoWriter().repeated(ENTRIES, data.entries()).toByteArray())
        .message(
            METADATA,
            new ProtoWriter()
                .message(ENTRIES, signatures.toByteArray())
                .repeated(ENTRIES, otherMetadata)
                .toByteArray())
        .toByteArray();
  }

  /**
   * The header.
   *
   * @return the header
   */
  public BlockHeader header() {
    return header;
  }

  /**
   * The transactions.
   *
   * @return the data
   */
  public BlockData data() {
    return data;
  }

  /**
   * The first entry of the metadata.
   *
   * @return the signatures, unverified
   */
  public BlockSignatures signatures() {
    return signatures;
  }

  /**
   * Tells whether the data are those of the header. This makes neither of them trusted.
   *
   * @return the verdict of {@link BlockData#check}
   */
  public Verdict check() {
    return data.check(header);
  }

  /**
   * Tells whether enough orderers signed this block: its header, and through it its data.
   *
   * @param orderers those of the channel when the block was made
   * @return accepted; or rejected as by {@link BlockData#check} or {@link ConsenterSet#verify}
   */
  public Verdict verify(ConsenterSet orderers) {
    Verdict own = check();
    return own.isAccepted() ? orderers.verify(header, signatures) : own;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Block that && Arrays.equals(toByteArray(), that.toByteArray());
  }

  @Override
  public int hashCode() {
    return header.hashCode();
  }

  /** The header and the number of transactions: one line. */
  @Override
  public String toString() {
    return header + ", " + data.envelopes().size() + " envelopes";
  }
}
