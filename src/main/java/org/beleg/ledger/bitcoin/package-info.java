/**
 * Bitcoin: that a transaction is in a block, a block in a chain of headers, a script behind a key, and that
 * whoever holds an address agreed to a message.
 *
 * <p>Bitcoin keeps its records in blocks. A block's {@linkplain
 * org.beleg.ledger.bitcoin.BlockHeader header} is 80 bytes: it names the header before it, the root of a
 * Merkle tree over the block's transactions, and a number that was searched until the header's own hash
 * fell below a target. Whoever wants to change a buried transaction must repeat that search for every
 * header since. So a verifier who has the headers needs no node and no database: a transaction, its path
 * to the root in one header, and the headers that follow show what it would cost to pretend.
 *
 * <pre>
 *   Transaction --id--&gt; TransactionProof --root--&gt; BlockHeader --hash--&gt; HeaderChain
 *   '----------------------------------- SpvProof -----------------------------------'
 * </pre>
 *
 * <p>The rules are those of Bitcoin and cannot be chosen: hashes are double SHA-256, the last node of an
 * odd row of a tree is paired with itself, numbers are little-endian. What the verifier decides is the
 * network, the header it starts from, and how much work it asks for.
 *
 * <table>
 *   <caption>Where to begin: the types by the question that they answer</caption>
 *   <tr><th>question</th><th>begin with</th><th>and its parts</th></tr>
 *   <tr><td>Was this paid, and is it buried?</td>
 *       <td>{@link org.beleg.ledger.bitcoin.SpvProof}</td>
 *       <td>{@link org.beleg.ledger.bitcoin.ConfirmationPolicy}, which the verifier sets</td></tr>
 *   <tr><td>Is it in this block?</td>
 *       <td>{@link org.beleg.ledger.bitcoin.TransactionProof}, {@link
 *       org.beleg.ledger.bitcoin.WitnessProof}</td>
 *       <td>{@link org.beleg.ledger.bitcoin.MerkleBranch}, {@link
 *       org.beleg.ledger.bitcoin.CoinbaseProof}</td></tr>
 *   <tr><td>The same for many, in the form of nodes?</td>
 *       <td>{@link org.beleg.ledger.bitcoin.MerkleBlock}</td>
 *       <td>{@link org.beleg.ledger.bitcoin.PartialMerkleTree}</td></tr>
 *   <tr><td>Is this the whole block? Make proofs of it</td>
 *       <td>{@link org.beleg.ledger.bitcoin.Block}</td>
 *       <td>{@link org.beleg.ledger.bitcoin.TransactionTree}, {@link
 *       org.beleg.ledger.bitcoin.Transaction} with {@link
 *       org.beleg.ledger.bitcoin.TransactionInput}, {@link
 *       org.beleg.ledger.bitcoin.OutPoint}, {@link org.beleg.ledger.bitcoin.Witness} and {@link
 *       org.beleg.ledger.bitcoin.TransactionOutput}</td></tr>
 *   <tr><td>Are these headers a chain with work?</td>
 *       <td>{@link org.beleg.ledger.bitcoin.HeaderChain}</td>
 *       <td>{@link org.beleg.ledger.bitcoin.BitcoinNetwork}, {@link
 *       org.beleg.ledger.bitcoin.HeaderCheckpoint}, {@link org.beleg.ledger.bitcoin.CompactTarget}</td></tr>
 *   <tr><td>May this script occur in a block?</td>
 *       <td>{@link org.beleg.ledger.bitcoin.BlockFilter}</td><td></td></tr>
 *   <tr><td>Did this key commit to this script?</td>
 *       <td>{@link org.beleg.ledger.bitcoin.ControlBlock}</td>
 *       <td>{@link org.beleg.ledger.bitcoin.TaprootOutput}, {@link
 *       org.beleg.ledger.bitcoin.TapTree}, {@link org.beleg.ledger.bitcoin.TapLeaf}</td></tr>
 *   <tr><td>Did the holder of an address agree to this message?</td>
 *       <td>{@link org.beleg.ledger.bitcoin.MessageSignature}</td>
 *       <td>{@link org.beleg.ledger.bitcoin.BitcoinAddress}, {@link
 *       org.beleg.ledger.bitcoin.OutputKind}</td></tr>
 *   <tr><td>What does a signature in a transaction sign?</td>
 *       <td>{@link org.beleg.ledger.bitcoin.SignatureHashes}</td>
 *       <td>{@link org.beleg.ledger.bitcoin.TaggedHash}</td></tr>
 *   <tr><td>Whose keys are in this one, and whose part of a signature is wrong?</td>
 *       <td>{@link org.beleg.ledger.bitcoin.MuSig2Key}, {@link
 *       org.beleg.ledger.bitcoin.MuSig2Session}</td>
 *       <td>{@link org.beleg.ledger.bitcoin.MuSig2Nonce}, {@link
 *       org.beleg.ledger.bitcoin.MuSig2AggregateNonce}</td></tr>
 * </table>
 *
 * <p><b>Which proof of a transaction.</b> A root says neither how many leaves it has nor how deep they lie,
 * and in Bitcoin a transaction is hashed like a node. So evidence differs by what the verifier knows
 * besides the header: nothing, and the block's first transaction must show the depth, as it does in a
 * {@code TransactionProof}; or the number of transactions, and a {@code MerkleBranch} or a {@code
 * MerkleBlock} will do. An id does not depend on the witness data of its transaction, so none of these is
 * evidence for them; a {@code WitnessProof} is.
 *
 * <p><b>Two orders of bytes.</b> Programs hash and store in internal order, and so does every {@link
 * org.beleg.hash.Hash} here; what people see in explorers and nodes is reversed, which {@link
 * org.beleg.ledger.bitcoin.ReversedHex} reads and prints.
 *
 * <p><b>What is not here.</b> Nothing follows the network or keeps unspent outputs, and the scripts of
 * transactions in blocks are not run (those behind a signed message are): a chain of headers with the most
 * work is what miners paid for, not proof that every rule of the network was kept in it.
 */
@CheckReturnValue
@NullMarked
package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
