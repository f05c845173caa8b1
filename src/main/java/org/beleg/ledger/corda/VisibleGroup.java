package org.beleg.ledger.corda;

import com.google.errorprone.annotations.Immutable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;
import org.beleg.internal.bytes.ByteReader;
import org.beleg.internal.ledger.PartialTree;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link TearOff} shows of one component group: some components, the nonce of each, and the partial
 * tree that leads from their leaves to the hash of the group.
 *
 * <p>All of it is a claim until a {@code verify} of the tear-off accepted it. Immutable.
 */
@Immutable
public final class VisibleGroup {

  private static final String WHAT = "component group";

  private final int number;

  @SuppressWarnings("Immutable") // private copies, never handed out, never written
  private final byte[][] components;

  private final HashList nonces;
  private final PartialMerkleTree tree;

  /** Keeps the arrays; as many components and nonces as the tree has included leaves. */
  VisibleGroup(int number, byte[][] components, HashList nonces, PartialMerkleTree tree) {
    this.number = number;
    this.components = components;
    this.nonces = nonces;
    this.tree = tree;
  }

  /**
   * Puts together what somebody else's tear-off shows of a group. Hashes nothing.
   *
   * @param number of the group, {@code 0 <= number < TransactionProfile.MAX_GROUPS}
   * @param components in the order of the tree's included leaves; copied
   * @param nonces one for each component
   * @param tree the partial tree
   * @return the group, not yet verified
   * @throws MalformedDataException if the number is outside these bounds, a component is empty, the three do
   *     not have one length, or nonces and tree not one hash size
   */
  public static VisibleGroup of(
      int number, List<byte[]> components, List<Hash> nonces, PartialMerkleTree tree)
      throws MalformedDataException {
    byte[][] copies = List.copyOf(components).stream().map(byte[]::clone).toArray(byte[][]::new);
    if (number < 0 || number >= TransactionProfile.MAX_GROUPS) {
      throw new MalformedDataException(WHAT, "number", "no group has the number " + number);
    }
    List<Hash> ownNonces = List.copyOf(nonces);
    for (Hash nonce : ownNonces) {
      if (nonce.size() != tree.hashSize()) {
        throw new MalformedDataException(WHAT, "nonces", "a nonce of " + nonce.size() + " bytes");
      }
    }
    if (copies.length != tree.includedCount() || ownNonces.size() != copies.length) {
      throw new MalformedDataException(
          WHAT,
          "group " + number,
          copies.length + " components and " + ownNonces.size() + " nonces for "
              + tree.includedCount() + " leaves");
    }
    for (byte[] component : copies) {
      if (component.length == 0) {
        throw new MalformedDataException(WHAT, "group " + number, "an empty component");
      }
    }
    return new VisibleGroup(number, copies, HashList.copyOf(ownNonces), tree);
  }

  /**
   * The number of the group.
   *
   * @return 0 or more
   */
  public int number() {
    return number;
  }

  /**
   * How many components are shown.
   *
   * @return at least 1
   */
  public int size() {
    return components.length;
  }

  /**
   * The place of a shown component in the transaction's group.
   *
   * @param i {@code 0 <= i < size()}
   * @return its index, more than that of the one before
   * @throws IndexOutOfBoundsException if there is no such component
   */
  public int index(int i) {
    return tree.leafIndex(Objects.checkIndex(i, size()));
  }

  /**
   * A shown component.
   *
   * @param i {@code 0 <= i < size()}
   * @return a copy of its bytes
   * @throws IndexOutOfBoundsException if there is no such component
   */
  public byte[] component(int i) {
    return components[Objects.checkIndex(i, size())].clone();
  }

  /**
   * All shown components.
   *
   * @return copies, in the order of their places
   */
  public List<byte[]> components() {
    return Arrays.stream(components).map(byte[]::clone).toList();
  }

  /**
   * The nonces of the shown components.
   *
   * @return an unmodifiable list, in the same order
   */
  public List<Hash> nonces() {
    return nonces;
  }

  /**
   * What leads from the components to the hash of the group.
   *
   * @return the partial tree
   */
  public PartialMerkleTree tree() {
    return tree;
  }

  // --- checking ----------------------------------------------------------------------------------

  /** The leaves of the shown components, with the padding of a tree of just these. */
  private byte[] paddedLeaves(CordaHashing hashing) {
    return hashing.paddedLeaves(nonces.toFlatByteArray(), components);
  }

  /** Why these components are not those of a group with this hash, or null. Sizes are compared. */
  @Nullable Verdict refuse(CordaHashing hashing, Hash groupHash) {
    Verdict shape = tree.refuseShape(hashing);
    if (shape != null) {
      return shape;
    }
    int size = hashing.hashSize();
    byte[] leaves = paddedLeaves(hashing);
    PartialTree.Opened opened = tree.open(hashing);
    for (int i = 0; i < components.length; i++) {
      int at = i * size;
      if (!Arrays.equals(leaves, at, at + size, opened.leafHashes(), at, at + size)) {
        return Verdict.rejected(
            Reason.LEAF_MISMATCH,
            "component " + index(i) + " of group " + number + " is not what its leaf says");
      }
    }
    return leadsTo(groupHash, opened.root());
  }

  /** Why these components are not all of a group with this hash, or null. */
  @Nullable Verdict refuseAsAll(CordaHashing hashing, Hash groupHash) {
    if (leadsTo(groupHash, hashing.root(paddedLeaves(hashing))) == null) {
      return null;
    }
    return Verdict.rejected(
        Reason.COMPONENTS_HIDDEN,
        "group " + number + " has more components than the " + size() + " shown");
  }

  private @Nullable Verdict leadsTo(Hash groupHash, byte[] computed) {
    return groupHash.matches(computed, 0)
        ? null
        : Verdict.rejected(
            Reason.GROUP_HASH_MISMATCH,
            "group " + number + " has hash " + groupHash + ", computed " + Hash.of(computed));
  }

  // --- bytes -------------------------------------------------------------------------------------

  /** Reads what {@link #putTo} writes. */
  static VisibleGroup read(ByteReader reader, int hashSize) throws MalformedDataException {
    int number = reader.uint8();
    PartialMerkleTree tree = PartialMerkleTree.read(reader, hashSize);
    byte[][] components = new byte[tree.includedCount()][];
    byte[] nonces = new byte[components.length * hashSize];
    for (int i = 0; i < components.length; i++) {
      System.arraycopy(reader.bytes(hashSize), 0, nonces, i * hashSize, hashSize);
      int length = reader.int32Be();
      if (length == 0) {
        throw reader.problem("an empty component");
      }
      components[i] = reader.bytes(length);
    }
    return new VisibleGroup(number, components, HashList.ofFlat(nonces, hashSize), tree);
  }

  long encodedLength() {
    return 1L
        + tree.encodedLength()
        + IntStream.range(0, size())
            .mapToLong(i -> nonces.hashSize() + Integer.BYTES + components[i].length)
            .sum();
  }

  void putTo(ByteBuffer target) {
    target.put((byte) number);
    tree.putTo(target);
    for (int i = 0; i < components.length; i++) {
      target.put(nonces.get(i).toByteArray()).putInt(components[i].length).put(components[i]);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VisibleGroup that
        && number == that.number
        && Arrays.deepEquals(components, that.components)
        && nonces.equals(that.nonces)
        && tree.equals(that.tree);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(components) + tree.hashCode();
  }

  /** Names the group and the number of components. */
  @Override
  public String toString() {
    return size() + " components of group " + number;
  }
}
