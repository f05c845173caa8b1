package org.beleg.ledger.fisco;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.Objects;
import org.beleg.hash.Hash;
import org.beleg.internal.text.Utf8;

/**
 * A transaction with all the fields that its hash covers, as <a
 * href="https://github.com/FISCO-BCOS/FISCO-BCOS/blob/master/bcos-tars-protocol/bcos-tars-protocol/impl/TarsHashable.h">TarsHashable.h</a>
 * of the node hashes {@code TransactionData}.
 *
 * <pre>
 *   version 0   be32 version || chainID || groupID || be64 blockLimit || nonce || to || input || abi
 *   version 1   ... || value || gasPrice || be64 gasLimit || maxFeePerGas || maxPriorityFeePerGas
 *   version 2   ... || extension
 * </pre>
 *
 * <p>The version follows from what there is: {@link #of} makes one of version 0, {@link #withFees} of
 * version 1, {@link #withExtension} of version 2.
 *
 * <p><b>Security: the hash does not separate the fields.</b> They are hashed without their lengths, so what
 * moves from the end of a field to the begin of the next leaves the hash, and the signature, as they were:
 * chain "ab" with group "c" and chain "a" with group "bc"; a digit from the nonce to the address that is
 * called; the end of the input to the abi; bytes of the prices to the gas limit. Bound are the version and,
 * for a known chain and group, the block limit; of all behind it only the bytes as a whole. Two
 * transactions are the same only if {@link #equals} says so. {@link Chain} compares chain and group before
 * it looks at a hash; of the other fields, compare what you know. The hash, the sender and the signature
 * that a node reports beside the fields are no part of this value: the hash is always computed.
 *
 * <p>Texts are valid Unicode, hashed as UTF-8. Immutable and safe for any number of threads.
 */
@Immutable
public final class Transaction {

  /** What a transaction has from version 1 on. */
  @Immutable
  private record Fees(
      String value,
      String gasPrice,
      long gasLimit,
      String maxFeePerGas,
      String maxPriorityFeePerGas) {

    static final Fees NONE = new Fees("", "", 0, "", "");
  }

  private final int version;
  private final String chainId;
  private final String groupId;
  private final long blockLimit;
  private final String to;
  private final String abi;
  private final Fees fees;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written after construction
  private final byte[] nonce;

  @SuppressWarnings("Immutable") // likewise
  private final byte[] input;

  @SuppressWarnings("Immutable") // likewise
  private final byte[] extension;

  private Transaction(
      String chainId,
      String groupId,
      long blockLimit,
      byte[] nonce,
      String to,
      byte[] input,
      String abi) {
    this.version = 0;
    this.chainId = text(chainId);
    this.groupId = text(groupId);
    this.blockLimit = blockLimit;
    this.nonce = nonce.clone();
    this.to = text(to);
    this.input = input.clone();
    this.abi = text(abi);
    this.fees = Fees.NONE;
    this.extension = new byte[0];
  }

  private Transaction(Transaction base, int version, Fees fees, byte[] extension) {
    this.version = version;
    this.chainId = base.chainId;
    this.groupId = base.groupId;
    this.blockLimit = base.blockLimit;
    this.nonce = base.nonce;
    this.to = base.to;
    this.input = base.input;
    this.abi = base.abi;
    this.fees = fees;
    this.extension = extension.clone();
  }

  static String text(String text) {
    if (!Utf8.isValid(text)) {
      throw new IllegalArgumentException("a lone surrogate has no UTF-8");
    }
    return text;
  }

  /**
   * A transaction of version 0.
   *
   * @param chainId the chain it is for
   * @param groupId the group of that chain
   * @param blockLimit the last block that may hold it
   * @param nonce its bytes; a node from 3.3 on reports them as hexadecimal digits
   * @param to the address of a contract as text, exactly as it was signed; empty to deploy one
   * @param input the call, or the code
   * @param abi the interface of a deployed contract, usually empty
   * @return the transaction
   * @throws IllegalArgumentException if a text is not valid Unicode
   */
  public static Transaction of(
      String chainId,
      String groupId,
      long blockLimit,
      byte[] nonce,
      String to,
      byte[] input,
      String abi) {
    return new Transaction(chainId, groupId, blockLimit, nonce, to, input, abi);
  }

  /**
   * This transaction with a value and fees, of version 1 or, if there is an extension, 2.
   *
   * @param value what is transferred, as text, exactly as it was signed; so are all prices
   * @param gasPrice per unit
   * @param gasLimit the most units
   * @param maxFeePerGas as of EIP-1559
   * @param maxPriorityFeePerGas likewise
   * @return the changed transaction
   * @throws IllegalArgumentException if a text is not valid Unicode
   */
  public Transaction withFees(
      String value,
      String gasPrice,
      long gasLimit,
      String maxFeePerGas,
      String maxPriorityFeePerGas) {
    Fees priced = new Fees(
        text(value), text(gasPrice), gasLimit, text(maxFeePerGas), text(maxPriorityFeePerGas));
    return new Transaction(this, Math.max(version, 1), priced, extension);
  }

  /**
   * This transaction with an extension, perhaps an empty one, of version 2.
   *
   * @param bytes the extension, copied
   * @return the changed transaction
   */
  public Transaction withExtension(byte[] bytes) {
    return new Transaction(this, 2, fees, bytes);
  }

  /**
   * The hash that is signed, and that is a leaf of the block's tree. One hash; see above what it does not
   * tell.
   *
   * @param suite of the chain
   * @return 32 bytes
   */
  public Hash hash(CryptoSuite suite) {
    HashInput hashed = new HashInput()
        .int32(version)
        .text(chainId)
        .text(groupId)
        .int64(blockLimit)
        .bytes(nonce)
        .text(to)
        .bytes(input)
        .text(abi);
    if (version >= 1) {
      hashed = hashed
          .text(fees.value)
          .text(fees.gasPrice)
          .int64(fees.gasLimit)
          .text(fees.maxFeePerGas)
          .text(fees.maxPriorityFeePerGas);
    }
    return (version >= 2 ? hashed.bytes(extension) : hashed).hash(suite);
  }

  /**
   * The version of the format.
   *
   * @return 0, 1 or 2
   */
  public int version() {
    return version;
  }

  /**
   * The chain it is for.
   *
   * @return the chain's id
   */
  public String chainId() {
    return chainId;
  }

  /**
   * The group it is for.
   *
   * @return the group's id
   */
  public String groupId() {
    return groupId;
  }

  /**
   * The last block that may hold it.
   *
   * @return a block number
   */
  public long blockLimit() {
    return blockLimit;
  }

  /**
   * What makes it differ from others of its sender.
   *
   * @return a new array
   */
  public byte[] nonce() {
    return nonce.clone();
  }

  /**
   * The contract that is called.
   *
   * @return its address as text; empty where one is deployed
   */
  public String to() {
    return to;
  }

  /**
   * The call, or the code of a contract.
   *
   * @return a new array
   */
  public byte[] input() {
    return input.clone();
  }

  /**
   * The interface of a deployed contract.
   *
   * @return usually empty
   */
  public String abi() {
    return abi;
  }

  /**
   * What is transferred.
   *
   * @return a number as text; empty in version 0
   */
  public String value() {
    return fees.value;
  }

  /**
   * The price of a unit of gas.
   *
   * @return a number as text; empty in version 0
   */
  public String gasPrice() {
    return fees.gasPrice;
  }

  /**
   * The most units of gas.
   *
   * @return 0 in version 0
   */
  public long gasLimit() {
    return fees.gasLimit;
  }

  /**
   * The highest fee for a unit of gas.
   *
   * @return a number as text; empty in version 0
   */
  public String maxFeePerGas() {
    return fees.maxFeePerGas;
  }

  /**
   * The highest priority fee for a unit of gas.
   *
   * @return a number as text; empty in version 0
   */
  public String maxPriorityFeePerGas() {
    return fees.maxPriorityFeePerGas;
  }

  /**
   * The extension.
   *
   * @return a new array, empty before version 2
   */
  public byte[] extension() {
    return extension.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Transaction that
        && version == that.version
        && chainId.equals(that.chainId)
        && groupId.equals(that.groupId)
        && blockLimit == that.blockLimit
        && Arrays.equals(nonce, that.nonce)
        && to.equals(that.to)
        && Arrays.equals(input, that.input)
        && abi.equals(that.abi)
        && fees.equals(that.fees)
        && Arrays.equals(extension, that.extension);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        version, chainId, groupId, blockLimit, Arrays.hashCode(nonce), to, Arrays.hashCode(input));
  }

  /** Names version, chain, group and contract. */
  @Override
  public String toString() {
    return "transaction of version " + version + " for " + chainId + "/" + groupId + " to '" + to
        + "'";
  }
}
