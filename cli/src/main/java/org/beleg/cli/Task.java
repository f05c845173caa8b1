package org.beleg.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.beleg.MalformedDataException;
import org.beleg.VerificationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command: runs once, answers by a {@link Report}, and is valid or not. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpAutoWidth = true,
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExample:%n")
abstract class Task implements Callable<Integer> {

  @Spec
  private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object instead of text.", order = 90)
  private boolean json;

  @Option(
      names = "--stacktrace",
      description = "Print where in the program a failure arose.",
      order = 91)
  private boolean stackTrace;

  /** Where this run reads from. */
  private final Input input = new Input();

  /** Does the work; true iff nothing was refused. */
  abstract boolean run(Report report)
      throws IOException, MalformedDataException, VerificationException;

  @Override
  public final Integer call() throws IOException, MalformedDataException, VerificationException {
    Report report = new Report(spec.commandLine().getOut(), json);
    boolean valid = run(report);
    report.finish();
    return valid ? Main.DONE : Main.REFUSED;
  }

  final Input input() {
    return input;
  }

  final boolean wantsStackTrace() {
    return stackTrace;
  }

  /** A mistake in how the command was called. */
  final ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
