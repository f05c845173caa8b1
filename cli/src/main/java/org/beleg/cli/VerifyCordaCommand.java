package org.beleg.cli;

import picocli.CommandLine.Command;

/** Groups the commands that judge what Corda's nodes make. */
@Command(
    name = "corda",
    description = "Judge a tear-off of a transaction of Corda 4, or a signature of one.",
    footer = "  beleg verify corda tear-off 41.tear-off --id ID --all-visible 0",
    subcommands = {VerifyCordaTearOffCommand.class, VerifyCordaSignatureCommand.class})
final class VerifyCordaCommand extends CommandGroup {}
