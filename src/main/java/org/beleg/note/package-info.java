/**
 * The documents in which proofs travel: signed notes, checkpoints and receipts.
 *
 * <p>A <b>signed note</b> (<a href="https://c2sp.org/signed-note">C2SP signed-note</a>) is UTF-8 text that
 * ends in a line feed, an empty line, and one line per signature. A <b>checkpoint</b> (<a
 * href="https://c2sp.org/tlog-checkpoint">C2SP tlog-checkpoint</a>) is a note text of three lines: which
 * log, how many entries, which root hash. A <b>receipt</b> (<a href="https://c2sp.org/tlog-proof">C2SP
 * tlog-proof</a>) is an inclusion proof in front of a signed checkpoint:
 *
 * <pre>
 *   c2sp.org/tlog-proof@v1
 *   index 3
 *   /PCmxwDdE+J0tvuo3uqN2bJuTu3eNJVxfKyECMnFF38=          path, from the leaf's sibling
 *   ogv5p8wtyKCPX0FacbGfasQnurVNJO7IaLXTEDRJlTo=
 *   TzUhLRL5rSA2SSyV8f55uvTse9m+89/6dXnyKT/1RqQ=
 *
 *   log.example/a                                         the checkpoint: origin
 *   5                                                     tree size
 *   uFW0LWww9bCH4FJmeD+9bjlPe5JgE8yqZ3AKiwxaWW8=          root hash
 *
 *   — log.example/a IDDERBaxVmQqsOKu...                   key name, then key id and signature
 * </pre>
 *
 * <p>One call, {@link org.beleg.note.Receipt#verify}, binds everything: entry bytes to leaf hash, leaf
 * hash by the path to a root, root and size to the signed checkpoint, the signature to a key and an
 * origin that the {@link org.beleg.note.TrustPolicy} names. Most forgeries of such systems lived in the
 * gaps between these steps, when callers had to take them one by one.
 *
 * <p>A note names its keys by a name and a short id, both without authority: a verifier looks the pair up
 * among the {@link org.beleg.note.NoteVerifier} values that it was configured with. Unknown pairs are
 * ignored; a known key whose signature fails condemns the note.
 *
 * <p>A log of several owners is trusted under a quorum, {@link org.beleg.note.TrustPolicy#withQuorum(int)}:
 * two of three subsidiaries, say, one of which signs with SM2, one with Ed25519 and one with ML-DSA-65,
 * over a tree of any hash function with 32 bytes. For SM2 and ML-DSA-65, which signed-note has no types
 * for, {@link org.beleg.note.NoteVerifier} states ours.
 */
@CheckReturnValue
@NullMarked
package org.beleg.note;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
