package org.beleg.internal.sign;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.beleg.Verdict;
import org.beleg.internal.ed25519.Outcome;
import org.beleg.internal.ed25519.Statement;
import org.beleg.internal.ed25519.StatementBatch;
import org.jspecify.annotations.Nullable;

/**
 * Judges signatures together where their scheme allows it, and one by one where not; each verdict is
 * that of {@link VerifyingEngine#verify}.
 */
public final class SignatureBatch {

  /** Signatures that are judged together at most. */
  public static final int MAX_TOGETHER = StatementBatch.MAX_STATEMENTS;

  private final List<@Nullable Verdict> verdicts = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();

  /** Adds a signature; one that can only be judged by itself is. */
  public void add(VerifyingEngine key, byte[] message, byte[] signature) {
    verdicts.add(
        key instanceof Ed25519PublicKey ed25519 && ed25519.isBatchable()
            ? addStatement(ed25519, message, signature)
            : key.verify(message, signature));
  }

  /** Null if the verdict is left to the equations. */
  private @Nullable Verdict addStatement(Ed25519PublicKey key, byte[] message, byte[] signature) {
    Verdict refusal = key.refusal(signature);
    if (refusal != null) {
      return refusal;
    }
    statements.add(key.statement(message, signature));
    return null;
  }

  /** The verdicts, in the order of the signatures. To be called once. */
  public List<Verdict> finish() {
    Iterator<Outcome> outcomes = StatementBatch.judge(statements).iterator();
    List<Verdict> all = new ArrayList<>(verdicts.size());
    for (Verdict verdict : verdicts) {
      all.add(verdict != null ? verdict : Ed25519PublicKey.verdict(outcomes.next()));
    }
    return all;
  }
}
