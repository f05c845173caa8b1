package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;

/**
 * The hashes that lead from one leaf of a block's Merkle tree to its root: what Bitcoin calls a Merkle
 * branch.
 *
 * <p>One hash for each level, from the leaf's sibling upwards; where a node is the last of an odd level
 * and so paired with itself, its own hash. Nothing about a branch is trusted before {@link #check}.
 *
 * <p><b>Security.</b> A root says neither how many leaves it has nor how deep they lie, and a leaf is
 * hashed like two children. So without a depth from elsewhere a node can be shown as a leaf, and a
 * transaction of 64 bytes as a node (<a
 * href="https://www.cve.org/CVERecord?id=CVE-2017-12842">CVE-2017-12842</a>). {@link #check} therefore
 * asks for the number of transactions; {@link TransactionProof} is for those who do not know it.
 *
 * <p>Source: <a href="https://developer.bitcoin.org/reference/block_chain.html#merkle-trees">Bitcoin
 * developer reference, Merkle trees</a>. Immutable.
 */
@Immutable
public final class MerkleBranch {

  private final int leafIndex;
  private final HashList path;

  private MerkleBranch(int leafIndex, HashList path) {
    this.leafIndex = leafIndex;
    this.path = path;
  }

  /**
   * Puts a branch together, for instance from what a server of some other protocol sent. Checks nothing
   * but the hashes' sizes.
   *
   * @param leafIndex the place of the leaf, from 0
   * @param path the hashes from the leaf's sibling to the root's child; copied
   * @return the branch
   * @throws IllegalArgumentException if a hash does not have 32 bytes
   */
  public static MerkleBranch of(int leafIndex, List<Hash> path) {
    HashList hashes = HashList.copyOf(path);
    if (!hashes.isEmpty() && hashes.hashSize() != DoubleSha256.SIZE) {
      throw new IllegalArgumentException("hashes of " + hashes.hashSize() + " bytes");
    }
    return new MerkleBranch(leafIndex, hashes);
  }

  /**
   * The place of the leaf in its block, from 0.
   *
   * @return the claimed index
   */
  public int leafIndex() {
    return leafIndex;
  }

  /**
   * The hashes that lead from the leaf to the root.
   *
   * @return an unmodifiable list, from the leaf's sibling to the root's child
   */
  public List<Hash> path() {
    return path;
  }

  /**
   * Checks that an id is at {@link #leafIndex()} of a block, for a verifier who knows how many
   * transactions the block has, and so how deep each lies.
   *
   * <p>The root does not say that number. It must come from whoever the root came from, such as one's own
   * node, and never from whoever sent the branch.
   *
   * <p>Cost: at most 15 node hashes.
   *
   * @param id of the transaction, computed by the verifier
   * @param transactionCount how many transactions the block has, from a source that the verifier trusts
   * @param merkleRoot the root in the block's trusted header, or the witness root for a {@code wtxid}
   * @return accepted, or rejected with {@link Reason#TRANSACTION_COUNT_OUT_OF_RANGE}, {@link
   *     Reason#HASH_SIZE_WRONG}, {@link Reason#LEAF_INDEX_OUT_OF_RANGE}, {@link
   *     Reason#PATH_LENGTH_WRONG}, {@link Reason#SIBLINGS_EQUAL}, {@link Reason#TREE_SIZE_MISMATCH} or
   *     {@link Reason#ROOT_MISMATCH}
   */
  public Verdict check(Hash id, int transactionCount, Hash merkleRoot) {
    return Refusal.verdict(
        () -> requireRoot(id, TransactionCounts.exactly(transactionCount), merkleRoot));
  }

  /** Refuses this branch unless it leads from an id to a root. */
  void requireRoot(Hash id, TransactionCounts counts, Hash merkleRoot)
      throws VerificationException {
    Hash computed = impliedRoot(id, counts);
    if (!computed.equals(merkleRoot)) {
      throw Refusal.of(Reason.ROOT_MISMATCH, "expected " + merkleRoot + ", computed " + computed);
    }
  }

  /**
   * The root that this branch leads to in a tree of one of these sizes.
   *
   * <p>On the way up each hash of the path says something about the number of leaves. A node that is
   * paired with itself is the last of its level, one with another sibling on the right is not. If nothing
   * is left between these bounds, then a node that really has a sibling is equal to it, which nobody can
   * tell from one that is repeated (<a
   * href="https://www.cve.org/CVERecord?id=CVE-2012-2459">CVE-2012-2459</a>), or the branch is of a block
   * of another size.
   */
  Hash impliedRoot(Hash id, TransactionCounts counts) throws VerificationException {
    if (id.size() != DoubleSha256.SIZE) {
      throw Refusal.of(Reason.HASH_SIZE_WRONG, "id has " + id.size() + " bytes");
    }
    if (leafIndex < 0 || leafIndex >= counts.most()) {
      throw Refusal.of(
          Reason.LEAF_INDEX_OUT_OF_RANGE, "leaf " + leafIndex + " of at most " + counts.most());
    }
    if (path.size() != counts.depth()) {
      throw Refusal.of(
          Reason.PATH_LENGTH_WRONG, "path has " + path.size() + " hashes, not " + counts.depth());
    }
    byte[] hashes = path.toFlatByteArray();
    byte[] running = id.toByteArray();
    int least = Math.max(counts.least(), leafIndex + 1);
    int most = counts.most();
    boolean repeated = false;
    for (int level = 0; level < path.size(); level++) {
      int index = leafIndex >> level;
      boolean isRight = (index & 1) != 0;
      if (path.matches(level, running, 0)) {
        // its own sibling: the level ends here, so at most this many leaves are below it
        most = isRight ? 0 : Math.min(most, (index + 1) << level);
        repeated = true;
      } else if (!isRight) {
        // a sibling to the right, and at least one leaf below that
        least = Math.max(least, ((index + 1) << level) + 1);
      }
      if (least > most) {
        throw repeated
            ? Refusal.of(
                Reason.SIBLINGS_EQUAL, "two siblings of level " + level + " or below are equal")
            : Refusal.of(
                Reason.TREE_SIZE_MISMATCH, "a branch of more than " + most + " transactions");
      }
      DoubleSha256.KERNEL.climb(running, 0, hashes, 1L << level, leafIndex);
    }
    return Hash.of(running);
  }

  HashList hashes() {
    return path;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MerkleBranch that
        && leafIndex == that.leafIndex
        && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return 31 * leafIndex + path.hashCode();
  }

  /** Names the claim. */
  @Override
  public String toString() {
    return "leaf " + leafIndex + " by " + path.size() + " hashes";
  }
}
