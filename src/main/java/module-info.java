/**
 * Beleg: hash chains, Merkle trees, proofs and digital signatures as immutable values.
 *
 * <p>Whatever is refused comes back as an {@link org.beleg.Verdict}.
 */
module org.beleg {
  requires static transitive org.jspecify;
  requires static transitive com.google.errorprone.annotations;
  requires com.google.common;
  requires org.bouncycastle.provider;

  exports org.beleg;
  exports org.beleg.hash;
  exports org.beleg.proof;
  exports org.beleg.tree;
  exports org.beleg.chain;
  exports org.beleg.sign;
}
