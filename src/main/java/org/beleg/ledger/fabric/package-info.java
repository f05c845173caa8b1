/**
 * Hyperledger Fabric as a frozen profile: chains of block headers, the data behind them, and the signatures
 * of the orderers.
 *
 * <p>An ordering service cuts a channel's transactions, each an <em>envelope</em> of a payload and its
 * sender's signature, into numbered blocks. A block's header holds its number, the hash of the header before
 * it, and one hash over all its envelopes. There is no tree: what proves that a transaction was ordered is
 * its whole block, and the chain of headers from that block to one that is trusted.
 *
 * <p>Two things make a header trusted, and they point in different directions:
 *
 * <ul>
 *   <li><b>Hashes reach back.</b> A header fixes every header and every envelope before it, so who trusts the
 *       newest header can check all that is older: {@link org.beleg.ledger.fabric.HeaderChain#prependAll}.
 *   <li><b>Signatures reach forward.</b> Anybody can invent a header that names a trusted one as its
 *       predecessor. That the next block is the channel's, the signatures of its orderers say: {@link
 *       org.beleg.ledger.fabric.ConsenterSet}.
 * </ul>
 *
 * <p><b>Where Fabric's own check is loose.</b> The hash of the data is that of the envelopes laid end to end,
 * without lengths, so it does not say where one ends: {@code "ab", "c"} and {@code "a", "bc"} have one hash.
 * Here an envelope must be a payload and perhaps a signature, in the one order and spelling that the
 * orderer writes, and so the bytes can be cut in one way only. The same holds for the message that orderers
 * sign, which is also a concatenation.
 *
 * <p>Sources: <a
 * href="https://github.com/hyperledger/fabric/blob/main/protoutil/blockutils.go">blockutils.go</a> of
 * Fabric, and <a href="https://github.com/hyperledger/fabric-protos/tree/main/common">its messages</a>. All
 * hashes are of SHA-256.
 */
@CheckReturnValue
@NullMarked
package org.beleg.ledger.fabric;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
