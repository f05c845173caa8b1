/**
 * The vocabulary that every other package answers in.
 *
 * <p>Beleg meets three kinds of failure and never mixes them:
 *
 * <ol>
 *   <li><b>The caller's mistake</b>, such as null or an index outside a size the caller passed: an
 *       unchecked exception, at once.
 *   <li><b>Hostile or damaged data.</b> Reading it (a method named {@code parse}) throws the checked
 *       {@link org.beleg.MalformedDataException}, which says what was read and where it went wrong.
 *       Judging it (a method named {@code check} or {@code verify}) returns a {@link
 *       org.beleg.Verdict}: accepted, or rejected with the one {@link org.beleg.Reason} that names
 *       the broken rule.
 *   <li><b>A defect of Beleg</b>: an {@link java.lang.AssertionError}.
 * </ol>
 *
 * <p>A verdict that nobody looks at is the classic defect of verification code. All packages are
 * therefore {@code @CheckReturnValue}: a compiler with Error Prone refuses a dropped verdict, and
 * {@link org.beleg.Verdict#orThrow()} turns one into a checked exception where that reads better.
 */
@CheckReturnValue
@NullMarked
package org.beleg;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
