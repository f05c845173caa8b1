package org.beleg.ledger.corda;

import java.util.Arrays;
import java.util.Optional;
import org.beleg.sign.Ed25519Profile;
import org.beleg.sign.SignatureRules;
import org.beleg.sign.SignatureScheme;

/**
 * The signature schemes of Corda 4, in the order of their numbers, and the rules that signatures are judged
 * by here.
 *
 * <p>Whatever these rules accept, a node of Corda 4.11 accepts, too. The reverse does not hold where Corda
 * takes several spellings or weak keys; only who holds the secret can make such signatures and keys.
 */
public enum CordaScheme {

  /** RSASSA-PKCS1-v1_5 with SHA-256: {@link SignatureScheme#RSA_PKCS1_SHA256}. */
  RSA_SHA256(1, SignatureRules.of(SignatureScheme.RSA_PKCS1_SHA256)),

  /**
   * ECDSA with secp256k1 and SHA-256, in DER: {@link SignatureScheme#ECDSA_SECP256K1_SHA256}. Corda does not
   * ask for the low s, so a signature is no identity of a transaction.
   */
  ECDSA_SECP256K1_SHA256(2, SignatureRules.of(SignatureScheme.ECDSA_SECP256K1_SHA256)),

  /** ECDSA with P-256 and SHA-256, in DER: as {@link #ECDSA_SECP256K1_SHA256}. */
  ECDSA_SECP256R1_SHA256(3, SignatureRules.of(SignatureScheme.ECDSA_P256_SHA256)),

  /**
   * Ed25519, the scheme that nodes use unless told otherwise.
   *
   * <p>Corda's engine computes the equation without cofactor and compares encodings of R, which is {@link
   * Ed25519Profile#COFACTORLESS_CANONICAL}. It also takes keys of small and mixed order, non-canonical keys
   * and an S of the group order or more; none of these is accepted here, as a weak key signs what nobody
   * wrote.
   */
  EDDSA_ED25519_SHA512(
      4,
      SignatureRules.of(SignatureScheme.ED25519)
          .withProfile(Ed25519Profile.COFACTORLESS_CANONICAL)
          .withPrimeOrderKey()),

  /**
   * SPHINCS-256, an early hash-based scheme that no standard took up and Corda 4.12 dropped. It is named, but
   * there are no rules: keys of it are refused when read.
   */
  SPHINCS256_SHA512(5),

  /** Many signatures, one for each of enough leaves of a {@link CompositeKey}. */
  COMPOSITE(6);

  private final int number;
  private final Optional<SignatureRules> rules;

  CordaScheme(int number) {
    this.number = number;
    this.rules = Optional.empty();
  }

  CordaScheme(int number, SignatureRules rules) {
    this.number = number;
    this.rules = Optional.of(rules);
  }

  /**
   * The number that Corda gives this scheme in {@link SignatureMetadata}.
   *
   * @return 1 to 6
   */
  public int number() {
    return number;
  }

  /**
   * The scheme with a number, if Corda 4 has one.
   *
   * @param number any number
   * @return the scheme, empty if there is none
   */
  public static Optional<CordaScheme> ofNumber(int number) {
    return Arrays.stream(values()).filter(each -> each.number == number).findAny();
  }

  /**
   * The rules that one key and one signature are judged by.
   *
   * @return the rules; empty for {@link #SPHINCS256_SHA512} and {@link #COMPOSITE}
   */
  public Optional<SignatureRules> rules() {
    return rules;
  }

  /** The scheme of Corda whose keys are of this scheme. */
  static Optional<CordaScheme> of(SignatureScheme scheme) {
    return Arrays.stream(values())
        .filter(each -> each.rules.isPresent() && each.rules.get().scheme() == scheme)
        .findAny();
  }
}
