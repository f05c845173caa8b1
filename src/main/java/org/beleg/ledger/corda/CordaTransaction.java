package org.beleg.ledger.corda;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableSortedMap;
import com.google.errorprone.annotations.Immutable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.HashList;

/**
 * A transaction of Corda 4 as its id sees it: for each component group the serialized components, and the
 * salt that blinds them.
 *
 * <pre>{@code
 * CordaTransaction transaction = CordaTransaction.empty(HashAlgorithm.SHA_256, PrivacySalt.generate())
 *     .with(ComponentGroup.OUTPUTS, List.of(output))
 *     .with(ComponentGroup.COMMANDS, List.of(command))
 *     .with(ComponentGroup.SIGNERS, List.of(signers));
 * Hash id = transaction.id();                              // what is signed
 * TearOff shown = transaction.tearOff((group, index, component) ->
 *     group == ComponentGroup.OUTPUTS.number());           // what a third party sees
 * }</pre>
 *
 * <p>What the components mean is not known here. Corda's are objects in its serialization; an application of
 * its own may put anything into groups, such as one field of a record into each component.
 *
 * <p><b>Security.</b> This value holds all components and the salt: it is what a tear-off keeps from others.
 *
 * <p>Immutable and safe for any number of threads; groups are shared between the values that {@link #with}
 * makes.
 */
@Immutable
public final class CordaTransaction {

  private final CordaHashing hashing;
  private final PrivacySalt salt;
  private final ImmutableSortedMap<Integer, SealedGroup> groups;

  private CordaTransaction(
      CordaHashing hashing, PrivacySalt salt, ImmutableSortedMap<Integer, SealedGroup> groups) {
    this.hashing = hashing;
    this.salt = salt;
    this.groups = groups;
  }

  /**
   * A transaction without components, to begin with.
   *
   * @param algorithm how components, groups and the id are hashed
   * @param salt the secret that blinds the components; a new one for each transaction
   * @return the transaction, which has no id yet
   */
  public static CordaTransaction empty(HashAlgorithm algorithm, PrivacySalt salt) {
    return new CordaTransaction(CordaHashing.of(algorithm), salt, ImmutableSortedMap.of());
  }

  /**
   * This transaction with the components of a group, in place of any that the group had.
   *
   * <p>Cost: four hashes for each component, six with SHA-256, and one for each node above them.
   *
   * @param group the group
   * @param components at least one, none of them empty; copied
   * @return the larger transaction
   * @throws IllegalArgumentException if there are no components, or one is empty
   */
  public CordaTransaction with(ComponentGroup group, List<byte[]> components) {
    return with(group.number(), components);
  }

  /**
   * As {@link #with(ComponentGroup, List)}, for groups that this version does not name too.
   *
   * @param group {@code 0 <= group < TransactionProfile.MAX_GROUPS}
   * @param components at least one, none of them empty; copied
   * @return the larger transaction
   * @throws IllegalArgumentException if the number is outside these bounds, there are no components, or one
   *     is empty
   */
  public CordaTransaction with(int group, List<byte[]> components) {
    checkArgument(group >= 0 && group < TransactionProfile.MAX_GROUPS, "group %s", group);
    SealedGroup added = SealedGroup.of(hashing, salt, group, List.copyOf(components));
    ImmutableSortedMap.Builder<Integer, SealedGroup> larger = ImmutableSortedMap.naturalOrder();
    groups.values().stream()
        .filter(other -> other.number() != group)
        .forEach(other -> larger.put(other.number(), other));
    return new CordaTransaction(hashing, salt, larger.put(group, added).build());
  }

  /**
   * The hash algorithm.
   *
   * @return as it was given
   */
  public HashAlgorithm algorithm() {
    return hashing.algorithm();
  }

  /**
   * The secret that blinds the components.
   *
   * @return as it was given
   */
  public PrivacySalt salt() {
    return salt;
  }

  /**
   * The numbers of the groups that have components.
   *
   * @return an unmodifiable list in ascending order
   */
  public List<Integer> groups() {
    return groups.keySet().asList();
  }

  /**
   * The number of groups that the id covers, absent ones included.
   *
   * @return one more than the highest group that has components; 0 if there is none
   */
  public int groupCount() {
    return groups.isEmpty() ? 0 : groups.lastKey() + 1;
  }

  /**
   * The components of a group.
   *
   * @param group the number of any group
   * @return copies, none if the group is absent
   */
  public List<byte[]> components(int group) {
    SealedGroup sealed = groups.get(group);
    return sealed == null
        ? List.of()
        : IntStream.range(0, sealed.size()).mapToObj(sealed::component).toList();
  }

  /**
   * The hashes of all groups: the root over a group's components, or FF bytes for an absent group.
   *
   * @return an unmodifiable list of {@link #groupCount()} hashes
   */
  public List<Hash> groupHashes() {
    HashList.Builder hashes = HashList.builder(hashing.hashSize(), groupCount());
    for (int group = 0; group < groupCount(); group++) {
      SealedGroup sealed = groups.get(group);
      hashes.add(sealed == null ? hashing.absentGroup() : sealed.hash().toByteArray(), 0);
    }
    return hashes.build();
  }

  /**
   * The id: the root over the hashes of the groups.
   *
   * <p>Cost: a hash for each group.
   *
   * @return the hash that is signed and that other transactions refer to
   * @throws IllegalStateException if there are no components
   */
  public Hash id() {
    checkState(!groups.isEmpty(), "a transaction without components has no id");
    return CordaTree.of(algorithm(), groupHashes()).rootHash();
  }

  /**
   * Shows what a filter chooses.
   *
   * <p>As in Corda, whoever sees a command sees all {@link ComponentGroup#SIGNERS}, so that it can tell
   * whether it sees all commands of its concern.
   *
   * @param filter asked once for each component
   * @return the tear-off, which shows nothing if the filter chooses nothing
   * @throws IllegalStateException if there are no components
   */
  public TearOff tearOff(ComponentFilter filter) {
    checkState(!groups.isEmpty(), "a transaction without components has no id");
    boolean commandShown = false;
    List<VisibleGroup> visible = new ArrayList<>();
    for (SealedGroup group : groups.values()) {
      boolean all = commandShown && group.number() == ComponentGroup.SIGNERS.number();
      int[] shown = IntStream.range(0, group.size())
          .filter(i -> filter.shows(group.number(), i, group.component(i)) || all)
          .toArray();
      if (shown.length > 0) {
        visible.add(group.show(shown));
        commandShown |= group.number() == ComponentGroup.COMMANDS.number();
      }
    }
    return new TearOff(HashList.copyOf(groupHashes()), List.copyOf(visible));
  }

  /**
   * Shows the components at some places, and all signers if one of them is a command.
   *
   * @param positions in any order; repeated ones count once
   * @return the tear-off
   * @throws IndexOutOfBoundsException if there is no such component
   * @throws IllegalStateException if there are no components
   */
  public TearOff tearOff(List<ComponentPosition> positions) {
    List<ComponentPosition> chosen = List.copyOf(positions);
    for (ComponentPosition position : chosen) {
      SealedGroup group = groups.get(position.group());
      Objects.checkIndex(position.index(), group == null ? 0 : group.size());
    }
    Set<ComponentPosition> set = Set.copyOf(chosen);
    return tearOff((group, index, component) -> set.contains(new ComponentPosition(group, index)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CordaTransaction that
        && hashing == that.hashing
        && salt.equals(that.salt)
        && groups.keySet().equals(that.groups.keySet())
        && groups.values().stream()
            .allMatch(g -> g.sameAs(Objects.requireNonNull(that.groups.get(g.number()))));
  }

  @Override
  public int hashCode() {
    return 31 * salt.hashCode() + groups.keySet().hashCode();
  }

  /** Names the groups, not what is in them. */
  @Override
  public String toString() {
    return "transaction with components in groups " + groups.keySet();
  }
}
