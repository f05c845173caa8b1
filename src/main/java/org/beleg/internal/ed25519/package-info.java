/**
 * The equation of Ed25519, <a href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.1">RFC 8032,
 * section 5.1</a>, for one signature and for many: [S]B = R + [k]A.
 *
 * <p><b>For public data alone.</b> How long this code takes depends on the numbers it is given: it skips
 * digits that are zero and indexes tables by digits. A verifier's numbers are public; a signer's are
 * not. So nothing that is visible outside of this package takes a scalar: {@link
 * org.beleg.internal.ed25519.Statement} is made of a public key, a signature and a hash, and all it
 * answers is whether they fit. Signing stays with Bouncy Castle.
 *
 * <p>The layers, from the bottom: {@code Field} is arithmetic modulo p = 2^255 - 19, behind a seam: {@code
 * FiveLimbs} computes with one number, {@code LaneField} with as many side by side as a vector has longs.
 * Above it everything is written down once: {@code Edwards} has the formulas of the group, {@code
 * PointDecoder} finds points, {@code BucketSum} adds up many multiples, {@code Lockstep} judges a few
 * signatures side by side. Numbers that are at rest, in tables or between steps, have five limbs, and every
 * lane loads its own from wherever it is.
 *
 * <p>One signature takes the other path, where forms with few digits save more: {@code NafRecoding},
 * {@code OddMultiples}, {@code BaseMultiples}, {@code SplitMultiples} and {@code MultiScalar}. {@code
 * Scalars} is arithmetic modulo the order L, {@code PointCodec} knows encodings. On top are {@link
 * org.beleg.internal.ed25519.PublicPoint}, {@link org.beleg.internal.ed25519.Statement} and {@link
 * org.beleg.internal.ed25519.StatementBatch}; {@code BatchField} chooses the field.
 */
@NullMarked
package org.beleg.internal.ed25519;

import org.jspecify.annotations.NullMarked;
