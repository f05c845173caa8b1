/**
 * The signature schemes behind {@link org.beleg.sign}: one {@link
 * org.beleg.internal.sign.SchemeEngine} for each, and the documents in which keys travel.
 *
 * <p>To add a scheme, write one engine and name it in the public enum together with its DER
 * AlgorithmIdentifier. Everything else - SPKI, PKCS#8, PEM, comparison of attached public keys, limits
 * on sizes, copies in and out - is here once and serves all of them; so does the conformance test.
 *
 * <p>The rules of every engine:
 *
 * <ol>
 *   <li>Bytes are decoded by our code first: exact length, strict DER, ranges of integers, canonical
 *       points. Only then does Bouncy Castle compute. Its decoders are more lenient than the
 *       standards in some places and throw in others.
 *   <li>Only its lightweight classes are called, never a JCA provider: which provider answers would
 *       depend on the machine, and their verdicts differ.
 *   <li>A new engine object for each call; objects that are kept are never written.
 *   <li>A RuntimeException out of the engine is a rejection. It is caught around the one call.
 *   <li>A static initialiser of an engine class may load Bouncy Castle, so nothing but the supplier in
 *       the enum constant names an engine.
 *   <li>An engine does not know {@code org.beleg.sign}: the supplier translates options of rules into
 *       parameters of the engine's factory.
 * </ol>
 */
@NullMarked
package org.beleg.internal.sign;

import org.jspecify.annotations.NullMarked;
