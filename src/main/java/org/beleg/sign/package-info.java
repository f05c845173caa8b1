/**
 * Digital signatures: keys that know their scheme, and verdicts that know their reason.
 *
 * <p>A signature lets anyone who holds a public key check that the holder of the matching secret signed
 * exactly these bytes. Three types are enough to use one:
 *
 * <ul>
 *   <li>{@link org.beleg.sign.SignatureScheme} names a complete set of rules: the algorithm, its hash
 *       function, the one encoding of keys and signatures, and what is refused although textbooks might
 *       accept it.
 *   <li>{@link org.beleg.sign.VerifyingKey} is a public key under one scheme, and judges signatures.
 *   <li>{@link org.beleg.sign.SigningKey} is a secret key under one scheme, and makes them.
 * </ul>
 *
 * <p>{@link org.beleg.sign.BatchVerifier} judges many signatures at once, each with its own verdict.
 *
 * <pre>{@code
 * SigningKey signingKey = SigningKey.generate(SignatureScheme.ED25519);
 * byte[] signature = signingKey.sign(message);
 *
 * VerifyingKey key = VerifyingKey.parsePem(pem);      // what the verifier trusts
 * Verdict verdict = key.verify(message, signature);   // what anybody sent
 * if (!verdict.isAccepted()) {
 *   log.warn("refused: {}", verdict);
 * }
 * }</pre>
 *
 * <p><b>The key decides, the signature never does.</b> Nothing in a signature or a message selects an
 * algorithm, a hash or an encoding. Most failures of deployed verifiers begin where it does.
 *
 * <p><b>One spelling.</b> A key document that is read prints back to the same characters or bytes, and a
 * public key has one raw encoding. What other tools tolerate - text around a PEM block, CR LF, BER
 * lengths, explicit curve parameters, compressed points, bytes after the end - is refused with a message
 * that says where.
 *
 * <p><b>Many keys.</b> A {@link org.beleg.sign.KeySet} names keys and says at which times their
 * signatures count, so that keys can be rotated, retired and revoked without losing what they signed
 * before; a {@link org.beleg.sign.SignaturePolicy} says how many of them must have signed, with weights
 * and nested groups, and counts no signer twice. Both are values with a text of their own, and both
 * judge as of an instant that the caller has evidence for, never by a clock.
 *
 * <p><b>A signature is no identity.</b> In ECDSA anybody can turn a valid signature into a second valid
 * one of the same message (s and n - s, unless the key's rules ask for the low one), and the holder of a
 * secret can always make many. Record the message, not the signature, if an entry must occur only once.
 *
 * <p><b>Hostile bytes are the normal case.</b> Reading a key returns it or throws {@link
 * org.beleg.MalformedDataException}; verifying returns a {@link org.beleg.Verdict}; nothing else
 * happens, whatever the bytes, and size limits come before work. Verdicts do not depend on the security
 * providers that an application installs: no JCA provider is asked.
 */
@CheckReturnValue
@NullMarked
package org.beleg.sign;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
