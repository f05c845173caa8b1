package org.beleg.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.ledger.bitcoin.BlockHeader;
import org.beleg.ledger.bitcoin.MerkleBlock;
import org.beleg.ledger.bitcoin.Transaction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a proof as nodes make them. */
@Command(
    name = "proof",
    description = {
      "Judge a proof of gettxoutproof (BIP 37): whether transactions are in a block that you trust.",
      "",
      "A header does not say how many transactions its block has, and a proof that may choose their "
          + "number can pass off a node of the tree as one. So say the number, or give the block's "
          + "first transaction; then the proof must include that one, too."
    },
    footer =
        "  beleg verify bitcoin proof proof.hex --hex --txid ID --header HEADER --transactions 9")
final class VerifyBitcoinProofCommand extends Task {

  @Parameters(paramLabel = "PROOF", description = "The proof, '-' for standard input.")
  private String path;

  @Mixin
  private LedgerInput ledger;

  @Option(
      names = "--txid",
      paramLabel = "ID",
      required = true,
      description =
          "An id that must be in the block; once for each, in the order of the block, all "
              + "that the proof includes.")
  private List<String> txids;

  @Option(
      names = "--header",
      paramLabel = "HEX",
      required = true,
      description = "The header that you trust: 80 bytes in hexadecimal digits.")
  private String header;

  @ArgGroup(multiplicity = "1")
  private Size size;

  /** What fixes the number of transactions. */
  static final class Size {
    @Option(
        names = "--transactions",
        paramLabel = "N",
        description = "How many transactions the block has, from a source that you trust.")
    private @Nullable Integer transactions;

    @Option(
        names = "--coinbase",
        paramLabel = "FILE",
        description = "The block's first transaction.")
    private @Nullable String coinbase;
  }

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    BlockHeader trusted = LedgerInput.header(header);
    List<Hash> ids = new ArrayList<>();
    for (String txid : txids) {
      ids.add(LedgerInput.reversed(txid));
    }
    MerkleBlock proof = MerkleBlock.parse(ledger.read(input(), path, "merkle block"));
    Verdict verdict = judge(proof, ids, trusted);
    report.verdict(verdict);
    report.field("transactions", proof.tree().transactionCount());
    if (verdict.isAccepted()) {
      report.note(
          "proven",
          ids.size() + " of the block's " + proof.tree().transactionCount() + " transactions");
    }
    return verdict.isAccepted();
  }

  private Verdict judge(MerkleBlock proof, List<Hash> ids, BlockHeader trusted)
      throws IOException, MalformedDataException {
    if (size.transactions != null) {
      return proof.verify(ids, trusted, size.transactions);
    }
    if (size.coinbase == null) {
      throw new AssertionError("picocli asks for one of both");
    }
    byte[] raw = ledger.read(input(), size.coinbase, "transaction");
    return proof.verify(ids, trusted, Transaction.parse(raw).withoutWitness());
  }
}
