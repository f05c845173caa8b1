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
 * <p>The layers, from the bottom: {@code Field} is arithmetic modulo p = 2^255 - 19, behind a seam so
 * that several elements can be computed side by side; {@code Edwards} has the formulas of the group,
 * once; {@code PointCodec} reads and writes points; {@code Scalars} is arithmetic modulo the order L;
 * {@code NafRecoding}, {@code OddMultiples}, {@code BaseMultiples} and {@code MultiScalar} multiply
 * points. On top are {@link org.beleg.internal.ed25519.PublicPoint}, {@link
 * org.beleg.internal.ed25519.Statement} and {@link org.beleg.internal.ed25519.StatementBatch}.
 */
@NullMarked
package org.beleg.internal.ed25519;

import org.jspecify.annotations.NullMarked;
