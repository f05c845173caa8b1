package org.beleg.cli;

import java.io.IOException;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.ledger.fisco.BlockProof;
import org.beleg.ledger.fisco.CryptoSuite;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a proof of a transaction or receipt. */
@Command(
    name = "proof",
    description = {
      "Judge whether a transaction, or a receipt, is in a block whose header you trust.",
      "",
      "Neither proof nor header say how many transactions the block has; who lets the sender say it "
          + "can be shown a node of the tree as a transaction."
    },
    footer = "  beleg verify fisco proof proof.json --hash HASH --root ROOT --transactions 300")
final class VerifyFiscoProofCommand extends Task {

  @Parameters(
      paramLabel = "PROOF",
      description =
          "The JSON array 'txProof' or 'txReceiptProof' of a node's answer, '-' for standard "
              + "input.")
  private String path;

  @Option(
      names = "--hash",
      paramLabel = "HEX",
      required = true,
      description = "The hash of the transaction or receipt, behind 0x or not.")
  private Hash hash;

  @Option(
      names = "--root",
      paramLabel = "HEX",
      required = true,
      description = "The root in the header: txsRoot or receiptsRoot.")
  private Hash root;

  @Option(
      names = "--transactions",
      paramLabel = "N",
      required = true,
      description = "How many transactions the block has, from a source that you trust.")
  private int transactions;

  @Option(
      names = "--index",
      paramLabel = "I",
      description = "The place in the block, from 0; default is any.")
  private @Nullable Integer index;

  @Option(
      names = "--suite",
      paramLabel = "NAME",
      defaultValue = "keccak-secp256k1",
      description = "The chain's algorithms: keccak-secp256k1 or sm3-sm2; default is the first.")
  private CryptoSuite suite;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    BlockProof proof = BlockProof.parse(JsonStrings.parse(input().document(path, "proof")));
    Verdict verdict = index == null
        ? proof.check(suite, hash, transactions, root)
        : proof.check(suite, hash, index, transactions, root);
    report.verdict(verdict);
    report.field("levels", proof.levels());
    if (verdict.isAccepted()) {
      report.note("proven", hash + " is in the block" + (index == null ? "" : ", at " + index));
    }
    return verdict.isAccepted();
  }
}
