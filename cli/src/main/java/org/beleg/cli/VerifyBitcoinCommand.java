package org.beleg.cli;

import picocli.CommandLine.Command;

/** Groups the commands that judge what Bitcoin's nodes show. */
@Command(
    name = "bitcoin",
    description = "Judge a block of Bitcoin, a proof that a transaction is in one or confirmed by "
        + "headers, or a signed message.",
    footer =
        "  beleg verify bitcoin proof proof.hex --hex --txid ID --header HEADER --transactions 9",
    subcommands = {
      VerifyBitcoinBlockCommand.class,
      VerifyBitcoinProofCommand.class,
      VerifyBitcoinTransactionCommand.class,
      VerifyBitcoinSpvCommand.class,
      VerifyBitcoinMessageCommand.class
    })
final class VerifyBitcoinCommand extends CommandGroup {}
