/**
 * Verification of SLH-DSA, <a href="https://doi.org/10.6028/NIST.FIPS.205">FIPS 205</a>. A signature
 * opens what it takes to compute the root of a key from the message, and holds if that root is the key's.
 *
 * <pre>
 *   SlhDsaVerification    algorithms 20, 13, 11: the message's hash chooses a leaf of a huge tree
 *     ForsKey             algorithm 17: k small trees whose leaves sign the hash; their roots are a key
 *     OneTimeKey          algorithm 8: chains that sign that key, then the root of each tree on the way
 *     TweakableHashes     section 11: the functions H_msg, F, H and T_l over SHA-2 or SHAKE256
 *       Address           sections 4.2 and 11.2: what makes each use of them another function
 *     Digits              algorithms 2 and 4: bytes as numbers
 *   SlhDsaParameters      table 2
 * </pre>
 *
 * <p>Nearly all of the work are steps of chains: up to 1,000 in each of 7 to 22 trees, one above the
 * other. The trees must be computed in their order, but the chains of one tree do not depend on each
 * other, nor do the small trees; {@link org.beleg.internal.kernel.ShortHashes} takes them side by side.
 *
 * <p><b>For public data alone.</b> How long this code takes depends on what it is given. Nothing here takes
 * a secret; signing and the making of keys stay with Bouncy Castle.
 */
@NullMarked
package org.beleg.internal.slhdsa;

import org.jspecify.annotations.NullMarked;
