package org.beleg.cli;

import picocli.CommandLine.Command;

/** Groups the commands about checkpoints. */
@Command(
    name = "checkpoint",
    description = "Sign the size and root hash of a tree, or show what was signed.",
    footer = {
      "  beleg checkpoint sign --key log.key.pem --origin log.example/a --lines server.log",
      "  beleg checkpoint show checkpoint --vkey log.vkey"
    },
    subcommands = {CheckpointSignCommand.class, CheckpointShowCommand.class})
final class CheckpointCommand extends CommandGroup {}
