package org.beleg.ledger.fisco;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.hash.Hash;
import org.beleg.testing.TestTrees;

/** Trees of blocks as the rules define them, recursively; nothing here is fast. */
final class BlockTrees {

  private BlockTrees() {}

  static List<Hash> leaves(SplittableRandom random, int count) {
    List<Hash> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(TestTrees.randomHash(random));
    }
    return leaves;
  }

  /** The level above: the hash of two, or of one. */
  static List<Hash> above(CryptoSuite suite, List<Hash> level) {
    List<Hash> parents = new ArrayList<>();
    for (int i = 0; i < level.size(); i += 2) {
      parents.add(suite.hash(TestTrees.flat(level.subList(i, Math.min(i + 2, level.size())))));
    }
    return parents;
  }

  static Hash root(CryptoSuite suite, List<Hash> level) {
    return level.size() == 1 ? level.get(0) : root(suite, above(suite, level));
  }

  /** The list of a node for a leaf, as strings. */
  static List<String> proof(CryptoSuite suite, List<Hash> leaves, int leafIndex) {
    List<String> elements = new ArrayList<>();
    List<Hash> level = leaves;
    int index = leafIndex;
    while (level.size() > 1) {
      List<Hash> group = level.subList(index & ~1, Math.min((index & ~1) + 2, level.size()));
      elements.add("0000000" + group.size() + "0".repeat(56));
      group.forEach(hash -> elements.add(hash.toHex()));
      level = above(suite, level);
      index >>= 1;
    }
    return leaves.size() == 1 ? List.of(leaves.get(0).toHex()) : elements;
  }
}
