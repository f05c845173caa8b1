package org.beleg.ledger.fabric;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;

/**
 * The header of a block of Hyperledger Fabric: its number, the hash of the header before it, and the hash of
 * its data.
 *
 * <p>What is hashed and signed is the DER of {@code SEQUENCE { INTEGER number, OCTET STRING previousHash,
 * OCTET STRING dataHash }}, not the message that travels. The first block of a channel has number 0 and an
 * empty previous hash; every other one has a number of 1 or more and 32 bytes.
 *
 * <p>Immutable; two are equal iff their parts are.
 */
@Immutable
public final class BlockHeader {

  static final HashAlgorithm SHA_256 = HashAlgorithm.SHA_256;

  private static final String WHAT = "block header";
  private static final int MAX_NUMBER_BITS = 63;

  private final long number;
  private final Optional<Hash> previousHash;
  private final Hash dataHash;

  private BlockHeader(long number, Optional<Hash> previousHash, Hash dataHash) {
    this.number = number;
    this.previousHash = previousHash;
    this.dataHash = dataHash;
  }

  /**
   * The header of the first block of a channel.
   *
   * @param dataHash of its data, 32 bytes
   * @return the header with number 0
   * @throws IllegalArgumentException if the hash has another size
   */
  public static BlockHeader genesis(Hash dataHash) {
    return new BlockHeader(0, Optional.empty(), requireSize(dataHash));
  }

  /**
   * The header of a later block.
   *
   * @param number 1 or more
   * @param previousHash of the header before it, 32 bytes
   * @param dataHash of its data, 32 bytes
   * @return the header
   * @throws IllegalArgumentException if the number is 0 or negative, or a hash has another size
   */
  public static BlockHeader of(long number, Hash previousHash, Hash dataHash) {
    checkArgument(number >= 1, "block number %s has no predecessor", number);
    return new BlockHeader(number, Optional.of(requireSize(previousHash)), requireSize(dataHash));
  }

  private static Hash requireSize(Hash hash) {
    checkArgument(hash.size() == SHA_256.size(), "a hash of %s bytes, not 32", hash.size());
    return hash;
  }

  /** A header whose parts anyone may have sent. */
  static BlockHeader ofParts(long number, byte[] previousHash, byte[] dataHash, String what)
      throws MalformedDataException {
    if (dataHash.length != SHA_256.size()) {
      throw new MalformedDataException(what, "data hash", dataHash.length + " bytes, not 32");
    }
    if (number < 0) {
      throw new MalformedDataException(what, "number", "2^63 or more");
    }
    int expected = number == 0 ? 0 : SHA_256.size();
    if (previousHash.length != expected) {
      throw new MalformedDataException(
          what,
          "previous hash",
          previousHash.length + " bytes, block " + number + " has " + expected);
    }
    return number == 0
        ? genesis(Hash.of(dataHash))
        : of(number, Hash.of(previousHash), Hash.of(dataHash));
  }

  /**
   * Reads the DER of a header. Inverse of {@link #toByteArray()}.
   *
   * @param der the header
   * @return the value
   * @throws MalformedDataException if this is anything else: another number of bytes of a hash, a number of
   *     2^63 or more, negative or padded, bytes after the end
   */
  public static BlockHeader parse(byte[] der) throws MalformedDataException {
    DerReader document = DerReader.of(der, WHAT);
    DerReader fields = document.open(Der.SEQUENCE);
    document.requireEnd();
    BigInteger number = fields.unsignedInteger();
    byte[] previousHash = fields.octets(Der.OCTET_STRING);
    byte[] dataHash = fields.octets(Der.OCTET_STRING);
    fields.requireEnd();
    if (number.bitLength() > MAX_NUMBER_BITS) {
      throw new MalformedDataException(WHAT, "number", "2^63 or more");
    }
    return ofParts(number.longValueExact(), previousHash, dataHash, WHAT);
  }

  /**
   * The bytes that are hashed and signed.
   *
   * @return a new array of at most 80 bytes
   */
  public byte[] toByteArray() {
    return Der.element(
        Der.SEQUENCE,
        Der.unsignedInteger(BigInteger.valueOf(number)),
        Der.element(Der.OCTET_STRING, previousHashBytes()),
        Der.element(Der.OCTET_STRING, dataHash.toByteArray()));
  }

  byte[] previousHashBytes() {
    return previousHash.map(Hash::toByteArray).orElse(new byte[0]);
  }

  /**
   * The hash that the next block's header names.
   *
   * @return 32 bytes
   */
  public Hash hash() {
    return SHA_256.hash(toByteArray());
  }

  /**
   * The place of the block in its channel.
   *
   * @return 0 or more
   */
  public long number() {
    return number;
  }

  /**
   * The hash of the header before this one.
   *
   * @return 32 bytes; empty iff the number is 0
   */
  public Optional<Hash> previousHash() {
    return previousHash;
  }

  /**
   * The hash of all envelopes, laid end to end.
   *
   * @return 32 bytes
   */
  public Hash dataHash() {
    return dataHash;
  }

  /**
   * Tells whether this header names another one as the one before it. If this one is trusted, so is the
   * other one then; the reverse does not follow.
   *
   * @param previous a header
   * @return accepted; or rejected with {@link Reason#BLOCK_NUMBER_WRONG} if this number is not one more, or
   *     with {@link Reason#BLOCK_LINK_BROKEN} if the previous hash is another one
   */
  public Verdict checkFollows(BlockHeader previous) {
    if (number - 1 != previous.number) {
      return Verdict.rejected(
          Reason.BLOCK_NUMBER_WRONG, "block " + number + " behind block " + previous.number);
    }
    Hash expected = previous.hash();
    return previousHash.equals(Optional.of(expected))
        ? Verdict.accepted()
        : Verdict.rejected(
            Reason.BLOCK_LINK_BROKEN,
            "block " + number + " does not name " + expected + " as its predecessor");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockHeader that
        && number == that.number
        && previousHash.equals(that.previousHash)
        && dataHash.equals(that.dataHash);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(number) + dataHash.hashCode();
  }

  /** The number and the hash: one line. */
  @Override
  public String toString() {
    return "header of block " + number + ", hash " + hash();
  }
}
