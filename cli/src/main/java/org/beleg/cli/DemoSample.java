package org.beleg.cli;

/**
 * One record of many, kept while the others pass by: it is shown, verified and tampered with.
 *
 * <p>Nobody knows how many records will come, so the one at hand is replaced at indexes that about double
 * each time; the last one then lies in the later half. An empty record is taken only if there is no other,
 * as there is no byte in it to alter.
 */
final class DemoSample {

  private final long limit;
  private long index = -1;
  private long next;
  private String name = "";
  private byte[] entry = {};

  DemoSample(long limit) {
    this.limit = limit;
  }

  void offer(long recordIndex, String recordName, byte[] record) {
    boolean due = recordIndex >= next && recordIndex < limit && record.length > 0;
    if (due || index < 0) {
      index = recordIndex;
      name = recordName;
      entry = record;
      next = recordIndex == 0 ? 2 : 2 * recordIndex + 1;
    }
  }

  long index() {
    return index;
  }

  /** The file that the record is, or in which it is a line. */
  String name() {
    return name;
  }

  byte[] entry() {
    return entry.clone();
  }

  /** The record with one bit of its middle byte turned; an empty one gets a byte. */
  byte[] altered() {
    byte[] altered = entry.length == 0 ? new byte[1] : entry.clone();
    altered[altered.length / 2] ^= 1;
    return altered;
  }

  /** Says which byte {@link #altered()} alters. */
  String alteredPlace() {
    return entry.length == 0 ? "a byte more" : "byte " + entry.length / 2 + " of " + entry.length;
  }
}
