/**
 * The command line: makes, checks and explains receipts, proofs and signed checkpoints.
 *
 * <p>A class for each command, named after it. {@link org.beleg.cli.Task} is what they share, {@link
 * org.beleg.cli.Report} how they answer, {@link org.beleg.cli.RecordOptions} and {@link
 * org.beleg.cli.Input} how they read. All cryptography is the library's; what is here reads files, asks
 * it, and tells.
 */
@NullMarked
package org.beleg.cli;

import org.jspecify.annotations.NullMarked;
