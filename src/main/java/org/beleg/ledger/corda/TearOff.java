package org.beleg.ledger.corda;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.HashList;
import org.beleg.internal.bytes.ByteReader;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of which only some components are shown, and the rest is proven to be there unseen: what
 * Corda calls a {@code FilteredTransaction} or <a
 * href="https://docs.r3.com/en/platform/corda/4.11/community/key-concepts-tearoffs.html">tear-off</a>.
 *
 * <pre>{@code
 * TearOff tearOff = TearOff.parse(bytes);                                  // what anybody sent
 * Verdict verdict = tearOff.verify(TransactionProfile.corda4(), id);       // an id that is signed
 * if (verdict.isAccepted()) {
 *   read(tearOff.group(ComponentGroup.OUTPUTS));
 * }
 * }</pre>
 *
 * <p>It holds the hashes of all groups, and for each group of which it shows something a {@link
 * VisibleGroup}. Four questions can be asked, and each answer stands for itself: {@link #verify} whether what
 * is shown is in the transaction; {@link #verifyAllVisible} whether it is all of a group, as a notary must
 * know of the inputs; {@link #verifyAbsent} whether a group has no components; {@link #verifyCommands}
 * whether no command is hidden that a certain key must sign for, as an oracle must know.
 *
 * <p><b>Security.</b> A nonce comes from the sender, and a component's place follows from the partial tree;
 * that both are the transaction's own follows from the id, which must come from a signature or another
 * trusted source. The hash algorithm and the number of groups come from the verifier's {@link
 * TransactionProfile}. The components' bytes are not interpreted.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class TearOff {

  private static final String WHAT = "tear-off";
  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 4;

  private final HashList groupHashes;
  private final ImmutableList<VisibleGroup> visible;

  /** Groups in ascending order, all below the number of hashes. */
  TearOff(HashList groupHashes, List<VisibleGroup> visible) {
    this.groupHashes = groupHashes;
    this.visible = ImmutableList.copyOf(visible);
  }

  /**
   * Puts together what somebody else's tear-off holds. Hashes nothing.
   *
   * @param groupHashes the hashes of groups 0 and up, at least one
   * @param visible what is shown, in strictly ascending order of group numbers
   * @return the tear-off, not yet verified
   * @throws MalformedDataException if there are no hashes or more than {@link TransactionProfile#MAX_GROUPS},
   *     hashes differ in size, or groups are repeated, out of order or without a hash
   */
  public static TearOff of(List<Hash> groupHashes, List<VisibleGroup> visible)
      throws MalformedDataException {
    List<Hash> hashes = List.copyOf(groupHashes);
    if (hashes.isEmpty() || hashes.size() > TransactionProfile.MAX_GROUPS) {
      throw new MalformedDataException(WHAT, "group hashes", hashes.size() + " groups");
    }
    int size = hashes.get(0).size();
    if (hashes.stream().anyMatch(hash -> hash.size() != size)) {
      throw new MalformedDataException(WHAT, "group hashes", "hashes of different sizes");
    }
    List<VisibleGroup> shown = List.copyOf(visible);
    int previous = -1;
    for (VisibleGroup group : shown) {
      requirePlace(previous, group.number(), hashes.size(), "group " + group.number());
      previous = group.number();
      if (group.tree().hashSize() != size) {
        throw new MalformedDataException(WHAT, "group " + previous, "hashes of another size");
      }
    }
    return new TearOff(HashList.copyOf(hashes), shown);
  }

  private static void requirePlace(int previous, int number, int groupCount, String where)
      throws MalformedDataException {
    if (number <= previous || number >= groupCount) {
      throw new MalformedDataException(
          WHAT, where, "group " + number + " repeated, out of order, or without a hash");
    }
  }

  /**
   * The number of groups, absent ones below the highest included. A claim, until a {@code verify} compared
   * it with the profile.
   *
   * @return 1 to {@link TransactionProfile#MAX_GROUPS}
   */
  public int groupCount() {
    return groupHashes.size();
  }

  /**
   * The hashes of all groups.
   *
   * @return an unmodifiable list of {@link #groupCount()} hashes
   */
  public List<Hash> groupHashes() {
    return groupHashes;
  }

  /**
   * What is shown.
   *
   * @return an unmodifiable list in ascending order of group numbers
   */
  public List<VisibleGroup> visibleGroups() {
    return visible;
  }

  /**
   * What is shown of a group.
   *
   * @param group the group
   * @return empty if nothing is
   */
  public Optional<VisibleGroup> group(ComponentGroup group) {
    return group(group.number());
  }

  /**
   * What is shown of a group.
   *
   * @param group the number of any group
   * @return empty if nothing is
   */
  public Optional<VisibleGroup> group(int group) {
    return visible.stream().filter(shown -> shown.number() == group).findFirst();
  }

  /**
   * The id that the hashes of the groups lead to: a claim, of use to look up or to verify the signature that
   * must vouch for it.
   *
   * @param algorithm how ids are hashed, chosen by the verifier
   * @return the root over {@link #groupHashes()}
   * @throws IllegalArgumentException if the hashes are not of the algorithm's size
   */
  public Hash impliedId(HashAlgorithm algorithm) {
    CordaHashing hashing = CordaHashing.of(algorithm);
    if (groupHashes.hashSize() != hashing.hashSize()) {
      throw new IllegalArgumentException("hashes of " + groupHashes.hashSize() + " bytes");
    }
    return Hash.of(root(hashing));
  }

  private byte[] root(CordaHashing hashing) {
    byte[] padded = hashing.newLeaves(groupCount());
    for (int i = 0; i < groupCount(); i++) {
      groupHashes.copyTo(i, padded, i * hashing.hashSize());
    }
    return hashing.root(padded);
  }

  // --- verifying ---------------------------------------------------------------------------------

  /**
   * Verifies that all that is shown is in the transaction, at the places it is shown at.
   *
   * <p>Cost: two hashes of each component and its nonce, and one for each node above it.
   *
   * @param profile how transactions are hashed and how many groups they have, chosen by the verifier
   * @param id the trusted id
   * @return accepted, or rejected with {@link Reason#HASH_SIZE_WRONG}, {@link Reason#GROUP_COUNT_WRONG},
   *     {@link Reason#PADDING_AS_LEAF}, {@link Reason#ROOT_MISMATCH}, {@link Reason#TREE_SHAPE_WRONG}, {@link
   *     Reason#LEAF_MISMATCH}, {@link Reason#GROUP_HASH_MISMATCH}, or {@link Reason#NOTHING_VISIBLE}
   */
  public Verdict verify(TransactionProfile profile, Hash id) {
    Verdict refusal = refuse(profile, id);
    if (refusal == null && visible.isEmpty()) {
      refusal = Verdict.rejected(Reason.NOTHING_VISIBLE, "no component is shown");
    }
    return refusal == null ? Verdict.accepted() : refusal;
  }

  /**
   * Verifies that what is shown of a group is all that the transaction has in it, be it nothing.
   *
   * @param profile how transactions are hashed and how many groups they have, chosen by the verifier
   * @param id the trusted id
   * @param group the number of the group
   * @return accepted, or rejected as by {@link #verify}, or with {@link Reason#COMPONENTS_HIDDEN}
   * @throws IndexOutOfBoundsException if {@code group < 0}
   */
  public Verdict verifyAllVisible(TransactionProfile profile, Hash id, int group) {
    Verdict refusal = refuse(profile, id);
    if (refusal == null) {
      refusal = refuseAllVisible(CordaHashing.of(profile.algorithm()), group);
    }
    return refusal == null ? Verdict.accepted() : refusal;
  }

  /**
   * Verifies that the transaction has no components in a group. Nothing needs to be shown for that.
   *
   * @param profile how transactions are hashed and how many groups they have, chosen by the verifier
   * @param id the trusted id
   * @param group the number of the group
   * @return accepted, or rejected as by {@link #verify}, or with {@link Reason#GROUP_PRESENT}
   * @throws IndexOutOfBoundsException if {@code group < 0}
   */
  public Verdict verifyAbsent(TransactionProfile profile, Hash id, int group) {
    Verdict refusal = refuse(profile, id);
    if (refusal == null && !isAbsent(CordaHashing.of(profile.algorithm()), group)) {
      refusal = Verdict.rejected(Reason.GROUP_PRESENT, "group " + group + " has components");
    }
    return refusal == null ? Verdict.accepted() : refusal;
  }

  /**
   * Verifies that every command is shown for which a key must sign. Accepts if there is no such command.
   *
   * <p>The keys that must sign for command i are component i of {@link ComponentGroup#SIGNERS}, in Corda's
   * serialization, which the caller reads.
   *
   * @param profile how transactions are hashed and how many groups they have, chosen by the verifier
   * @param id the trusted id
   * @param namesKey whether a component of the signers names the key in question; given a copy
   * @return accepted, or rejected as by {@link #verifyAllVisible} for the signers, or with {@link
   *     Reason#COMPONENTS_HIDDEN} if such a command is not shown or there are commands and no signers at
   *     all, or {@link Reason#LEAF_INDEX_OUT_OF_RANGE} if a shown command has no signers
   */
  public Verdict verifyCommands(
      TransactionProfile profile, Hash id, Predicate<? super byte[]> namesKey) {
    Verdict signers = verifyAllVisible(profile, id, ComponentGroup.SIGNERS.number());
    if (!signers.isAccepted()) {
      return signers;
    }
    CordaHashing hashing = CordaHashing.of(profile.algorithm());
    if (isAbsent(hashing, ComponentGroup.SIGNERS.number())
        && !isAbsent(hashing, ComponentGroup.COMMANDS.number())) {
      return Verdict.rejected(
          Reason.COMPONENTS_HIDDEN, "there are commands, and nothing says who must sign for them");
    }
    List<byte[]> lists =
        group(ComponentGroup.SIGNERS).map(VisibleGroup::components).orElse(List.of());
    boolean[] shown = new boolean[lists.size()];
    VisibleGroup commands = group(ComponentGroup.COMMANDS).orElse(null);
    for (int i = 0; commands != null && i < commands.size(); i++) {
      if (commands.index(i) >= shown.length) {
        return Verdict.rejected(
            Reason.LEAF_INDEX_OUT_OF_RANGE,
            "command " + commands.index(i) + ", signers of " + shown.length + " commands");
      }
      shown[commands.index(i)] = true;
    }
    for (int i = 0; i < shown.length; i++) {
      if (!shown[i] && namesKey.test(lists.get(i))) {
        return Verdict.rejected(Reason.COMPONENTS_HIDDEN, "command " + i + " is not shown");
      }
    }
    return Verdict.accepted();
  }

  private boolean isAbsent(CordaHashing hashing, int group) {
    return group >= groupCount() || groupHashes.matches(group, hashing.absentGroup(), 0);
  }

  private @Nullable Verdict refuseAllVisible(CordaHashing hashing, int group) {
    if (isAbsent(hashing, group)) {
      return null;
    }
    VisibleGroup shown = group(group).orElse(null);
    return shown == null
        ? Verdict.rejected(Reason.COMPONENTS_HIDDEN, "nothing is shown of group " + group)
        : shown.refuseAsAll(hashing, groupHashes.get(group));
  }

  /** Why the hashes do not lead to the id, or a visible group not to its hash; or null. */
  private @Nullable Verdict refuse(TransactionProfile profile, Hash id) {
    CordaHashing hashing = CordaHashing.of(profile.algorithm());
    Verdict refusal = refuseHashes(profile, hashing, id);
    for (int i = 0; refusal == null && i < visible.size(); i++) {
      VisibleGroup group = visible.get(i);
      refusal = group.refuse(hashing, groupHashes.get(group.number()));
    }
    return refusal;
  }

  private @Nullable Verdict refuseHashes(
      TransactionProfile profile, CordaHashing hashing, Hash id) {
    int size = hashing.hashSize();
    if (groupHashes.hashSize() != size || id.size() != size) {
      return Verdict.rejected(
          Reason.HASH_SIZE_WRONG,
          "hashes of " + groupHashes.hashSize() + " and an id of " + id.size() + " bytes, "
              + profile.algorithm() + " has " + size);
    }
    if (!profile.allows(groupCount())) {
      return Verdict.rejected(Reason.GROUP_COUNT_WRONG, groupCount() + " groups, not " + profile);
    }
    // what else could be told with another number of groups, the profile does not allow
    int padding = hashing.indexOfPadding(groupHashes);
    if (padding >= 0) {
      return Verdict.rejected(Reason.PADDING_AS_LEAF, "the hash of group " + padding);
    }
    Verdict root = PartialMerkleTree.compareRoot(id, root(hashing));
    return root.isAccepted() ? null : root;
  }

  // --- bytes -------------------------------------------------------------------------------------

  /**
   * Reads what {@link #toByteArray} writes.
   *
   * @param bytes the encoded tear-off
   * @return the tear-off, not yet verified
   * @throws MalformedDataException if the bytes are anything else
   */
  public static TearOff parse(byte[] bytes) throws MalformedDataException {
    ByteReader reader = new ByteReader(bytes, WHAT);
    if (reader.uint8() != VERSION) {
      throw reader.problem("not version " + VERSION);
    }
    int hashSize = PartialMerkleTree.readHashSize(reader);
    int groupCount = reader.uint8();
    if (groupCount == 0) {
      throw reader.problem("no groups");
    }
    HashList hashes = HashList.ofFlat(reader.bytes(groupCount * hashSize), hashSize);
    int visibleCount = reader.uint8();
    List<VisibleGroup> visible = new ArrayList<>();
    int previous = -1;
    for (int i = 0; i < visibleCount; i++) {
      requirePlace(previous, reader.peek(), groupCount, "byte " + reader.position());
      VisibleGroup group = VisibleGroup.read(reader, hashSize);
      visible.add(group);
      previous = group.number();
    }
    reader.requireEnd();
    return new TearOff(hashes, visible);
  }

  /**
   * This tear-off as bytes, integers big-endian:
   *
   * <pre>
   *   u8 version = 1 || u8 hash size || u8 groups || group hashes || u8 visible groups
   *   for each visible group, in ascending order of numbers:
   *     u8 number || u8 height || u32 hashes || flags || hashes     (see {@link
   *         PartialMerkleTree#toByteArray})
   *     for each included leaf:  nonce || u32 length || component
   * </pre>
   *
   * <p>The algorithm is not part of it; who verifies must know it.
   *
   * @return a new array
   * @throws ArithmeticException if it would be longer than an array can be
   */
  public byte[] toByteArray() {
    long length = HEADER_BYTES + (long) groupCount() * groupHashes.hashSize();
    for (VisibleGroup group : visible) {
      length += group.encodedLength();
    }
    ByteBuffer target = ByteBuffer.allocate(Math.toIntExact(length))
        .put(VERSION)
        .put((byte) groupHashes.hashSize())
        .put((byte) groupCount())
        .put(groupHashes.toFlatByteArray())
        .put((byte) visible.size());
    visible.forEach(group -> group.putTo(target));
    return target.array();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TearOff that
        && groupHashes.equals(that.groupHashes)
        && visible.equals(that.visible);
  }

  @Override
  public int hashCode() {
    return 31 * groupHashes.hashCode() + visible.hashCode();
  }

  /** Names the number of groups and what is shown. */
  @Override
  public String toString() {
    return "tear-off of " + groupCount() + " groups, showing " + visible;
  }
}
