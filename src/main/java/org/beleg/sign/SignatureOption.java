package org.beleg.sign;

import java.util.Arrays;
import java.util.Optional;

/** What {@link SignatureRules} may state beyond a scheme, in the order in which it is printed. */
enum SignatureOption {
  PROFILE("profile"),
  PRIME_ORDER_KEY("prime-order-key"),
  ENCODING("encoding"),
  LOW_S("low-s"),
  SALT_BYTES("salt-bytes"),
  USER_ID("user-id"),
  CONTEXT("context");

  private final String label;

  SignatureOption(String label) {
    this.label = label;
  }

  /** The option with a label. */
  static Optional<SignatureOption> labelled(String label) {
    return Arrays.stream(values()).filter(option -> option.label.equals(label)).findFirst();
  }

  /** Its name in the text form. */
  String label() {
    return label;
  }
}
