package org.beleg.ledger.corda;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The place of a component in a transaction.
 *
 * @param group the number of its group, 0 or more
 * @param index its place in the group, from 0
 */
public record ComponentPosition(int group, int index) {

  /**
   * Checks both numbers.
   *
   * @param group the number of its group, 0 or more
   * @param index its place in the group, from 0
   * @throws IllegalArgumentException if one is negative
   */
  public ComponentPosition {
    checkArgument(group >= 0 && index >= 0, "component %s of group %s", index, group);
  }

  /**
   * The place of a component in a group that Corda names.
   *
   * @param group the group
   * @param index its place in the group, from 0
   * @return the place
   * @throws IllegalArgumentException if the index is negative
   */
  public static ComponentPosition of(ComponentGroup group, int index) {
    return new ComponentPosition(group.number(), index);
  }
}
