package org.beleg.ledger.corda;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;

/** Between linked nodes and the flat order of flags and hashes: depth first, left before right. */
final class NodeWalk {

  private static final String WHAT = "partial tree";

  private NodeWalk() {}

  /** A node and its distance from the root. */
  private record Place(PartialNode node, int depth) {}

  /** Tells the nodes one by one. The height of the tree is the depth of its included leaves. */
  static PartialMerkleTree read(PartialNode root) throws MalformedDataException {
    int height = root.height();
    Deque<Place> pending = new ArrayDeque<>();
    pending.push(new Place(root, 0));
    BitSet flags = new BitSet();
    int told = 0;
    int hashSize = 0;
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    while (!pending.isEmpty()) {
      Place place = pending.pop();
      PartialNode node = place.node();
      if (node instanceof PartialNode.Node inner) {
        flags.set(told++);
        pending.push(new Place(inner.right(), place.depth() + 1));
        pending.push(new Place(inner.left(), place.depth() + 1));
        continue;
      }
      boolean included = node instanceof PartialNode.IncludedLeaf;
      if (included && place.depth() != height) {
        throw new MalformedDataException(
            WHAT,
            "node " + told,
            "an included leaf " + (height - place.depth()) + " levels too high");
      }
      flags.set(told++, included);
      Hash hash = hashOf(node);
      hashSize = hashSize == 0 ? hash.size() : hashSize;
      if (hash.size() != hashSize) {
        throw new MalformedDataException(WHAT, "node " + told, "a hash of another size");
      }
      hashes.writeBytes(hash.toByteArray());
    }
    byte[] packed = new byte[(told + 7) / 8];
    byte[] used = flags.toByteArray(); // ends at the last 1
    System.arraycopy(used, 0, packed, 0, used.length);
    return PartialMerkleTree.ofTold(height, hashSize, packed, hashes.toByteArray());
  }

  private static Hash hashOf(PartialNode node) {
    if (node instanceof PartialNode.IncludedLeaf leaf) {
      return leaf.hash();
    }
    return ((PartialNode.Leaf) node).hash();
  }

  /** Links what a valid partial tree of not too many hashes tells. Recursion is as deep as the tree. */
  static PartialNode write(int height, int hashSize, byte[] flags, byte[] hashes) {
    try {
      return new Linking(hashSize, flags, hashes).next(height);
    } catch (MalformedDataException e) {
      throw new AssertionError("a tree that is too high or too large", e);
    }
  }

  private static final class Linking {
    private final int hashSize;
    private final byte[] flags;
    private final byte[] hashes;
    private int flag;
    private int hash;

    Linking(int hashSize, byte[] flags, byte[] hashes) {
      this.hashSize = hashSize;
      this.flags = flags;
      this.hashes = hashes;
    }

    PartialNode next(int level) throws MalformedDataException {
      boolean set = (flags[flag >> 3] >>> (flag & 7) & 1) != 0;
      flag++;
      if (set && level > 0) {
        PartialNode left = next(level - 1);
        return PartialNode.Node.of(left, next(level - 1));
      }
      Hash value = Hash.of(hashes, hash++ * hashSize, hashSize);
      return set ? new PartialNode.IncludedLeaf(value) : new PartialNode.Leaf(value);
    }
  }
}
