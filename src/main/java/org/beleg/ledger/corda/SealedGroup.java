package org.beleg.ledger.corda;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;

/** A component group whose nonces and tree are computed. */
@Immutable
final class SealedGroup {

  private final int number;

  @SuppressWarnings("Immutable") // private copies, never handed out, never written
  private final byte[][] components;

  private final HashList nonces;
  private final CordaTree tree;

  private SealedGroup(int number, byte[][] components, HashList nonces, CordaTree tree) {
    this.number = number;
    this.components = components;
    this.nonces = nonces;
    this.tree = tree;
  }

  static SealedGroup of(
      CordaHashing hashing, PrivacySalt salt, int number, List<byte[]> components) {
    byte[][] copies = components.stream().map(byte[]::clone).toArray(byte[][]::new);
    checkArgument(
        copies.length >= 1 && copies.length <= CordaTree.MAX_LEAVES,
        "group %s of %s components",
        number,
        copies.length);
    for (byte[] component : copies) {
      checkArgument(component.length > 0, "an empty component in group %s", number);
    }
    byte[] nonces = hashing.nonces(salt, number, copies);
    byte[] leaves = hashing.paddedLeaves(nonces, copies);
    return new SealedGroup(
        number,
        copies,
        HashList.ofFlat(nonces, hashing.hashSize()),
        CordaTree.ofPadded(hashing, copies.length, leaves));
  }

  int number() {
    return number;
  }

  int size() {
    return components.length;
  }

  byte[] component(int index) {
    return components[index].clone();
  }

  Hash hash() {
    return tree.rootHash();
  }

  /** What a tear-off shows of this group: the components at some indexes, strictly increasing. */
  VisibleGroup show(int[] indexes) {
    byte[][] shown = Arrays.stream(indexes).mapToObj(i -> components[i]).toArray(byte[][]::new);
    HashList.Builder shownNonces = HashList.builder(nonces.hashSize(), indexes.length);
    byte[] nonce = new byte[nonces.hashSize()];
    for (int index : indexes) {
      nonces.copyTo(index, nonce, 0);
      shownNonces.add(nonce, 0);
    }
    return new VisibleGroup(number, shown, shownNonces.build(), tree.prove(indexes));
  }

  boolean sameAs(SealedGroup other) {
    return number == other.number && Arrays.deepEquals(components, other.components);
  }
}
