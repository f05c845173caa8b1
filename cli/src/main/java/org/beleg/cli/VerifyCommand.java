package org.beleg.cli;

import picocli.CommandLine.Command;

/** Groups the commands that judge. */
@Command(
    name = "verify",
    description =
        "Judge a receipt, a proof, a signed note, a chain, a signature, or what nodes of a "
            + "ledger show: exit 0 if accepted, 1 if refused, with the reason.",
    footer = "  beleg verify receipt 41.receipt --record 41.json --vkey log.vkey "
        + "--origin log.example/a",
    subcommands = {
      VerifyReceiptCommand.class,
      VerifyInclusionCommand.class,
      VerifyMultiCommand.class,
      VerifyConsistencyCommand.class,
      VerifyNoteCommand.class,
      VerifyChainCommand.class,
      VerifySignatureCommand.class,
      VerifyBitcoinCommand.class,
      VerifyCordaCommand.class,
      VerifyFabricCommand.class,
      VerifyFiscoCommand.class
    })
final class VerifyCommand extends CommandGroup {}
