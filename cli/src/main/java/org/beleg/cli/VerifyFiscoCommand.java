package org.beleg.cli;

import picocli.CommandLine.Command;

/** Groups the commands that judge what nodes of FISCO BCOS show. */
@Command(
    name = "fisco",
    description = "Judge a proof of FISCO BCOS 3.",
    footer = "  beleg verify fisco proof proof.json --hash HASH --root ROOT --transactions 300",
    subcommands = VerifyFiscoProofCommand.class)
final class VerifyFiscoCommand extends CommandGroup {}
