package org.beleg.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.ledger.bitcoin.BitcoinNetwork;
import org.beleg.ledger.bitcoin.ConfirmationPolicy;
import org.beleg.ledger.bitcoin.HeaderChain;
import org.beleg.ledger.bitcoin.HeaderCheckpoint;
import org.beleg.ledger.bitcoin.ReversedHex;
import org.beleg.ledger.bitcoin.SpvProof;
import org.beleg.ledger.bitcoin.Transaction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a transaction under a chain of headers. */
@Command(
    name = "spv",
    description =
        "Judge whether a transaction is confirmed by a chain of headers that goes on from "
            + "a checkpoint which you trust.",
    footer = "  beleg verify bitcoin spv payment.spv --transaction payment.hex --hex "
        + "--checkpoint mainnet.checkpoint --confirmations 6")
final class VerifyBitcoinSpvCommand extends Task {

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
      names = "--network",
      paramLabel = "NAME",
      defaultValue = "mainnet",
      description = "mainnet, testnet3, testnet4, signet or regtest; default is mainnet.")
  private BitcoinNetwork network;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "The header that you trust, in the form of HeaderCheckpoint; default is the "
          + "network's first.")
  private @Nullable String checkpoint;

  @Option(
      names = "--confirmations",
      paramLabel = "N",
      required = true,
      description = "How many headers there must be from the block on, itself included.")
  private long confirmations;

  @Option(
      names = "--work",
      paramLabel = "HEX",
      description = "How much work there must be from the block on, in hexadecimal digits.")
  private @Nullable String work;

  @Option(
      names = "--not-after",
      paramLabel = "INSTANT",
      description =
          "The latest time that a header may state, such as 2026-12-31T00:00:00Z; default is "
              + "two hours from now, as with nodes. Without a limit, work could be made easy by pretending "
              + "that it took long.")
  private @Nullable Instant notAfter;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    ConfirmationPolicy policy = policy();
    byte[] raw = ledger.read(input(), transactionPath, "transaction");
    Transaction transaction = Transaction.parse(raw).withoutWitness();
    SpvProof proof = SpvProof.parse(input().document(path, "SPV proof"));
    Verdict verdict = proof.verify(transaction, policy);
    report.verdict(verdict);
    report.field("txid", ReversedHex.format(transaction.txid()));
    report.field("height", proof.height());
    if (verdict.isAccepted()) {
      report.note(
          "proven",
          "transaction " + ReversedHex.format(transaction.txid()) + " at height " + proof.height()
              + " of " + Names.of(network));
    }
    return verdict.isAccepted();
  }

  private ConfirmationPolicy policy() throws IOException, MalformedDataException {
    if (confirmations < 1) {
      throw usage("--confirmations must be at least 1");
    }
    HeaderChain trusted;
    try {
      trusted = checkpoint == null
          ? HeaderChain.startAt(network)
          : HeaderChain.startAt(
              network, HeaderCheckpoint.parse(input().document(checkpoint, "checkpoint")));
    } catch (IllegalArgumentException e) {
      // the checkpoint is of another network, or none to start at
      throw usage("--checkpoint: " + e.getMessage());
    }
    Instant latest = notAfter == null ? Instant.now().plus(Duration.ofHours(2)) : notAfter;
    if (latest.getEpochSecond() < 0) {
      throw usage("--not-after: no header has that time");
    }
    ConfirmationPolicy policy =
        ConfirmationPolicy.of(trusted, confirmations).requiringTimesUpTo(latest.getEpochSecond());
    if (work == null) {
      return policy;
    }
    byte[] bytes = LedgerInput.decode(work.length() % 2 == 0 ? work : "0" + work, "work");
    return policy.requiringWork(new BigInteger(1, bytes));
  }
}
