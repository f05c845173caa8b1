/**
 * Keys and signatures as OpenSSH writes them. The binary form is that of <a
 * href="https://www.rfc-editor.org/rfc/rfc4251.html#section-5">RFC 4251, section 5</a>: fields with a length
 * in front, and no types. Knows signature schemes by their names alone.
 */
@NullMarked
package org.beleg.internal.ssh;

import org.jspecify.annotations.NullMarked;
