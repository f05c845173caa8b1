package org.beleg.ledger.corda;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of component that a transaction of Corda 4 has, in the order of their numbers.
 *
 * <p>A group's number is part of the nonce of each of its components and its place among the groups'
 * hashes. Corda adds groups at the end and lets verifiers meet numbers they do not know, so transactions
 * and tear-offs are told by number, and this enumeration names those that are known.
 */
public enum ComponentGroup {
  /** States that are consumed. */
  INPUTS(0),
  /** States that are created. */
  OUTPUTS(1),
  /** What is done, without the keys that must sign for it: those are in {@link #SIGNERS}. */
  COMMANDS(2),
  /** Hashes of attachments. */
  ATTACHMENTS(3),
  /** The notary. */
  NOTARY(4),
  /** The time window. */
  TIME_WINDOW(5),
  /** For each command, in the same order, the keys that must sign for it. */
  SIGNERS(6),
  /** States that are referred to. */
  REFERENCES(7),
  /** The hash of the network's parameters. */
  PARAMETERS(8),
  /** Hashes of attachments with contracts of two platforms, since Corda 4.12. */
  ATTACHMENTS_V2(9);

  private final int number;

  ComponentGroup(int number) {
    this.number = number;
  }

  /**
   * The number that Corda gives this group.
   *
   * @return 0 to 9
   */
  public int number() {
    return number;
  }

  /**
   * The group with a number, if it is known.
   *
   * @param number any number
   * @return the group, empty if Corda 4.12 has none of this number
   */
  public static Optional<ComponentGroup> ofNumber(int number) {
    return Arrays.stream(values()).filter(group -> group.number == number).findFirst();
  }
}
