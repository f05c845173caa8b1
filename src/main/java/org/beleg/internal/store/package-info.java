/**
 * The append-only memory that all versions of a tree or a chain share.
 *
 * <p>A version is a store and a length. What lies below its length never changes again, so versions
 * need no copies and readers no locks; only the one slot behind the longest version can be claimed,
 * and who comes second forks.
 */
@NullMarked
package org.beleg.internal.store;

import org.jspecify.annotations.NullMarked;
