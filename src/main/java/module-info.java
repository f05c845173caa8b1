/**
 * Beleg: hash chains, Merkle trees, proofs and digital signatures as immutable values.
 *
 * <p>Start at {@link org.beleg.note.Receipt} to check that a record existed, at {@link
 * org.beleg.tree.MerkleTree} to seal records, at {@link org.beleg.sign.VerifyingKey} to check a
 * signature. Whatever is refused comes back as an {@link org.beleg.Verdict}.
 */
module org.beleg {
  requires static transitive org.jspecify;
  requires static transitive com.google.errorprone.annotations;
  // hashes side by side where this module is; does the same without it
  requires static jdk.incubator.vector;
  requires com.google.common;
  requires org.bouncycastle.provider;

  exports org.beleg;
  exports org.beleg.hash;
  exports org.beleg.proof;
  exports org.beleg.tree;
  exports org.beleg.chain;
  exports org.beleg.sign;
  exports org.beleg.note;
  exports org.beleg.ledger.bitcoin;
  exports org.beleg.ledger.corda;
  exports org.beleg.ledger.fabric;
  exports org.beleg.ledger.fisco;
}
