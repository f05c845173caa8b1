package org.beleg.cli;

import picocli.CommandLine.Command;

/** Groups the commands that judge what Hyperledger Fabric's orderers make. */
@Command(
    name = "fabric",
    description = "Judge a block of Hyperledger Fabric.",
    footer = "  beleg verify fabric block 7.block --orderer OrdererMSP:o1.pem --threshold 1",
    subcommands = VerifyFabricBlockCommand.class)
final class VerifyFabricCommand extends CommandGroup {}
