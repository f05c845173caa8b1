/**
 * FISCO BCOS, version 3: transactions, blocks and proofs of the consortium ledger that Chinese exchanges
 * and authorities run, with its own algorithms or with China's national ones.
 *
 * <p>Each chain has one hash function and one kind of key, its {@link
 * org.beleg.ledger.fisco.CryptoSuite}: keccak256 with secp256k1, or SM3 with SM2. A block's transactions
 * are the leaves of a binary tree ({@link org.beleg.ledger.fisco.BlockTree}), its root is in the header
 * ({@link org.beleg.ledger.fisco.BlockHeader}), and the hash of the header is what the sealers sign. A
 * node hands out, on request, the list of hashes that leads from a transaction to the root: a {@link
 * org.beleg.ledger.fisco.BlockProof}.
 *
 * <pre>{@code
 * Chain chain = Chain.of(CryptoSuite.SM3_SM2, "chain0", "group0");
 * BlockProof proof = BlockProof.parse(txProof);         // the list of the JSON-RPC answer
 * sealers.verify(header, signatures).orThrow();         // or trust a hash of the header otherwise
 * chain.verifyInclusion(transaction, proof, count, header, header.hash(chain.suite())).orThrow();
 * }</pre>
 *
 * <p><b>What this ledger does not bind.</b> Leaves, inner nodes and lone nodes are hashed alike, so an inner
 * node passes for a transaction where the number of levels is not fixed; the header does not hold the
 * number of transactions; and fields of variable length are hashed end to end without their lengths, so
 * that two transactions can share one hash. Therefore the number of transactions comes from the caller,
 * transactions are compared by their fields and never by a hash that somebody says is theirs, and a proof
 * decides nothing. Published verifiers, which take only a hash, a list and a root, accept each of these
 * forgeries.
 *
 * <p>Rules follow the node's own sources: <a
 * href="https://github.com/FISCO-BCOS/FISCO-BCOS/blob/master/bcos-crypto/bcos-crypto/merkle/Merkle.h">Merkle.h</a>,
 * <a
 * href="https://github.com/FISCO-BCOS/FISCO-BCOS/blob/master/bcos-tars-protocol/bcos-tars-protocol/impl/TarsHashable.h">TarsHashable.h</a>,
 * and the signature classes of bcos-crypto. Version 2 of FISCO BCOS has other trees and is not offered, nor
 * are the transactions of the Ethereum kind that later nodes carry, whose hash is that of their RLP.
 */
@CheckReturnValue
@NullMarked
package org.beleg.ledger.fisco;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
