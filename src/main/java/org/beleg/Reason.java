package org.beleg;

/**
 * Why a verifier refused: one constant for each rule that can fail.
 *
 * <p>Constants are only ever added. Programs may branch on them, store their names, and count them;
 * the accompanying {@link Verdict#detail()} is for people.
 */
public enum Reason {

  // --- proofs over a Merkle tree -----------------------------------------------------------------

  /** The tree size is negative, that is 2^63 or more when read as unsigned. */
  TREE_SIZE_OUT_OF_RANGE,
  /** The leaf index is negative or not below the tree size. */
  LEAF_INDEX_OUT_OF_RANGE,
  /** The number of hashes is not the one that the positions fix; nothing was hashed. */
  PATH_LENGTH_WRONG,
  /** A hash of the proof, the leaf or the root has another size than the algorithm's. */
  HASH_SIZE_WRONG,
  /** The proof leads to another root than the trusted one. */
  ROOT_MISMATCH,

  // --- consistency -------------------------------------------------------------------------------

  /** The old tree is empty: nothing was promised yet, so nothing can be proven. */
  OLD_SIZE_ZERO,
  /** The old tree is larger than the new one. */
  SIZES_DECREASING,
  /** Two trees of one size have different roots: a fork. */
  ROOTS_DIFFER_AT_EQUAL_SIZE,
  /** The proof does not lead to the old root. */
  OLD_ROOT_MISMATCH,
  /** The proof leads to the old root but not to the new one. */
  NEW_ROOT_MISMATCH,

  // --- subtrees and many leaves ------------------------------------------------------------------

  /** The interval is no subtree, or does not lie inside the tree. */
  SUBTREE_INVALID,
  /** The proof leads to another subtree hash than the trusted one. */
  SUBTREE_HASH_MISMATCH,
  /** A proof for many leaves names none. */
  NO_LEAVES,
  /** Leaf indexes repeat or are out of order. */
  LEAF_INDEXES_NOT_INCREASING,
  /** The number of leaf hashes is not the number of leaf indexes. */
  LEAF_COUNT_WRONG,

  // --- tiles -------------------------------------------------------------------------------------

  /** A tile that the tree size calls for was not given. */
  TILE_MISSING,
  /** A tile does not hold exactly the number of bytes that its width calls for. */
  TILE_LENGTH_WRONG,
  /** A tile's bytes are not the hashes of the tiles below it. */
  TILE_MISMATCH,

  // --- hash chains -------------------------------------------------------------------------------

  /** The two heads, or the heads and the segment, do not use one hash algorithm. */
  HASH_ALGORITHM_MISMATCH,
  /** The segment does not begin at the one head or does not end at the other. */
  CHAIN_POSITION_MISMATCH,
  /** A link is not the hash of its predecessor, position and entry; the detail names the first. */
  CHAIN_LINK_BROKEN,
  /** Every link holds, but the last one is not the trusted head. */
  CHAIN_HEAD_MISMATCH,
  /** The number of entries is not the length of the segment. */
  ENTRY_COUNT_WRONG,
  /** An entry's hash is not the one that the segment holds at its position. */
  ENTRY_MISMATCH,

  // --- signatures --------------------------------------------------------------------------------

  /** The signature does not have a length that its scheme allows. */
  SIGNATURE_LENGTH_WRONG,
  /** The signature is not in the one encoding that its scheme allows (strict DER). */
  SIGNATURE_ENCODING_INVALID,
  /** A number of the signature is outside its range, such as r, s in ECDSA or S in Ed25519. */
  SIGNATURE_VALUE_OUT_OF_RANGE,
  /** A point of the signature is not canonically encoded or not on the curve. */
  SIGNATURE_POINT_INVALID,
  /** The signature is well formed, but not this key's signature of this message. */
  SIGNATURE_MISMATCH,
  /** The signature says itself that another key, or another algorithm, made it than the trusted one. */
  KEY_MISMATCH,
  /** The signature was made for another purpose than the expected one. */
  NAMESPACE_MISMATCH,

  // --- sets of keys, and policies over them ------------------------------------------------------

  /** No key has this id, so nothing was verified. */
  KEY_UNKNOWN,
  /** The key is of another scheme than the one expected, so nothing was verified. */
  SCHEME_MISMATCH,
  /** A signature of the key, but as of an instant before its validity begins. */
  KEY_NOT_YET_VALID,
  /** A signature of the key, but as of an instant at or after the end of its validity. */
  KEY_EXPIRED,
  /** A signature of the key, but as of an instant from which on it was out of use. */
  KEY_RETIRED,
  /** A signature of the key, but as of an instant from which on others may have had its secret. */
  KEY_REVOKED,
  /** Two ids of a policy name keys of one signer, who would count twice. */
  SIGNER_REPEATED,
  /** Too few signatures count; the detail says which do not, and why. */
  QUORUM_NOT_REACHED,

  // --- signed notes, checkpoints and receipts ----------------------------------------------------

  /** A signature line of a known key does not verify; the detail names the key and the cause. */
  KNOWN_KEY_SIGNATURE_INVALID,
  /** No signature line belongs to a known key. */
  NO_KNOWN_KEY,
  /** The signed text is no checkpoint. */
  CHECKPOINT_MALFORMED,
  /** The checkpoint is of another log than the trusted one. */
  ORIGIN_MISMATCH,
  /** The proof is for another tree size than the signed or trusted one. */
  TREE_SIZE_MISMATCH,

  // --- trees of ledgers --------------------------------------------------------------------------

  /** The flags of a partial tree do not tell a tree of the stated number of leaves, all of it. */
  TREE_SHAPE_WRONG,
  /** Siblings are equal where a lone node is repeated, so another list has the same root. */
  SIBLINGS_EQUAL,

  // --- Bitcoin -----------------------------------------------------------------------------------

  /** A header does not name the hash of the one before it. */
  HEADER_UNLINKED,
  /** The bits of a header are no target, or one that is easier than the network allows. */
  TARGET_INVALID,
  /** A header states another target than the chain before it calls for. */
  TARGET_UNEXPECTED,
  /** The hash of a header is above its target. */
  PROOF_OF_WORK_MISSING,
  /** The time in a header is not after the median of the eleven before it, or otherwise too early. */
  HEADER_TIME_TOO_EARLY,
  /** The time in a header is later than the verifier allows. */
  HEADER_TIME_TOO_LATE,
  /** A header is not the one that the verifier knows to stand at its height. */
  HEADER_PINNED_OTHERWISE,
  /** The block is not part of the chain with the most work that the verifier knows of. */
  BLOCK_NOT_IN_CHAIN,
  /** Too few headers, or too little work, from the block on. */
  CONFIRMATIONS_TOO_FEW,
  /** The internal key of a control block is no point, or cannot be tweaked as it should. */
  TAPROOT_KEY_INVALID,
  /** The script and the control block lead to another output key than the trusted one. */
  TAPROOT_COMMITMENT_MISMATCH,
  /** The control block says that y of the output key is odd and it is even, or the other way round. */
  TAPROOT_PARITY_WRONG,
  /** The filter of a block leads to another filter header than the trusted one. */
  FILTER_HEADER_MISMATCH,
  /** The hash type of a signature is not defined, not allowed here, or selects an output not there. */
  HASH_TYPE_INVALID,
  /** A script, or what should satisfy it, breaks a rule. */
  SCRIPT_FAILED,
  /** A script is not understood, so that nothing is known about it: the state "inconclusive". */
  SCRIPT_INCONCLUSIVE,
  /** The transaction that is said to sign a message is not of the form that this takes. */
  MESSAGE_TRANSACTION_WRONG,
  /** What an input spends is not given, or is given in a way that does not bind it. */
  SPENT_OUTPUT_MISSING,

  /** A number of transactions that no block has: none, or more than fit its weight. */
  TRANSACTION_COUNT_OUT_OF_RANGE,
  /** A transaction of 64 bytes, which may be two hashes of a tree in disguise. */
  TRANSACTION_IS_TWO_HASHES,
  /** The block's first transaction is no coinbase transaction, or another one is. */
  COINBASE_INVALID,
  /** The block has another header than the trusted one. */
  HEADER_MISMATCH,
  /** Witness data where the evidence is about ids that do not depend on them. */
  WITNESS_NOT_COVERED,
  /** Witness data in a block whose coinbase transaction does not commit to any. */
  WITNESS_COMMITMENT_MISSING,
  /** The coinbase transaction commits to witness data, but not with one item of 32 bytes for it. */
  WITNESS_RESERVED_VALUE_WRONG,
  /** The coinbase transaction commits to other witness data. */
  WITNESS_COMMITMENT_MISMATCH,

  // --- Corda -------------------------------------------------------------------------------------

  /** The tear-off does not have as many hashes of groups as a transaction of this profile. */
  GROUP_COUNT_WRONG,
  /** A hash that only fills a tree up to a power of two stands where a leaf is expected. */
  PADDING_AS_LEAF,
  /** An included leaf is not the expected hash, or not the hash of the component that is shown. */
  LEAF_MISMATCH,
  /** The components of a group do not lead to the hash of the group. */
  GROUP_HASH_MISMATCH,
  /** The tear-off shows no component, so it proves nothing. */
  NOTHING_VISIBLE,
  /** The transaction has components in the group that the tear-off does not show. */
  COMPONENTS_HIDDEN,
  /** The transaction has components in a group that should have none. */
  GROUP_PRESENT,

  // --- FISCO BCOS --------------------------------------------------------------------------------

  /** A level of the proof has one hash where the tree has two, or two where it has one. */
  LEVEL_WIDTH_WRONG,
  /** A level of the proof does not hold the hash that leads to it, or not at its place. */
  NODE_NOT_IN_LEVEL,
  /** The transaction is for another chain or group than the trusted one. */
  CHAIN_MISMATCH,
  /** The header is that of another block than the trusted one. */
  BLOCK_HASH_MISMATCH,

  // --- Hyperledger Fabric ------------------------------------------------------------------------

  /** The number of a block is not the one that its place in the chain calls for. */
  BLOCK_NUMBER_WRONG,
  /** A header does not name the hash of the trusted one before it, or is not the trusted one. */
  BLOCK_LINK_BROKEN,
  /** The data of a block are not those of its header. */
  DATA_HASH_MISMATCH,
  ;
}
