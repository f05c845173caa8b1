package org.beleg.ledger.bitcoin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;

/** Makes headers on the network where every second hash will do. */
final class RegtestMiner {

  private static final CompactTarget TARGET = BitcoinNetwork.REGTEST.limit();

  private RegtestMiner() {}

  /** A header with the first nonce that does. */
  static BlockHeader mine(Hash previous, Hash root, long time) {
    return search(nonce -> BlockHeader.of(4, previous, root, time, TARGET.bits(), nonce), true);
  }

  /** The first header that does, or that does not. */
  static BlockHeader search(Function<Integer, BlockHeader> candidates, boolean meets) {
    for (int nonce = 0; ; nonce++) {
      BlockHeader header = candidates.apply(nonce);
      if (TARGET.isMetBy(header.hash()) == meets) {
        return header;
      }
    }
  }

  /** Headers behind a tip, ten minutes apart; the salt makes them differ. */
  static List<BlockHeader> mine(HeaderChain chain, int count, int salt) {
    List<BlockHeader> headers = new ArrayList<>(count);
    BlockHeader tip = chain.tip();
    for (int i = 0; i < count; i++) {
      Hash root = HashAlgorithm.SHA_256.hash(new byte[] {(byte) salt, (byte) i, (byte) (i >> 8)});
      tip = mine(tip.hash(), root, tip.timestampSeconds() + 600);
      headers.add(tip);
    }
    return headers;
  }

  static HeaderChain chain(int count, int salt) {
    HeaderChain start = HeaderChain.startAt(BitcoinNetwork.REGTEST);
    try {
      return start.appendAll(mine(start, count, salt));
    } catch (VerificationException e) {
      throw new AssertionError("mined headers are refused", e);
    }
  }
}
