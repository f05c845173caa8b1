package org.beleg.cli;

import picocli.CommandLine.Command;

/** Groups the commands about keys. */
@Command(
    name = "key",
    description = "Look at a public key.",
    footer = "  beleg key show id_ed25519.pub",
    subcommands = KeyShowCommand.class)
final class KeyCommand extends CommandGroup {}
