package org.beleg.internal.ed25519;


/** The field in which batches are computed: in lanes where that pays. */
final class BatchField {
  private BatchField() {}
  static Field forStatements(int count) { return FiveLimbs.FIELD; }
}
