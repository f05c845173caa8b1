package org.beleg.ledger.corda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.common.primitives.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.corda.core.contracts.ComponentGroupEnum;
import net.corda.core.contracts.PrivacySalt;
import net.corda.core.crypto.DigestService;
import net.corda.core.crypto.MerkleTree;
import net.corda.core.crypto.SecureHash;
import net.corda.core.transactions.FilteredTransaction;
import net.corda.core.utilities.OpaqueBytes;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.ledger.corda.PartialNode.IncludedLeaf;
import org.beleg.ledger.corda.PartialNode.Leaf;
import org.beleg.ledger.corda.PartialNode.Node;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Against corda-core 4.11.7: the same roots, nonces, leaves and partial trees, the same verdicts of honest
 * tear-offs, and the forgeries that it accepts.
 */
class CordaDifferentialTest {

  private static final int CASES = Integer.getInteger("beleg.corda.cases", 1_000);
  private static final HashAlgorithm SHA_256 = HashAlgorithm.SHA_256;

  private static final List<HashAlgorithm> ALGORITHMS =
      List.of(SHA_256, HashAlgorithm.SHA_384, HashAlgorithm.SHA_512, HashAlgorithm.SHA3_256);

  @BeforeAll
  static void enterSerialization() {
    CordaPeer.enterSerialization();
  }

  @AfterAll
  static void leaveSerialization() {
    CordaPeer.leaveSerialization();
  }

  private static List<Hash> randomLeaves(
      SplittableRandom random, HashAlgorithm algorithm, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Hash.of(TestTrees.randomBytes(random, algorithm.size())))
        .toList();
  }

  // --- the same values ---------------------------------------------------------------------------

  @Test
  void roots_areThoseOfCordaCore() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20262605);
    for (int round = 0; round < CASES; round++) {
      HashAlgorithm algorithm = ALGORITHMS.get(round % ALGORITHMS.size());
      List<Hash> leaves = randomLeaves(random, algorithm, 1 + random.nextInt(70));
      assertThat(CordaTree.of(algorithm, leaves).rootHash())
          .isEqualTo(CordaPeer.ours(CordaPeer.tree(algorithm, leaves).getHash()));
    }
  }

  @Test
  void partialTrees_areThoseOfCordaCore() throws MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), 20262606);
    for (int round = 0; round < CASES; round++) {
      HashAlgorithm algorithm = ALGORITHMS.get(round % ALGORITHMS.size());
      int count = 1 + random.nextInt(40);
      List<Hash> leaves = randomLeaves(random, algorithm, count);
      int[] indexes =
          random.ints(1 + random.nextInt(6), 0, count).sorted().distinct().toArray();
      List<Hash> included = Arrays.stream(indexes).mapToObj(leaves::get).toList();
      CordaTree tree = CordaTree.of(algorithm, leaves);
      PartialMerkleTree ours = tree.prove(indexes);
      MerkleTree theirTree = CordaPeer.tree(algorithm, leaves);
      List<SecureHash> theirIncluded = CordaPeer.theirs(algorithm, included);
      net.corda.core.crypto.PartialMerkleTree theirs = CordaPeer.prove(theirTree, theirIncluded);

      assertThat(CordaPeer.theirs(algorithm, ours).getRoot()).isEqualTo(theirs.getRoot());
      assertThat(theirs.verify(theirTree.getHash(), theirIncluded)).isTrue();
      PartialMerkleTree read = PartialMerkleTree.ofNodes(CordaPeer.ours(theirs.getRoot()));
      assertThat(read).isEqualTo(ours);
      assertThat(read.check(algorithm, count, included, tree.rootHash()).isAccepted())
          .isTrue();
      List<SecureHash> used = new ArrayList<>();
      SecureHash root = net.corda.core.crypto.PartialMerkleTree.Companion.rootAndUsedHashes(
          theirs.getRoot(), used);
      assertThat(CordaPeer.ours(root)).isEqualTo(tree.rootHash());
      assertThat(used).isEqualTo(theirIncluded);
    }
  }

  @Test
  void partialTrees_ofOtherRootsAndLeavesAreRefusedByBoth() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20262607);
    for (int round = 0; round < CASES; round++) {
      int count = 2 + random.nextInt(20);
      List<Hash> leaves = randomLeaves(random, SHA_256, count);
      CordaTree tree = CordaTree.of(SHA_256, leaves);
      PartialMerkleTree ours = tree.prove(random.nextInt(count));
      List<Hash> claimed = List.of(leaves.get(random.nextInt(count)));
      Hash root = random.nextInt(4) > 0 ? tree.rootHash() : TestTrees.randomHash(random);
      assertThat(ours.check(SHA_256, count, claimed, root).isAccepted())
          .isEqualTo(CordaPeer.theirs(SHA_256, ours)
              .verify(CordaPeer.theirs(SHA_256, root), CordaPeer.theirs(SHA_256, claimed)));
    }
  }

  @Test
  void tearOffs_ofATransactionHaveTheIdsNoncesAndVerdictsOfCordaCore()
      throws MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), 20262608);
    for (int round = 0; round < CASES; round++) {
      HashAlgorithm algorithm = ALGORITHMS.get(round % ALGORITHMS.size());
      byte[] salt = TestTrees.randomBytes(random, 32);
      CordaTransaction transaction = CordaTransaction.empty(
              algorithm, org.beleg.ledger.corda.PrivacySalt.of(salt))
          // corda-core reads the others at once, as objects
          .with(ComponentGroup.INPUTS, components(random))
          .with(ComponentGroup.OUTPUTS, components(random))
          .with(ComponentGroup.SIGNERS, components(random));
      Hash id = transaction.id();
      TearOff shown =
          transaction.tearOff((group, index, component) -> group <= 1 && random.nextInt(3) > 0);
      for (VisibleGroup group : shown.visibleGroups()) {
        for (int i = 0; i < group.size(); i++) {
          assertThat(group.nonces().get(i))
              .isEqualTo(
                  nonce(algorithm, salt, group.number(), group.index(i), group.component(i)));
        }
      }
      FilteredTransaction theirs = CordaPeer.theirs(algorithm, shown, id);
      assertThatCode(theirs::verify).doesNotThrowAnyException();
      TransactionProfile profile = TransactionProfile.corda4(algorithm);
      assertThat(shown.verify(profile, id).isAccepted())
          .isEqualTo(!shown.visibleGroups().isEmpty()); // it accepts a blind one
      List<ComponentGroupEnum> groups = List.of(ComponentGroupEnum.values());
      for (int group = 0; group < groups.size(); group++) {
        ComponentGroupEnum theirGroup = groups.get(group);
        assertThat(shown.verifyAllVisible(profile, id, group).isAccepted())
            .as("%s of %s", theirGroup, shown)
            .isEqualTo(succeeds(() -> theirs.checkAllComponentsVisible(theirGroup)));
      }
    }
  }

  @Test
  void batches_areThoseOfCordaCore() throws VerificationException {
    SplittableRandom random = TestTrees.seeded(getClass(), 20262609);
    for (int round = 0; round < CASES / 4; round++) {
      HashAlgorithm algorithm = ALGORITHMS.get(round % ALGORITHMS.size());
      List<Hash> ids = randomLeaves(random, algorithm, 1 + random.nextInt(20));
      List<Hash> rehashed = CordaPeer.theirs(algorithm, ids).stream()
          .map(id -> CordaPeer.ours(id.reHash()))
          .toList();
      NotaryBatch batch = NotaryBatch.of(algorithm, ids);
      MerkleTree theirs = CordaPeer.tree(algorithm, rehashed);
      assertThat(batch.rootHash()).isEqualTo(CordaPeer.ours(theirs.getHash()));
      int index = random.nextInt(ids.size());
      PartialMerkleTree proof = batch.prove(index);
      assertThat(CordaPeer.theirs(algorithm, proof).getRoot())
          .isEqualTo(
              CordaPeer.prove(theirs, CordaPeer.theirs(algorithm, List.of(rehashed.get(index))))
                  .getRoot());
      assertThat(NotaryBatch.impliedRoot(algorithm, proof, ids.get(index)))
          .isEqualTo(batch.rootHash());
    }
  }

  private static List<byte[]> components(SplittableRandom random) {
    return IntStream.range(0, 1 + random.nextInt(4))
        .mapToObj(i -> TestTrees.randomBytes(random, 1 + random.nextInt(60)))
        .toList();
  }

  /** What {@code WireTransaction} does with its salt. */
  private static Hash nonce(
      HashAlgorithm algorithm, byte[] salt, int group, int index, byte[] component) {
    DigestService digests = CordaPeer.digests(algorithm);
    PrivacySalt theirSalt = new PrivacySalt(salt);
    return CordaPeer.ours(
        algorithm == SHA_256
            ? digests.componentHash(new OpaqueBytes(component), theirSalt, group, index)
            : digests.computeNonce(theirSalt, group, index));
  }

  private interface Check {
    void run() throws Exception;
  }

  private static boolean succeeds(Check check) {
    try {
      check.run();
      return true;
    } catch (net.corda.core.transactions.ComponentVisibilityException e) {
      return false;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  // --- what corda-core accepts -------------------------------------------------------------------

  private static final List<Hash> LEAVES = ReferenceCorda.leaves(SHA_256, 4);
  private static final Hash A = LEAVES.get(0);
  private static final Hash B = LEAVES.get(1);
  private static final Hash C = LEAVES.get(2);
  private static final Hash D = LEAVES.get(3);

  private static Hash node(Hash left, Hash right) {
    return TestTransactions.node(SHA_256, left, right);
  }

  private static boolean theyAccept(PartialNode forged, Hash root, List<Hash> claimed) {
    return new net.corda.core.crypto.PartialMerkleTree(CordaPeer.theirs(SHA_256, forged))
        .verify(CordaPeer.theirs(SHA_256, root), CordaPeer.theirs(SHA_256, claimed));
  }

  @Test
  void innerNodeAsALeaf_isAcceptedByCordaCoreAndRefusedHere() throws MalformedDataException {
    Hash root = CordaTree.of(SHA_256, LEAVES).rootHash();
    List<Hash> claimed = List.of(node(A, B));
    PartialNode forged = Node.of(new IncludedLeaf(node(A, B)), new Leaf(node(C, D)));
    assertThat(theyAccept(forged, root, claimed)).isTrue();
    assertThat(
            PartialMerkleTree.ofNodes(forged).check(SHA_256, 4, claimed, root).reason())
        .contains(Reason.TREE_SHAPE_WRONG);
  }

  @Test
  void paddingAsALeaf_isAcceptedByCordaCoreAndRefusedHere() throws MalformedDataException {
    Hash zero = Hash.of(new byte[32]);
    List<Hash> three = List.of(A, B, C);
    Hash root = CordaTree.of(SHA_256, three).rootHash();
    assertThat(CordaPeer.ours(CordaPeer.tree(SHA_256, List.of(A, B, C, zero)).getHash()))
        .isEqualTo(root);
    PartialNode forged =
        Node.of(new Leaf(node(A, B)), Node.of(new Leaf(C), new IncludedLeaf(zero)));
    assertThat(theyAccept(forged, root, List.of(zero))).isTrue();
    assertThat(PartialMerkleTree.ofNodes(forged)
            .check(SHA_256, 4, List.of(zero), root)
            .reason())
        .contains(Reason.PADDING_AS_LEAF);
  }

  @Test
  void anotherLeafBesideTwoEqualOnes_isAcceptedByCordaCoreAndRefusedHere()
      throws MalformedDataException {
    Hash root = CordaTree.of(SHA_256, List.of(A, A)).rootHash();
    PartialNode twoEqual = Node.of(new IncludedLeaf(A), new IncludedLeaf(A));
    assertThat(theyAccept(twoEqual, root, List.of(A, B))).isTrue();
    assertThat(PartialMerkleTree.ofNodes(twoEqual)
            .check(SHA_256, 2, List.of(A, B), root)
            .reason())
        .contains(Reason.LEAF_MISMATCH);
  }

  @Test
  void appendedPaddingGroup_isAcceptedByCordaCoreAndRefusedHere() throws MalformedDataException {
    CordaTransaction transaction = TestTransactions.transaction(SHA_256);
    TearOff honest = transaction.tearOff((group, index, component) -> group == 0);
    List<Hash> hashes = new ArrayList<>(honest.groupHashes());
    hashes.add(Hash.of(new byte[32]));
    TearOff forged = TearOff.of(hashes, honest.visibleGroups());
    Hash id = transaction.id();
    assertThatCode(CordaPeer.theirs(SHA_256, forged, id)::verify).doesNotThrowAnyException();
    assertThat(forged.verify(TransactionProfile.corda4(), id).reason())
        .contains(Reason.GROUP_COUNT_WRONG);
    assertThat(forged.verify(TransactionProfile.of(SHA_256, 8), id).reason())
        .contains(Reason.PADDING_AS_LEAF);
  }

  /** A component of one group shown as that of another, and a group that is there as absent. */
  @Test
  void parentsOfGroupsAsGroups_areAcceptedByCordaCoreAndRefusedHere()
      throws MalformedDataException {
    CordaTransaction transaction = TestTransactions.transaction(SHA_256)
        .with(ComponentGroup.ATTACHMENTS, List.of(TestTransactions.text("attachment")));
    Hash id = transaction.id();
    List<Hash> hashes = transaction.groupHashes();
    List<Hash> parents = List.of(
        node(hashes.get(0), hashes.get(1)),
        node(hashes.get(2), hashes.get(3)),
        node(hashes.get(4), hashes.get(5)),
        node(hashes.get(6), Hash.of(new byte[32])));
    VisibleGroup attachment = transaction
        .tearOff((group, index, component) -> group == 3)
        .group(ComponentGroup.ATTACHMENTS)
        .orElseThrow();
    PartialMerkleTree below = PartialMerkleTree.ofNodes(
        Node.of(new Leaf(hashes.get(2)), new IncludedLeaf(hashes.get(3))));
    TearOff forged = TearOff.of(
        parents, List.of(VisibleGroup.of(1, attachment.components(), attachment.nonces(), below)));

    FilteredTransaction theirs = CordaPeer.theirs(SHA_256, forged, id);
    assertThatCode(theirs::verify).doesNotThrowAnyException(); // the attachment as an output
    assertThatCode(() -> theirs.checkAllComponentsVisible(ComponentGroupEnum.NOTARY_GROUP))
        .doesNotThrowAnyException(); // although there is a notary, and nothing of it is shown
    assertThat(forged.verify(TransactionProfile.corda4(), id).reason())
        .contains(Reason.GROUP_COUNT_WRONG);
    assertThat(forged.verifyAllVisible(TransactionProfile.corda4(), id, 4).reason())
        .contains(Reason.GROUP_COUNT_WRONG);
  }

  /** Sixteen groups, the last nine of which no node knows, told as eight; one of them as the references. */
  @Test
  void unknownGroupsUnderKnownNumbers_areAcceptedByCordaCoreAndRefusedHere()
      throws MalformedDataException {
    TearOff forged = TearOffForgeryTest.unknownReferences();
    Hash id = forged.impliedId(SHA_256);
    FilteredTransaction theirs = CordaPeer.theirs(SHA_256, forged, id);
    assertThatCode(theirs::verify).doesNotThrowAnyException();
    assertThat(forged.verify(TransactionProfile.corda4(), id).reason())
        .contains(Reason.GROUP_COUNT_WRONG);
  }

  /** With algorithms other than SHA-256, a longer nonce swallows the beginning of a component. */
  @Test
  void nonceOfAnotherSize_isAcceptedByCordaCoreAndCannotBeToldHere() {
    HashAlgorithm algorithm = HashAlgorithm.SHA_512;
    CordaTransaction transaction = TestTransactions.transaction(algorithm)
        .with(ComponentGroup.OUTPUTS, List.of(TestTransactions.text("not 1000")));
    TearOff honest = transaction.tearOff((group, index, component) -> group == 1);
    VisibleGroup group = honest.visibleGroups().get(0);
    byte[] swallowed = TestTransactions.text("not ");
    byte[] nonce = Bytes.concat(group.nonces().get(0).toByteArray(), swallowed);
    FilteredTransaction theirs = CordaPeer.filtered(
        algorithm,
        transaction.id(),
        honest.groupHashes(),
        List.of(CordaPeer.group(
            algorithm,
            1,
            List.of(TestTransactions.text("1000")),
            List.of(new SecureHash.HASH("SHA-512", nonce)),
            CordaPeer.theirs(algorithm, group.tree()))));
    assertThatCode(theirs::verify).doesNotThrowAnyException();
    // a hash of 68 bytes is none; see CordaForgeryTest for sizes that are
    assertThatCode(() -> Hash.of(nonce)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equalLeaves_cannotBeProvenByCordaCoreAndCanHere() {
    List<Hash> equal = List.of(A, B, A);
    assertThatCode(() -> net.corda.core.crypto.PartialMerkleTree.Companion.build(
            CordaPeer.tree(SHA_256, equal), CordaPeer.theirs(SHA_256, List.of(A))))
        .isInstanceOf(net.corda.core.crypto.MerkleTreeException.class);
    CordaTree tree = CordaTree.of(SHA_256, equal);
    assertThat(tree.prove(2).check(SHA_256, 3, List.of(A), tree.rootHash()).isAccepted())
        .isTrue();
  }
}
