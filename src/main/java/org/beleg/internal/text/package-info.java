/** Strict readers of the few textual forms in which proofs travel; each accepts one spelling. */
@NullMarked
package org.beleg.internal.text;

import org.jspecify.annotations.NullMarked;
