/**
 * Proofs about Merkle trees, checked against a hash and a size that the caller already trusts.
 *
 * <p>Nothing here needs a tree: a proof is a small value of positions and hashes, and its verifier
 * computes from the positions alone which hashes must be there. It compares their number first and
 * hashes afterwards, so a proof that is one hash too long or too short is refused without work and
 * nothing in a proof can be left over.
 *
 * <p>One coordinate system serves all: {@link org.beleg.proof.NodeId} (level, index) is the perfect
 * node over the leaves {@code [index << level, (index + 1) << level)}.
 *
 * <ul>
 *   <li>{@link org.beleg.proof.InclusionProof}: this leaf is at this index of the tree with this root.
 *   <li>{@link org.beleg.proof.ConsistencyProof}: the tree of that root is a prefix of the tree of
 *       this one; nothing was changed or removed.
 *   <li>{@link org.beleg.proof.SubtreeProof}: the leaves of that subtree hash are leaves of this tree.
 *   <li>{@link org.beleg.proof.MultiProof}: many leaves at once, each needed hash once.
 * </ul>
 *
 * <p><b>A root hash does not bind the size of its tree.</b> The proof of leaf 1 of 2 also verifies as
 * leaf 2 of 3, for both leaves lie on one path of lefts and rights. Take root and size from one signed
 * checkpoint, as {@link org.beleg.proof} cannot do for you and {@code org.beleg.note.Receipt} does.
 */
@CheckReturnValue
@NullMarked
package org.beleg.proof;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
