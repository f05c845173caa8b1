/**
 * Bitcoin: that a transaction is in a block, a block in a chain of headers, and a script behind a key.
 *
 * <p>Bitcoin keeps its records in blocks. A block's {@linkplain
 * org.beleg.ledger.bitcoin.BlockHeader header} is 80 bytes: it names the header before it, the root of a
 * Merkle tree over the block's transactions, and a number that was searched until the header's own hash
 * fell below a target. Whoever wants to change a buried transaction must repeat that search for every
 * header since. So a verifier who has the headers needs no node and no database: a transaction, its path
 * to the root in one header, and the headers that follow show what it would cost to pretend.
 *
 * <p>The rules are those of Bitcoin and cannot be chosen: hashes are double SHA-256, the last node of an
 * odd row of a tree is paired with itself, numbers are little-endian. What the verifier decides is the
 * network, the header it starts from, and how much work it asks for.
 *
 * <p><b>Which proof.</b> A root says neither how many leaves it has nor how deep they lie, and in Bitcoin a
 * transaction is hashed like a node. So evidence differs by what the verifier knows besides the header:
 *
 * <ul>
 *   <li>nothing: {@link org.beleg.ledger.bitcoin.TransactionProof}, in which the block's first transaction
 *       shows the depth;
 *   <li>the number of transactions: {@link org.beleg.ledger.bitcoin.MerkleBranch} for one, {@link
 *       org.beleg.ledger.bitcoin.MerkleBlock} for many, in the form that nodes and wallets exchange;
 *   <li>the whole block: {@link org.beleg.ledger.bitcoin.Block}, which makes all of these.
 * </ul>
 *
 * <p>An id does not depend on the witness data of its transaction, so none of these is evidence for them;
 * {@link org.beleg.ledger.bitcoin.WitnessProof} is.
 *
 * <p><b>Two orders of bytes.</b> Programs hash and store in internal order, and so does every {@link
 * org.beleg.hash.Hash} here; what people see in explorers and nodes is reversed, which {@link
 * org.beleg.ledger.bitcoin.ReversedHex} reads and prints.
 *
 * <p><b>What people sign.</b> {@link org.beleg.ledger.bitcoin.SignatureHashes} tells what the signatures in
 * a transaction sign, {@link org.beleg.ledger.bitcoin.MuSig2Session} adds up the signatures of several, and
 * {@link org.beleg.ledger.bitcoin.MessageSignature} judges whether the owner of an {@linkplain
 * org.beleg.ledger.bitcoin.BitcoinAddress address} agreed to a message. {@link
 * org.beleg.ledger.bitcoin.BlockFilter} tells which blocks to look at.
 *
 * <p>Nothing here follows the network or keeps unspent outputs, and scripts are run for signed messages
 * alone: a chain of headers with the most work is what miners paid for, not proof that every rule of
 * the network was kept in it.
 */
@CheckReturnValue
@NullMarked
package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
