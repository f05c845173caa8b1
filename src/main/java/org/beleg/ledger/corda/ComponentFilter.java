package org.beleg.ledger.corda;

/** Chooses which components of a transaction a {@link TearOff} shows. */
@FunctionalInterface
public interface ComponentFilter {

  /**
   * Tells whether a component is to be shown.
   *
   * @param group the number of its group
   * @param index its place in the group, from 0
   * @param component a copy of its bytes
   * @return true to show it
   */
  boolean shows(int group, int index, byte[] component);
}
