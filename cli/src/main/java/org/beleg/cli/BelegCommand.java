package org.beleg.cli;

import picocli.CommandLine.Command;

/** The program itself, which is its list of commands. */
@Command(
    name = "beleg",
    footerHeading = "%n",
    description = "Receipts for records: makes, checks and explains proofs that outlive the system "
        + "which wrote the record.",
    footer = {
      "Exit codes: 0 valid or done, 1 refused, 2 usage, malformed input or I/O.",
      "Start with:  beleg demo"
    },
    subcommands = {
      DemoCommand.class,
      RootCommand.class,
      ProveCommand.class,
      VerifyCommand.class,
      ExplainCommand.class,
      InspectCommand.class,
      CheckpointCommand.class,
      KeygenCommand.class,
      KeyCommand.class,
      SignCommand.class
    })
final class BelegCommand extends CommandGroup {}
