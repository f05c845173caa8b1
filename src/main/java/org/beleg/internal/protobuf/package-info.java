/**
 * The wire format of Protocol Buffers, as far as messages of ledgers need it, in one spelling: a writer, and
 * a reader that accepts only what the writer would print.
 *
 * <p>The format itself leaves much open: fields in any order, the last of several winning, zeros that are
 * there or not, numbers in more bytes than they need, unknown fields. So the same value has many encodings,
 * and what one reader skips another one sees. Here fields come in ascending order, each once unless it is
 * repeated, defaults are absent and lengths minimal, as the generated code of all common languages writes.
 */
@NullMarked
package org.beleg.internal.protobuf;

import org.jspecify.annotations.NullMarked;
