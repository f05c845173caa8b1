/**
 * Corda 4 as a frozen profile: transaction ids, tear-offs, and the signatures over them.
 *
 * <p>A transaction of Corda is a list of <em>component groups</em> (inputs, outputs, commands ...), each
 * a list of components, each a few bytes. Every component becomes a leaf, blinded by a nonce that only who
 * knows the transaction's salt can compute; the leaves of a group make a tree; the roots of the groups make
 * another tree, and its root is the transaction's id. What is signed is the id.
 *
 * <p>So a part of a transaction can be shown without the rest: a notary sees which states are consumed, an
 * oracle sees the price it is asked to confirm, a regulator sees the fields of its concern. Such a
 * <em>tear-off</em> holds the hashes of all groups and, for the groups that are shown, the components, their
 * nonces, and a partial tree that leads from their leaves to the hash of the group. Whoever trusts the id can
 * check all that is shown, and learns of the rest only which groups there are, and between which powers of
 * two the number of components of each shown group lies.
 *
 * <p><b>What Corda's own check lets pass.</b> Corda pads trees with zero hashes, takes the shape of a partial
 * tree from whoever sends it, and compares leaves as sets. So an inner node can be shown as a leaf, padding as
 * a component, and one of two equal leaves as something else. It also takes the number of groups from the
 * sender, so parents of two groups can be shown as groups. Here the number of leaves fixes the depth, leaves
 * have indexes, zero hashes are no leaves, and the verifier's {@link
 * org.beleg.ledger.corda.TransactionProfile} bounds the number of groups.
 *
 * <p>The constructions are those of <a
 * href="https://docs.r3.com/en/platform/corda/4.11/community/key-concepts-tearoffs.html">Corda's transaction
 * tear-offs</a>; where the documentation is silent, those of the released {@code corda-core}.
 */
@CheckReturnValue
@NullMarked
package org.beleg.ledger.corda;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
