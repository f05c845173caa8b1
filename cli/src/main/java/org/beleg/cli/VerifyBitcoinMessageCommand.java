package org.beleg.cli;

import java.io.IOException;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.ledger.bitcoin.BitcoinAddress;
import org.beleg.ledger.bitcoin.BitcoinNetwork;
import org.beleg.ledger.bitcoin.MessageSignature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a signed message. */
@Command(
    name = "message",
    description = "Judge whether who can spend from an address signed a message (BIP 322).",
    footer =
        "  beleg verify bitcoin message statement.sig --message statement.txt --address bc1q...")
final class VerifyBitcoinMessageCommand extends Task {

  @Parameters(
      paramLabel = "SIGNATURE",
      description = "The signature, one line of base64; '-' for standard input.")
  private String path;

  @Option(
      names = "--message",
      paramLabel = "FILE",
      required = true,
      description = "The message, byte for byte.")
  private String messagePath;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      required = true,
      description = "The address.")
  private String address;

  @Option(
      names = "--network",
      paramLabel = "NAME",
      defaultValue = "mainnet",
      description = "The address's network; default is mainnet.")
  private BitcoinNetwork network;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    BitcoinAddress trusted = BitcoinAddress.parse(network, address);
    byte[] message = input().record(messagePath);
    MessageSignature signature =
        MessageSignature.parse(input().document(path, "message signature").strip());
    Verdict verdict = signature.verify(trusted, message);
    report.verdict(verdict);
    report.field("variant", Names.of(signature.variant()));
    report.field("lockTime", signature.lockTime());
    report.field("sequence", signature.sequence());
    if (verdict.isAccepted()) {
      // what the signer could do only later, or only claims, must not look like a finding
      report.note("proven", "who can spend from " + address + " signed the message");
      report.note(
          "lock time",
          signature.lockTime() + ", sequence " + signature.sequence()
              + (signature.lockTime() == 0 ? "" : ": can spend only from then on"));
    }
    return verdict.isAccepted();
  }
}
