package org.beleg.ledger.bitcoin;

import com.google.common.io.BaseEncoding;
import java.util.ArrayList;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.VerificationException;

/** A chain of mined headers with a block of three transactions in the middle. */
final class RegtestBlocks {

  static final int HEIGHT = 8;
  static final List<Transaction> TRANSACTIONS = List.of(coinbase(), payment(1), payment(2));

  /** From the genesis to 12; the block of {@link #TRANSACTIONS} is at {@link #HEIGHT}. */
  static final HeaderChain CHAIN = chain(12, 0);

  private RegtestBlocks() {}

  private static Transaction transaction(String previous, int lockTime) {
    String hex = "01000000" + "01" + previous + "0451020304" + "ffffffff" + "01"
        + "0100000000000000" + "0151" + String.format("%08x", Integer.reverseBytes(lockTime));
    try {
      return Transaction.parse(BaseEncoding.base16().lowerCase().decode(hex));
    } catch (MalformedDataException e) {
      throw new AssertionError(e);
    }
  }

  private static Transaction coinbase() {
    return transaction("00".repeat(32) + "ffffffff", 0);
  }

  static Transaction payment(int number) {
    return transaction("11".repeat(32) + "00000000", number);
  }

  /** Chains of different salts part at height 5. */
  static HeaderChain chain(int length, int salt) {
    try {
      HeaderChain chain = RegtestMiner.chain(5, 1);
      chain = chain.appendAll(RegtestMiner.mine(chain, 2, salt));
      chain = chain.append(RegtestMiner.mine(
          chain.tip().hash(), tree().rootHash(), chain.tip().timestampSeconds() + 600));
      return chain.appendAll(RegtestMiner.mine(chain, length - HEIGHT, salt));
    } catch (VerificationException e) {
      throw new AssertionError(e);
    }
  }

  private static TransactionTree tree() throws VerificationException {
    return TransactionTree.of(TRANSACTIONS.stream().map(Transaction::txid).toList());
  }

  static TransactionProof proof(int leafIndex) {
    try {
      TransactionTree tree = tree();
      return TransactionProof.of(
          tree.branch(leafIndex),
          CoinbaseProof.of(TRANSACTIONS.get(0), tree.branch(0).path()));
    } catch (VerificationException e) {
      throw new AssertionError(e);
    }
  }

  /** Headers of a chain behind a height. */
  static List<BlockHeader> behind(HeaderChain chain, long height) {
    List<BlockHeader> headers = new ArrayList<>();
    for (long next = height + 1; next <= chain.height(); next++) {
      headers.add(chain.header(next));
    }
    return headers;
  }
}
