package org.beleg.ledger.corda;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;

/**
 * The kinds of component that a transaction of Corda 4 has, in the order of their numbers.
 *
 * <p>A group's number is part of the nonce of each of its components and its place among the groups'
 * hashes. Corda adds groups at the end and lets verifiers meet numbers they do not know, so transactions
 * and tear-offs are told by number, and this enumeration names those that are known.
 */
@Immutable
public enum ComponentGroup {
  /** States that are consumed. */
  INPUTS,
  /** States that are created. */
  OUTPUTS,
  /** What is done, without the keys that must sign for it: those are in {@link #SIGNERS}. */
  COMMANDS,
  /** Hashes of attachments. */
  ATTACHMENTS,
  /** The notary. */
  NOTARY,
  /** The time window. */
  TIME_WINDOW,
  /** For each command, in the same order, the keys that must sign for it. */
  SIGNERS,
  /** States that are referred to. */
  REFERENCES,
  /** The hash of the network's parameters. */
  PARAMETERS,
  /** Hashes of attachments with contracts of two platforms, since Corda 4.12. */
  ATTACHMENTS_V2;

  /**
   * The number that Corda gives this group.
   *
   * @return 0 to 9
   */
  public int number() {
    return ordinal();
  }

  /**
   * The group with a number, if it is known.
   *
   * @param number any number
   * @return the group, empty if Corda 4.12 has none of this number
   */
  public static Optional<ComponentGroup> ofNumber(int number) {
    ComponentGroup[] groups = values();
    return number < 0 || number >= groups.length ? Optional.empty() : Optional.of(groups[number]);
  }
}
