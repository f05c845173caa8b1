package org.beleg.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.ledger.bitcoin.BitcoinNetwork;
import org.beleg.ledger.fisco.CryptoSuite;
import org.beleg.sign.SignatureScheme;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Starts the command line.
 *
 * <p>Exit codes: 0 for valid or done, 1 for refused, 2 for usage, malformed input or I/O. A failure is one
 * line on standard error.
 */
public final class Main {

  /** Everything that was asked for is done, and what was to be judged is valid. */
  static final int DONE = 0;

  /** Something was judged and refused. */
  static final int REFUSED = 1;

  /** Nothing was judged: wrong usage, malformed input, or a failure to read or write. */
  static final int FAILED = 2;

  private Main() {}

  /**
   * Runs one command and exits.
   *
   * @param args the command and its arguments
   */
  public static void main(String[] args) {
    // UTF-8 whatever the locale: notes hold an em dash, and a damaged one does not verify
    int exitCode = run(writer(FileDescriptor.out), writer(FileDescriptor.err), args);
    System.exit(exitCode);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }

  /** Runs one command, with standard input from {@link System#in}; returns the exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new BelegCommand())
        .setOut(out)
        .setErr(err)
        .registerConverter(HashAlgorithm.class, name -> Names.parse(HashAlgorithm.class, name))
        .registerConverter(SignatureScheme.class, Names::parseScheme)
        .registerConverter(
            DemoCommand.Scenario.class, name -> Names.parse(DemoCommand.Scenario.class, name))
        .registerConverter(LedgerDocument.class, name -> Names.parse(LedgerDocument.class, name))
        .registerConverter(BitcoinNetwork.class, name -> Names.parse(BitcoinNetwork.class, name))
        .registerConverter(CryptoSuite.class, name -> Names.parse(CryptoSuite.class, name))
        .registerConverter(
            PublicKeyOptions.Format.class, name -> Names.parse(PublicKeyOptions.Format.class, name))
        .registerConverter(Hash.class, Names::parseHash)
        .setParameterExceptionHandler(Main::reportUsage)
        .setExecutionExceptionHandler(Main::reportFailure);
    try {
      int exitCode = line.execute(args);
      if (out.checkError()) {
        // a full disk or a closed pipe must not pass for success
        err.println("beleg: not all output could be written");
        return FAILED;
      }
      return exitCode;
    } catch (OutOfMemoryError e) {
      err.println("beleg: out of memory; give more by BELEG_JAVA_OPTS=-Xmx4g");
      return FAILED;
    } catch (LinkageError | AssertionError | StackOverflowError e) {
      // Java's own exit code for these would be 1, which here says that something was refused
      err.println("beleg: a defect of this program, please report it: " + Failures.describe(e));
      if (List.of(args).contains("--stacktrace")) {
        e.printStackTrace(err);
      }
      return FAILED;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private static int reportUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    StringBuilder message = new StringBuilder(Failures.describe(e));
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      message.append(", did you mean: ").append(String.join(", ", unmatched.getSuggestions()));
    }
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + message + " (see " + name + " --help)");
    return FAILED;
  }

  private static int reportFailure(Exception e, CommandLine command, ParseResult parsed) {
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + Failures.describe(e));
    if (command.getCommand() instanceof Task task && task.wantsStackTrace()) {
      e.printStackTrace(command.getErr());
    }
    return FAILED;
  }
}
