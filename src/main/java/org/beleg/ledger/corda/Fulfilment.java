package org.beleg.ledger.corda;

/**
 * How the signers of a {@link CompositeKey} are counted. The two differ only for keys in which a signer
 * occurs more than once.
 */
public enum Fulfilment {

  /**
   * The default: each signer counts at one place of the whole tree, wherever it helps most.
   *
   * <p>Who counts at one place is one secret, {@link org.beleg.sign.VerifyingKey#isSameSigner}: also a key
   * and the same key with its sign turned are one signer. If some choice of places meets all thresholds,
   * the key is fulfilled; so a key in which nobody occurs twice is fulfilled exactly as in Corda.
   */
  DISTINCT_SIGNERS,

  /**
   * Corda's own rule: a signature counts at every place where its key occurs.
   *
   * <p>So {@code {K: 1, K: 2}} with threshold 3 is met by K alone, and two of two branches that both list K
   * are, too. Corda refuses a repetition only of one key with one weight under one threshold. Use this to
   * tell what a node accepted, not what several people agreed to.
   */
  AS_CORDA
}
