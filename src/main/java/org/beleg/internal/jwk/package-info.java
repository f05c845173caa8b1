/** Public keys as JSON: which members each scheme's keys have. Knows schemes by their names alone. */
@NullMarked
package org.beleg.internal.jwk;

import org.jspecify.annotations.NullMarked;
