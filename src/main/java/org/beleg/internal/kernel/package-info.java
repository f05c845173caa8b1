/**
 * The only door to fast hashing: batches of tree nodes and of leaves, and the short hashes of which
 * hash-based signatures consist.
 *
 * <pre>
 *   Kernels               one factory method for each construction
 *     BatchKernel         single messages to the one, large batches to the other
 *       ScalarKernel      one message after the other; the oracle of the rest
 *       LaneKernel        as many messages side by side as a vector has lanes
 *         LaneState       their blocks, padding and hashes
 *           Sha256Lanes, Sm3Lanes      the compression functions, each written down once
 *     ScalarShortHashes, LaneShortHashes     the same for many short messages with one prefix, and for
 *                         chains of hashes, which stay in their lanes until they end
 *   KernelSelection       whether this JVM uses lanes, and why
 *   WarmUp                when it begins to
 * </pre>
 *
 * <p>What begins with {@code Lane} or ends in {@code Lanes} is loaded only where it is used, since it
 * needs the module {@code jdk.incubator.vector}; {@code LaneFunction} and {@code LaneProvider} are the
 * names under which the rest knows it.
 */
@NullMarked
package org.beleg.internal.kernel;

import org.jspecify.annotations.NullMarked;
