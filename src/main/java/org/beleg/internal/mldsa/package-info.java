/**
 * Verification of ML-DSA, <a href="https://doi.org/10.6028/NIST.FIPS.204">FIPS 204</a>: a short vector z,
 * a sparse polynomial c and hints h hold for a key (rho, t1) and a message if the rounded vector w1 = A z
 * - c t1 2^d, corrected by the hints, hashes together with the message to the c-tilde that c was made of.
 *
 * <p>Most of the time of a verification that starts from the bytes of a key goes into hashing rho to the
 * matrix A. It depends on nothing else, so a key keeps it from its first use on.
 *
 * <p><b>For public data alone.</b> How long this code takes depends on the numbers it is given. Nothing
 * here takes a secret; signing and the making of keys stay with Bouncy Castle.
 *
 * <p>Letters and algorithm numbers are those of the standard. {@code Ntt} is arithmetic of polynomials
 * modulo q and X^256 + 1; {@code Sampling} hashes to polynomials; {@code Rounding} cuts off low bits and
 * applies hints; {@code KeyExpansion} is what a key keeps. On top are {@link
 * org.beleg.internal.mldsa.MlDsaPublicKey}, {@link org.beleg.internal.mldsa.MlDsaSignature} and {@link
 * org.beleg.internal.mldsa.MlDsaVerification}.
 *
 * <p>A polynomial is 256 ints, a vector its polynomials one after another, a matrix its rows.
 */
@NullMarked
package org.beleg.internal.mldsa;

import org.jspecify.annotations.NullMarked;
