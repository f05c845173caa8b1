package org.beleg.internal.store;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Rows of hashes that only grow, each cut in runs of {@value #RUN} hashes of flat bytes.
 *
 * <p>A tree keeps its level {@code l} in row {@code l}; a chain keeps entry hashes in one row and
 * links in another. No object per hash anywhere: a full run costs 16 bytes beside its hashes. Run 0
 * of a row starts small and doubles, so that a tree of three leaves does not cost eight kilobytes.
 *
 * <b>How versions share it</b>
 *
 * <p>A <em>version</em> is (store, length). Its writer
 *
 * <ol>
 *   <li>{@link #claim claims} the slots from its own length on, by one compare-and-set; it fails if
 *       any other version already grew past that length, and the writer then {@link #fork forks};
 *   <li>reserves room and writes hashes, which no reader can ask for yet;
 *   <li>{@link #commit commits} the new length, and only then makes the new version known.
 * </ol>
 *
 * <b>Why readers need no lock</b>
 *
 * <p>A version may reach another thread through a plain field. Before it reads, a reader calls {@link
 * #awaitCommit} with its own length: an acquiring read of the committed length. The commit of that
 * length happened before the version existed, so the read sees it (a runtime that delivers it late
 * makes the loop wait for a write that is already done), and every hash below that length was
 * written before the commit. This is a happens-before edge by the Java Memory Model, not a property
 * of some processor. The array of rows is replaced, never rewritten, when it or a first run grows;
 * slots of a row beyond a reader's length may change under it, but it never looks there.
 */
public final class RunStore {

  /** Hashes in a full run; one run is one full tile of C2SP tlog-tiles. */
  public static final int RUN = 256;

  private static final int RUN_BITS = 8;
  private static final int FIRST_RUN_START = 4;

  private final int hashSize;
  private final AtomicLong claimed;

  /** Written with release and read with acquire: the order above needs no more, and a fence costs. */
  private final AtomicLong committed;

  /** {@code rows[row][index >>> 8]} holds {@code index}; replaced whenever an array in it grows. */
  private volatile byte[][][] rows;

  /** A store without hashes. */
  public RunStore(int hashSize) {
    this(hashSize, new byte[0][][], 0);
  }

  private RunStore(int hashSize, byte[][][] rows, long length) {
    this.hashSize = hashSize;
    this.rows = rows;
    this.claimed = new AtomicLong(length);
    this.committed = new AtomicLong(length);
  }

  /** The number of bytes of each hash. */
  public int hashSize() {
    return hashSize;
  }

  // --- writing: only by who holds a claim --------------------------------------------------------

  /** Takes the slots {@code [length, newLength)}, or returns false if another version has them. */
  public boolean claim(long length, long newLength) {
    awaitCommit(
        length); // what the previous writer did to the rows happens before what this one does
    return claimed.compareAndSet(length, newLength);
  }

  /** Makes all that was written since {@link #claim} visible to versions of this length. */
  public void commit(long newLength) {
    committed.setRelease(newLength);
  }

  /** Makes room for the first {@code length} hashes of a row. */
  public void reserve(int row, long length) {
    if (length == 0) {
      return;
    }
    if (row >= rows.length) {
      byte[][][] more = Arrays.copyOf(rows, row + 1);
      Arrays.fill(more, rows.length, more.length, new byte[0][]);
      rows = more;
    }
    int lastRun = runIndex(length - 1);
    byte[][] runs = rows[row];
    if (lastRun >= runs.length) {
      runs = replaceRow(row, Arrays.copyOf(runs, Math.max(lastRun + 1, runs.length * 2)));
    }
    if (lastRun == 0) {
      reserveFirstRun(row, runs, (int) length);
      return;
    }
    if (runs[0] == null || runs[0].length < RUN * hashSize) {
      reserveFirstRun(row, runs, RUN);
      runs = rows[row];
    }
    for (int run = lastRun; run > 0 && runs[run] == null; run--) {
      runs[run] = new byte[RUN * hashSize];
    }
  }

  private void reserveFirstRun(int row, byte[][] runs, int length) {
    byte[] first = runs[0];
    int capacity = first == null ? 0 : first.length / hashSize;
    if (length <= capacity) {
      return;
    }
    int larger = Math.max(FIRST_RUN_START, Integer.highestOneBit(length - 1) << 1);
    byte[][] replaced = runs.clone();
    replaced[0] =
        first == null ? new byte[larger * hashSize] : Arrays.copyOf(first, larger * hashSize);
    replaceRow(row, replaced);
  }

  /** Publishes a grown row with a new outer array, since racing readers may hold the old one. */
  private byte[][] replaceRow(int row, byte[][] runs) {
    byte[][][] replaced = rows.clone();
    replaced[row] = runs;
    rows = replaced;
    return runs;
  }

  /**
   * A new store with the first {@code lengths[row]} hashes of each row. Full runs are shared; the
   * last, partly filled run of each row and the lists of runs are copied.
   *
   * @param length the version's length
   */
  public RunStore fork(long length, long[] lengths) {
    byte[][][] from = rows;
    byte[][][] forked = new byte[lengths.length][][];
    for (int row = 0; row < lengths.length; row++) {
      int full = Math.toIntExact(lengths[row] >>> RUN_BITS);
      int rest = (int) (lengths[row] & (RUN - 1));
      byte[][] runs = new byte[rest == 0 ? full : full + 1][];
      if (runs.length > 0) {
        System.arraycopy(from[row], 0, runs, 0, full);
      }
      if (rest != 0) {
        int capacity = full > 0 ? RUN : Math.max(FIRST_RUN_START, Integer.highestOneBit(rest) << 1);
        runs[full] = new byte[capacity * hashSize];
        System.arraycopy(from[row][full], 0, runs[full], 0, rest * hashSize);
      }
      forked[row] = runs;
    }
    return new RunStore(hashSize, forked, length);
  }

  // --- reading: at most up to the length of one's version ----------------------------------------

  /** Must precede every read: what lies below {@code length} is visible afterwards. */
  public void awaitCommit(long length) {
    while (committed.getAcquire() < length) {
      Thread.onSpinWait();
    }
  }

  /** The run that holds a hash of a row, at byte {@link #offset}. Not for other classes to change. */
  public byte[] run(int row, long index) {
    return rows[row][runIndex(index)];
  }

  /** Where in its run a hash begins, in bytes. */
  public int offset(long index) {
    return ((int) index & (RUN - 1)) * hashSize;
  }

  /** Copies one hash of a row. */
  public void copyHash(int row, long index, byte[] target, int targetOffset) {
    System.arraycopy(run(row, index), offset(index), target, targetOffset, hashSize);
  }

  private static int runIndex(long index) {
    return Math.toIntExact(index >>> RUN_BITS);
  }
}
