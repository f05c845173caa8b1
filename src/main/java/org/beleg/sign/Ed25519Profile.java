package org.beleg.sign;

import org.beleg.internal.sign.Ed25519Acceptance;

/**
 * What an Ed25519 verifier accepts where <a
 * href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.1.7">RFC 8032, section 5.1.7</a> leaves a
 * choice. Honest signatures pass all three; they differ on keys and signatures that only the holder of a
 * secret can craft, so that two verifiers of a ledger disagree.
 *
 * <p>All profiles: keys of 32 bytes, signatures of 64, S below the group order L, and k = SHA-512 over
 * the bytes of R and A as they were received.
 */
public enum Ed25519Profile {

  /**
   * The default. A and R canonically encoded, A not of order 1, 2, 4 or 8, and the equation with
   * cofactor: [8][S]B = [8]R + [8][k]A. Single and batch verdicts are equal, and no weak key signs
   * messages that nobody wrote.
   */
  STRICT_COFACTORED(true, false, true),

  /**
   * <a href="https://zips.z.cash/zip-0215">ZIP 215</a>: A and R in any encoding of a point, also of
   * small order, and the equation with cofactor. For ledgers that fixed this rule, such as Zcash.
   */
  ZIP215(false, true, true),

  /**
   * A and R canonically encoded, A of any order, and the equation without cofactor: [S]B = R + [k]A, as
   * the JDK computes it. Cannot be verified as a batch.
   */
  COFACTORLESS_CANONICAL(true, true, false);

  private final boolean canonical;
  private final boolean smallOrderKeys;
  private final boolean cofactor;

  Ed25519Profile(boolean canonical, boolean smallOrderKeys, boolean cofactor) {
    this.canonical = canonical;
    this.smallOrderKeys = smallOrderKeys;
    this.cofactor = cofactor;
  }

  /** What the engine is told, for rules of a scheme that has profiles. */
  static Ed25519Acceptance acceptance(SignatureRules rules) {
    Ed25519Profile profile = rules.profile().orElseThrow();
    return new Ed25519Acceptance(
        profile.canonical, profile.smallOrderKeys, rules.requiresPrimeOrderKey(), profile.cofactor);
  }
}
