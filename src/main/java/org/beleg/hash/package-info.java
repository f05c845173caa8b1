/**
 * Hashes as values, the hash algorithms Beleg speaks, and the hashing rule of RFC 6962 trees.
 *
 * <p>A {@link org.beleg.hash.Hash} is 20 to 64 bytes that can neither be changed nor be confused with
 * an array. A {@link org.beleg.hash.HashAlgorithm} turns a message into one. A {@link
 * org.beleg.hash.TreeHasher} adds the domain separation that keeps a tree honest: an entry is hashed
 * behind the byte 0x00, two children behind the byte 0x01, so an inner node can never pass for an
 * entry (<a href="https://www.rfc-editor.org/rfc/rfc6962.html#section-2.1">RFC 6962, section
 * 2.1</a>).
 *
 * <p>Which algorithm applies is always decided by the side that verifies. Nothing in this library
 * reads the name of a hash algorithm out of a proof.
 */
@CheckReturnValue
@NullMarked
package org.beleg.hash;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
