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
 * <p><b>Who signed.</b> A {@link org.beleg.ledger.corda.TransactionSignature} is over no bare id but over an
 * object of Corda's serialization that holds the id and the signer's {@link
 * org.beleg.ledger.corda.SignatureMetadata}; {@link org.beleg.ledger.corda.SignableData} makes its bytes anew.
 * A notary signs many transactions at once, as a {@link org.beleg.ledger.corda.NotaryBatch}; the signature
 * then brings the partial tree that leads from the hash of the id to what was signed. A key is a {@link
 * org.beleg.ledger.corda.LeafKey}, which has a secret, or a {@link org.beleg.ledger.corda.CompositeKey}, a
 * tree of thresholds and weights over other keys, which has none and is fulfilled by enough of its leaves. In
 * Corda a key counts at every place where it occurs, so one person can make up two of two; here nobody does,
 * unless {@link org.beleg.ledger.corda.Fulfilment#AS_CORDA} asks for it. One valid signature says little:
 * {@link org.beleg.ledger.corda.RequiredSigners} asks whether all who had to sign a transaction did.
 *
 * <pre>{@code
 * TearOff shown = TearOff.parse(bytes);
 * Hash id = shown.impliedId(HashAlgorithm.SHA_256);                         // a claim
 * RequiredSigners.of(List.of(alice, notary)).verify(id, signatures).orThrow();   // vouched for
 * shown.verify(TransactionProfile.corda4(), id).orThrow();                       // and shown
 * }</pre>
 *
 * <p>Ids of the other two kinds of transaction, which change a notary or upgrade a contract, are no trees
 * but hashes of hashes in a row, so nothing can be torn off them; signatures over them are verified alike.
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
