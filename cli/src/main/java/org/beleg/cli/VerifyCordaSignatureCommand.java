package org.beleg.cli;

import java.io.IOException;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.ledger.corda.LeafKey;
import org.beleg.ledger.corda.SignatureMetadata;
import org.beleg.ledger.corda.TransactionSignature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a signature of a transaction. */
@Command(
    name = "signature",
    description = "Judge whether a key that you trust signed a transaction of Corda 4.",
    footer = "  beleg verify corda signature notary.sig --key notary.der --id ID "
        + "--platform-version 4")
final class VerifyCordaSignatureCommand extends Task {

  @Parameters(paramLabel = "SIGNATURE", description = "The signature, '-' for standard input.")
  private String path;

  @Mixin
  private LedgerInput ledger;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "The signer's public key: a SubjectPublicKeyInfo.")
  private String keyPath;

  @Option(
      names = "--id",
      paramLabel = "HEX",
      required = true,
      description = "The transaction's id.")
  private Hash id;

  @Option(
      names = "--platform-version",
      paramLabel = "N",
      required = true,
      description = "What the signature's metadata say of the signer's node.")
  private int platformVersion;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    if (platformVersion < 1) {
      throw usage("--platform-version must be at least 1");
    }
    LeafKey key = LeafKey.parse(ledger.read(input(), keyPath, "public key"));
    byte[] signature = ledger.read(input(), path, "signature");
    Verdict verdict = TransactionSignature.of(
            key, signature, SignatureMetadata.of(platformVersion, key.scheme()))
        .verify(id);
    report.verdict(verdict);
    report.field("scheme", Names.of(key.scheme()));
    report.field("fingerprint", key.key().fingerprint());
    return verdict.isAccepted();
  }
}
