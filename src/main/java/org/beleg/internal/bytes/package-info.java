/**
 * Reads and writes the binary formats that are neither DER nor text: numbers of fixed width in either
 * byte order, and bytes whose number is known before they are copied.
 */
@NullMarked
package org.beleg.internal.bytes;

import org.jspecify.annotations.NullMarked;
