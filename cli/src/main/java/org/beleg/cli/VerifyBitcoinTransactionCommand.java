package org.beleg.cli;

import java.io.IOException;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.ledger.bitcoin.BlockHeader;
import org.beleg.ledger.bitcoin.ReversedHex;
import org.beleg.ledger.bitcoin.Transaction;
import org.beleg.ledger.bitcoin.TransactionProof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges whether a transaction is in a block. */
@Command(
    name = "transaction",
    description =
        "Judge whether a transaction is in the block of a header that you trust, by a proof "
            + "that brings the block's first transaction, which shows how deep the tree is.",
    footer = "  beleg verify bitcoin transaction payment.proof --transaction payment.hex --hex "
        + "--header HEADER")
final class VerifyBitcoinTransactionCommand extends Task {

  @Parameters(paramLabel = "PROOF", description = "The proof, as text; '-' for standard input.")
  private String path;

  @Mixin
  private LedgerInput ledger;

  @Option(
      names = "--transaction",
      paramLabel = "FILE",
      required = true,
      description = "The transaction.")
  private String transactionPath;

  @Option(
      names = "--header",
      paramLabel = "HEX",
      required = true,
      description = "The header that you trust: 80 bytes in hexadecimal digits.")
  private String header;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    BlockHeader trusted = LedgerInput.header(header);
    byte[] raw = ledger.read(input(), transactionPath, "transaction");
    Transaction transaction = Transaction.parse(raw).withoutWitness();
    TransactionProof proof = TransactionProof.parse(input().document(path, "transaction proof"));
    Verdict verdict = proof.verify(transaction, trusted);
    report.verdict(verdict);
    report.field("txid", ReversedHex.format(transaction.txid()));
    report.field("leafIndex", proof.leafIndex());
    if (verdict.isAccepted()) {
      report.note(
          "proven",
          "transaction " + ReversedHex.format(transaction.txid()) + ", number "
              + proof.leafIndex() + " of block " + ReversedHex.format(trusted.hash())
              + "; not its witness data");
    }
    return verdict.isAccepted();
  }
}
