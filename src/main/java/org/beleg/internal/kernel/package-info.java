/**
 * The only door to fast hashing: batches of tree nodes and of leaves.
 *
 * <p>{@link org.beleg.internal.kernel.ScalarKernel} is the plain version, one message after the
 * other, and the oracle that every faster kernel is compared with.
 */
@NullMarked
package org.beleg.internal.kernel;

import org.jspecify.annotations.NullMarked;
