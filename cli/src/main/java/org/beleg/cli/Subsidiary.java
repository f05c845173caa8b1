package org.beleg.cli;

import java.util.List;
import java.util.Set;
import org.beleg.cli.GroupRecords.Field;
import org.beleg.sign.SignatureScheme;

/** The companies of the example's group: what each signs with, and what a regulator may see of its records. */
enum Subsidiary {
  /** Policies; supervised in a country whose law asks for its national algorithms. */
  INSURANCE(
      SignatureScheme.SM2_SM3, Set.of("policy_no", "product", "sum_insured", "currency", "begins")),
  /** Payments. */
  BANK(SignatureScheme.ED25519, Set.of("payment_id", "amount", "currency", "booked_at")),
  /** Trades, kept for thirty years and therefore signed against quantum computers. */
  SECURITIES(
      SignatureScheme.ML_DSA_65,
      Set.of("trade_id", "isin", "side", "quantity", "price", "currency", "venue", "traded_at"));

  private final SignatureScheme scheme;

  @SuppressWarnings("ImmutableEnumChecker") // sets of Set.of, which nobody can write to
  private final Set<String> shownFields;

  Subsidiary(SignatureScheme scheme, Set<String> shownFields) {
    this.scheme = scheme;
    this.shownFields = shownFields;
  }

  SignatureScheme scheme() {
    return scheme;
  }

  /** Its name, and that of its table. */
  String label() {
    return Names.of(this);
  }

  /** The name of its key in signed notes. */
  String keyName() {
    return label() + ".group.example/2026";
  }

  /** Whether a regulator may see a field. What nobody decided about stays hidden. */
  boolean shows(String fieldName) {
    return shownFields.contains(fieldName);
  }

  /** How many of some fields a regulator may see. */
  long shown(List<Field> fields) {
    return fields.stream().filter(field -> shows(field.name())).count();
  }
}
