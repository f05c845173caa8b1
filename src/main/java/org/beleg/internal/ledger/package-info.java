/**
 * What the trees of ledgers have in common, apart from those of RFC 6962: they are built level by level,
 * two children to a node, and differ in what becomes of a last node that has no sibling.
 *
 * <p>{@link org.beleg.internal.ledger.LevelTree} builds such a tree on the kernels and keeps its levels
 * as flat bytes; {@link org.beleg.internal.ledger.PartialTree} is a part of one, pruned to some leaves and
 * the hashes that lead from them to the root. Neither knows which ledger it serves: hash function, rule
 * for lone nodes and number of leaves come from the caller, never from a proof.
 */
@NullMarked
package org.beleg.internal.ledger;

import org.jspecify.annotations.NullMarked;
