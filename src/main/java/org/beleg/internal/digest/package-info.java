/**
 * One hash computation at a time: a thin face over the engines that compute digests, and a pool that
 * keeps the hot path free of allocations.
 */
@NullMarked
package org.beleg.internal.digest;

import org.jspecify.annotations.NullMarked;
