package org.beleg.ledger.bitcoin;

import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.internal.ledger.LevelTree;

/**
 * The numbers of transactions that a block may have as far as a verifier knows: one if it was told, and
 * all of a depth if that was shown by the coinbase transaction. A range, since a path narrows it from
 * both ends.
 *
 * @param least the fewest transactions, at least 1
 * @param most the most transactions, not below
 */
record TransactionCounts(int least, int most) {

  /** The number of levels that the tree of a largest block has above its leaves. */
  static final int MAX_DEPTH = LevelTree.levelsAbove(Block.MAX_TRANSACTIONS);

  /** What the verifier was told by somebody it trusts. */
  static TransactionCounts exactly(int transactionCount) throws VerificationException {
    if (transactionCount < 1 || transactionCount > Block.MAX_TRANSACTIONS) {
      throw Refusal.of(
          Reason.TRANSACTION_COUNT_OUT_OF_RANGE,
          transactionCount + " transactions, a block has 1 to " + Block.MAX_TRANSACTIONS);
    }
    return new TransactionCounts(transactionCount, transactionCount);
  }

  /** All numbers whose trees have this depth. */
  static TransactionCounts ofDepth(int depth) throws VerificationException {
    if (depth > MAX_DEPTH) {
      throw Refusal.of(
          Reason.PATH_LENGTH_WRONG,
          "path has " + depth + " hashes, a block has at most " + MAX_DEPTH + " levels");
    }
    return new TransactionCounts(
        depth == 0 ? 1 : (1 << (depth - 1)) + 1, Math.min(1 << depth, Block.MAX_TRANSACTIONS));
  }

  /** The depth that all these trees have. */
  int depth() {
    return LevelTree.levelsAbove(most);
  }
}
