package org.beleg.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.tree.MerkleTree;

/** Entries, leaf hashes and trees that many tests start from. */
public final class TestTrees {

  private TestTrees() {}

  /** Entry i is i as eight bytes, big-endian: all entries differ. */
  public static byte[] entry(long i) {
    return ByteBuffer.allocate(Long.BYTES).putLong(i).array();
  }

  /** The first entries. */
  public static List<byte[]> entries(int count) {
    List<byte[]> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      entries.add(entry(i));
    }
    return entries;
  }

  /** The tree over SHA-256 of the first entries. */
  public static MerkleTree tree(int size) {
    return MerkleTree.of(TreeHasher.sha256(), entries(size));
  }

  /** The leaf hashes of a tree, from the first to the last. */
  public static List<Hash> leafHashes(MerkleTree tree) {
    List<Hash> hashes = new ArrayList<>();
    for (long i = 0; i < tree.size(); i++) {
      hashes.add(tree.leafHash(i));
    }
    return hashes;
  }

  /** Hashes laid end to end. */
  public static byte[] flat(List<Hash> hashes) {
    ByteArrayOutputStream flat = new ByteArrayOutputStream();
    hashes.forEach(hash -> flat.writeBytes(hash.toByteArray()));
    return flat.toByteArray();
  }

  /** That many random bytes. */
  public static byte[] randomBytes(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    return bytes;
  }

  /** A random hash of 32 bytes. */
  public static Hash randomHash(SplittableRandom random) {
    return Hash.of(randomBytes(random, 32));
  }

  /** A generator from a fixed seed, which is printed so that a failure can be repeated. */
  public static SplittableRandom seeded(Class<?> test, long seed) {
    System.out.println(test.getSimpleName() + ": seed " + seed);
    return new SplittableRandom(seed);
  }
}
