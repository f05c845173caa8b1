package org.beleg.ledger.fabric;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.internal.protobuf.ProtoReader;
import org.beleg.internal.protobuf.ProtoWriter;

/**
 * What the orderers of Hyperledger Fabric put beside a block: their signatures, and a value that they sign
 * with the block's header.
 *
 * <p>A block's metadata hold this as their first entry, a message {@code common.Metadata}. The value is a
 * message {@code common.OrdererBlockMetadata}, or nothing in blocks of Fabric before 1.4.1. What is signed is
 * the value, the signature's own header and the DER of the block's header, laid end to end without lengths.
 * Each of the three has one spelling and the value's fields come at most once, so there is one way to cut
 * it.
 *
 * <p>Nothing here is verified; {@link ConsenterSet} does that. Immutable; two are equal iff their bytes are.
 */
@Immutable
public final class BlockSignatures {

  private static final int VALUE = 1;
  private static final int SIGNATURES = 2;
  private static final int LAST_CONFIG = 1;
  private static final int LAST_CONFIG_INDEX = 1;
  private static final int CONSENTER_METADATA = 2;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written
  private final byte[] value;

  private final ImmutableList<BlockSignature> signatures;

  private BlockSignatures(byte[] ownedValue, ImmutableList<BlockSignature> signatures) {
    this.value = ownedValue;
    this.signatures = signatures;
  }

  /**
   * Puts signatures together.
   *
   * @param value what is signed with the header: a message {@code common.OrdererBlockMetadata}, or empty
   * @param signatures in any order
   * @return the value
   * @throws MalformedDataException if the value is no such message
   */
  public static BlockSignatures of(byte[] value, List<BlockSignature> signatures)
      throws MalformedDataException {
    byte[] copy = value.clone();
    requireOrdererMetadata(copy);
    return new BlockSignatures(copy, ImmutableList.copyOf(signatures));
  }

  /**
   * Reads the first entry of a block's metadata. Inverse of {@link #toByteArray()}.
   *
   * @param bytes a message {@code common.Metadata}
   * @return the signatures
   * @throws MalformedDataException if this is not what {@link #toByteArray()} would write
   */
  public static BlockSignatures parse(byte[] bytes) throws MalformedDataException {
    ProtoReader fields = new ProtoReader(bytes, "block signatures");
    byte[] value = fields.bytes(VALUE);
    ImmutableList.Builder<BlockSignature> signatures = ImmutableList.builder();
    for (byte[] signature : fields.repeated(SIGNATURES)) {
      signatures.add(BlockSignature.parse(signature));
    }
    fields.requireEnd();
    requireOrdererMetadata(value);
    return new BlockSignatures(value, signatures.build());
  }

  private static void requireOrdererMetadata(byte[] value) throws MalformedDataException {
    ProtoReader fields = new ProtoReader(value, "orderer block metadata");
    Optional<byte[]> lastConfig = fields.message(LAST_CONFIG);
    if (lastConfig.isPresent()) {
      ProtoReader index = new ProtoReader(lastConfig.get(), "last configuration");
      index.number(LAST_CONFIG_INDEX);
      index.requireEnd();
    }
    fields.bytes(CONSENTER_METADATA);
    fields.requireEnd();
  }

  /**
   * The entry of a block's metadata.
   *
   * @return a new array
   */
  public byte[] toByteArray() {
    return new ProtoWriter()
        .bytes(VALUE, value)
        .repeated(
            SIGNATURES, signatures.stream().map(BlockSignature::toByteArray).toList())
        .toByteArray();
  }

  /**
   * What is signed with the header.
   *
   * @return a new array, perhaps empty
   */
  public byte[] value() {
    return value.clone();
  }

  /**
   * The signatures.
   *
   * @return an unmodifiable list
   */
  public List<BlockSignature> signatures() {
    return signatures;
  }

  /**
   * The bytes that an orderer signs.
   *
   * @param value what is signed with the header, see {@link #value()}
   * @param signerHeader that of the signature, see {@link BlockSignature#header()}
   * @param header of the block
   * @return a new array
   */
  public static byte[] signedBytes(byte[] value, byte[] signerHeader, BlockHeader header) {
    return Bytes.concat(value, signerHeader, header.toByteArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockSignatures that
        && Arrays.equals(value, that.value)
        && signatures.equals(that.signatures);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(value) + signatures.hashCode();
  }

  /** The claimed signers: one line. */
  @Override
  public String toString() {
    return "block signatures " + signatures;
  }
}
