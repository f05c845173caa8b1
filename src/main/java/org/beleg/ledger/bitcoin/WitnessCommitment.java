package org.beleg.ledger.bitcoin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;

/**
 * How a block's coinbase transaction commits to the witness data of all others.
 *
 * <p>Source: <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0141.mediawiki#commitment-structure">BIP 141,
 * commitment structure</a>.
 */
final class WitnessCommitment {

  /** OP_RETURN, a push of 36 bytes, and the header of the commitment. */
  private static final byte[] PREFIX = {0x6a, 0x24, (byte) 0xaa, 0x21, (byte) 0xa9, (byte) 0xed};

  /** What stands for the coinbase transaction's own id in the witness tree. */
  static final Hash COINBASE_WTXID = Hash.of(new byte[DoubleSha256.SIZE]);

  private WitnessCommitment() {}

  /** The commitment: in the last output whose script begins with the prefix, if there is one. */
  static Optional<Hash> find(Transaction coinbase) {
    List<TransactionOutput> outputs = coinbase.outputs();
    for (int i = outputs.size() - 1; i >= 0; i--) {
      byte[] script = outputs.get(i).scriptPubKey();
      if (script.length >= PREFIX.length + DoubleSha256.SIZE
          && Arrays.equals(script, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
        return Optional.of(Hash.of(script, PREFIX.length, DoubleSha256.SIZE));
      }
    }
    return Optional.empty();
  }

  /** The value that is hashed together with the root: the only item of the coinbase's witness. */
  static Hash reservedValue(Transaction coinbase) throws VerificationException {
    Witness witness = coinbase.inputs().get(0).witness();
    byte[] value = witness.itemCount() == 1 ? witness.item(0) : new byte[0];
    if (value.length != DoubleSha256.SIZE) {
      throw Refusal.of(
          Reason.WITNESS_RESERVED_VALUE_WRONG,
          "the coinbase transaction has " + witness + ", not one of 32 bytes");
    }
    return Hash.of(value);
  }

  /** Refuses a commitment to another witness root. */
  static void require(Hash commitment, Hash witnessRoot, Hash reservedValue)
      throws VerificationException {
    byte[] pair = new byte[2 * DoubleSha256.SIZE];
    witnessRoot.copyTo(pair, 0);
    reservedValue.copyTo(pair, DoubleSha256.SIZE);
    Hash computed = DoubleSha256.hash(pair);
    if (!computed.equals(commitment)) {
      throw Refusal.of(
          Reason.WITNESS_COMMITMENT_MISMATCH,
          "the coinbase transaction commits to " + commitment + ", computed " + computed);
    }
  }
}
