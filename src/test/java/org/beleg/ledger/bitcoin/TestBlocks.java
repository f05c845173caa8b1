package org.beleg.ledger.bitcoin;

import com.google.common.primitives.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.testing.TestTrees;

/** Blocks that nobody mined, and Bitcoin's rules for their trees written down as plainly as possible. */
final class TestBlocks {

  private TestBlocks() {}

  // --- the rules ---------------------------------------------------------------------------------

  static Hash hash(byte[]... parts) {
    Hash once = HashAlgorithm.SHA_256.hash(Bytes.concat(parts));
    return HashAlgorithm.SHA_256.hash(once.toByteArray());
  }

  static Hash node(Hash left, Hash right) {
    return hash(left.toByteArray(), right.toByteArray());
  }

  /** The hash of the node that is so many levels above the leaves and so many to the right. */
  static Hash node(List<Hash> ids, int level, int index) {
    if (level == 0) {
      return ids.get(index);
    }
    Hash left = node(ids, level - 1, 2 * index);
    boolean hasRight = 2 * index + 1 < width(ids.size(), level - 1);
    return node(left, hasRight ? node(ids, level - 1, 2 * index + 1) : left);
  }

  static int width(int count, int level) {
    return (count + (1 << level) - 1) >> level;
  }

  static int depth(int count) {
    int depth = 0;
    while (width(count, depth) > 1) {
      depth++;
    }
    return depth;
  }

  static Hash root(List<Hash> ids) {
    return node(ids, depth(ids.size()), 0);
  }

  static List<Hash> path(List<Hash> ids, int leafIndex) {
    List<Hash> path = new ArrayList<>();
    for (int level = 0; level < depth(ids.size()); level++) {
      int index = leafIndex >> level;
      int sibling = index ^ 1;
      path.add(node(ids, level, sibling < width(ids.size(), level) ? sibling : index));
    }
    return path;
  }

  /** Whether a leaf has the same repeated hashes in its path in a tree of another size. */
  static boolean hasShape(int index, int count, int other) {
    if (depth(count) != depth(other)) {
      return false;
    }
    for (int level = 0; level < depth(count); level++) {
      if (isRepeated(index, count, level) != isRepeated(index, other, level)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRepeated(int index, int count, int level) {
    return (index >> level ^ 1) >= width(count, level);
  }

  /** A longer list with the same root: the last node of an odd level again, one place further. */
  static List<Hash> repeatLast(List<Hash> ids, int level) {
    List<Hash> longer = new ArrayList<>(ids);
    int last = (width(ids.size(), level) - 1) << level;
    for (int i = 0; i < 2 << level; i++) {
      int leaf = i & ((1 << level) - 1);
      for (int below = level - 1; below >= 0; below--) {
        if ((last + leaf) >> below >= width(ids.size(), below)) {
          leaf -= 1 << below; // this node is the repetition of the one before
        }
      }
      if (last + i >= ids.size()) {
        longer.add(ids.get(last + leaf));
      }
    }
    return longer;
  }

  /** A partial tree as BIP 37 tells it, whatever the counts say. */
  static byte[] partialTree(List<Hash> ids, List<Integer> matched) {
    List<Boolean> flags = new ArrayList<>();
    List<Hash> hashes = new ArrayList<>();
    tell(ids, matched, depth(ids.size()), 0, flags, hashes);
    return partialTree(ids.size(), hashes, flags);
  }

  private static void tell(
      List<Hash> ids,
      List<Integer> matched,
      int level,
      int index,
      List<Boolean> flags,
      List<Hash> hashes) {
    boolean above = matched.stream().anyMatch(leaf -> leaf >> level == index);
    flags.add(above);
    if (!above || level == 0) {
      hashes.add(node(ids, level, index));
      return;
    }
    tell(ids, matched, level - 1, 2 * index, flags, hashes);
    if (2 * index + 1 < width(ids.size(), level - 1)) {
      tell(ids, matched, level - 1, 2 * index + 1, flags, hashes);
    }
  }

  static byte[] partialTree(int count, List<Hash> hashes, List<Boolean> flags) {
    byte[] packed = new byte[(flags.size() + 7) / 8];
    for (int i = 0; i < flags.size(); i++) {
      packed[i / 8] |= (byte) (flags.get(i) ? 1 << (i % 8) : 0);
    }
    return partialTree(count, hashes, packed);
  }

  static byte[] partialTree(int count, List<Hash> hashes, byte[] flags) {
    return new WireWriter()
        .int32(count)
        .compactSize(hashes.size())
        .raw(TestTrees.flat(hashes))
        .sized(flags)
        .toByteArray();
  }

  // --- blocks ------------------------------------------------------------------------------------

  /** Ids that all differ. */
  static List<Hash> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> hash(TestTrees.entry(i))).toList();
  }

  static Transaction coinbase(TransactionOutput... outputs) {
    return coinbase(Witness.empty(), outputs);
  }

  static Transaction coinbase(Witness witness, TransactionOutput... outputs) {
    byte[] script = {3, 1, 2, 3, 0x51};
    return Transaction.of(
        2,
        List.of(TransactionInput.of(OutPoint.NONE, script, 0xFFFF_FFFFL, witness)),
        outputs.length == 0
            ? List.of(TransactionOutput.of(5_000_000_000L, new byte[] {0x51}))
            : List.of(outputs),
        0);
  }

  /** A transaction of random parts, without or with witness data. */
  static Transaction transaction(SplittableRandom random, boolean withWitness) {
    List<TransactionInput> inputs = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      List<byte[]> items = new ArrayList<>();
      for (int j = withWitness ? random.nextInt(i == 1 ? 1 : 0, 4) : 0; j > 0; j--) {
        items.add(TestTrees.randomBytes(random, random.nextInt(120)));
      }
      inputs.add(TransactionInput.of(
          new OutPoint(TestTrees.randomHash(random), random.nextInt(5)),
          TestTrees.randomBytes(random, random.nextInt(withWitness ? 2 : 300)),
          random.nextLong(1L << 32),
          Witness.of(items)));
    }
    List<TransactionOutput> outputs = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      outputs.add(TransactionOutput.of(
          random.nextLong(1L << 40), TestTrees.randomBytes(random, random.nextInt(10, 40))));
    }
    return Transaction.of(random.nextInt(1, 3), inputs, outputs, random.nextLong(1L << 32));
  }

  /** Any transaction of 64 bytes. */
  static Transaction sixtyFourBytes(SplittableRandom random) {
    Transaction made = Transaction.of(
        1,
        List.of(TransactionInput.of(
            new OutPoint(TestTrees.randomHash(random), 0),
            new byte[0],
            random.nextLong(1L << 32),
            Witness.empty())),
        List.of(TransactionOutput.of(1, TestTrees.randomBytes(random, 4))),
        0);
    if (made.size() != 64) {
      throw new AssertionError("has " + made.size() + " bytes");
    }
    return made;
  }

  /** A header whose root is that of these transactions. */
  static BlockHeader header(List<Transaction> transactions) {
    Hash zero = Hash.of(new byte[32]);
    Hash root = root(transactions.stream().map(Transaction::txid).toList());
    return BlockHeader.of(4, zero, root, 1_600_000_000L, 0x207fffff, 0);
  }

  static byte[] bytes(BlockHeader header, List<Transaction> transactions) {
    WireWriter writer = new WireWriter().raw(header.format()).compactSize(transactions.size());
    transactions.forEach(transaction -> writer.raw(transaction.format()));
    return writer.toByteArray();
  }

  static Block block(List<Transaction> transactions) {
    try {
      return Block.parse(bytes(header(transactions), transactions));
    } catch (MalformedDataException e) {
      throw new AssertionError(e);
    }
  }

  /** A block of so many transactions without witness data. */
  static Block block(SplittableRandom random, int count) {
    List<Transaction> transactions = new ArrayList<>(List.of(coinbase()));
    while (transactions.size() < count) {
      transactions.add(transaction(random, false));
    }
    return block(transactions);
  }

  /** A block of so many transactions, about half of them with witness data, and the commitment. */
  static Block witnessBlock(SplittableRandom random, int count) {
    List<Transaction> others = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      others.add(transaction(random, i == 1 || random.nextBoolean()));
    }
    byte[] reserved = TestTrees.randomBytes(random, 32);
    List<Hash> wtxids = new ArrayList<>(List.of(Hash.of(new byte[32])));
    others.forEach(transaction -> wtxids.add(transaction.wtxid()));
    TransactionOutput commitment = commitment(hash(root(wtxids).toByteArray(), reserved));
    TransactionOutput decoy = commitment(hash(reserved));
    List<Transaction> all = new ArrayList<>(List.of(
        coinbase(Witness.of(reserved), decoy, commitment, TransactionOutput.of(1, new byte[0]))));
    all.addAll(others);
    return block(all);
  }

  static TransactionOutput commitment(Hash hash) {
    byte[] prefix = {0x6a, 0x24, (byte) 0xaa, 0x21, (byte) 0xa9, (byte) 0xed};
    return TransactionOutput.of(0, Bytes.concat(prefix, hash.toByteArray()));
  }

  static List<Hash> txids(Block block) {
    return block.transactions().stream().map(Transaction::txid).toList();
  }

  static int[] indexes(int mask) {
    return IntStream.range(0, 31).filter(i -> (mask >> i & 1) != 0).toArray();
  }

  static int[] upTo(int count) {
    return IntStream.range(0, count).toArray();
  }

  static List<Integer> boxed(int... indexes) {
    return Arrays.stream(indexes).boxed().toList();
  }

  static List<Hash> pick(List<Hash> ids, int... indexes) {
    return Arrays.stream(indexes).mapToObj(ids::get).toList();
  }
}
