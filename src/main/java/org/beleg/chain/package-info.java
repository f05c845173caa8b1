/**
 * Hash chains: each link binds an entry, its position and everything before it.
 *
 * <p>The construction is frozen as {@code beleg/chain/v1}:
 *
 * <pre>
 *   e[i]      = H(0x00 || entry[i])
 *   link[0]   = H(0x10 || u8 length(context) || context)
 *   link[i+1] = H(0x11 || u64be i || link[i] || e[i])
 * </pre>
 *
 * <p>{@code context} is 1 to 255 bytes of UTF-8 that name the chain; it stops the head of one chain
 * from standing for another's. The position inside each link makes a segment self-locating. {@code
 * e[i]} is the leaf hash that a Merkle tree uses, so one entry can be in both.
 *
 * <p>{@link org.beleg.chain.ChainHead} is what one signs or writes down; {@link
 * org.beleg.chain.ChainSegment} lets a third party walk from one trusted head to another. A chain
 * without a signed head shows nothing about entries cut off its end.
 */
@CheckReturnValue
@NullMarked
package org.beleg.chain;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
