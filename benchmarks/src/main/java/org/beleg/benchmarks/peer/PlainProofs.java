package org.beleg.benchmarks.peer;

import java.util.Arrays;
import org.beleg.benchmarks.Baseline;

/**
 * Proof checking as RFC 9162 writes it down, over the baseline's {@code MessageDigest} and one array: what a
 * careful user would write.
 */
public final class PlainProofs {

  private static final int HASH = Baseline.HASH;

  private final Baseline baseline = new Baseline();
  private final byte[] pair = new byte[2 * HASH];

  /** RFC 9162, section 2.1.4.2; the path is flat. */
  public boolean checkConsistency(
      long oldSize, long newSize, byte[] path, byte[] oldRoot, byte[] newRoot) {
    long fn = oldSize - 1;
    long sn = newSize - 1;
    int shift = Long.numberOfTrailingZeros(~fn);
    fn >>>= shift;
    sn >>>= shift;
    // an old tree that is perfect starts the walk with its root, which then is no part of the path
    boolean perfect = Long.bitCount(oldSize) == 1;
    byte[] first = perfect ? oldRoot : path;
    byte[] oldHash = Arrays.copyOf(first, HASH);
    byte[] newHash = Arrays.copyOf(first, HASH);
    for (int at = perfect ? 0 : HASH; at < path.length; at += HASH) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        hash(path, at, oldHash, 0, oldHash);
        hash(path, at, newHash, 0, newHash);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        hash(newHash, 0, path, at, newHash);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return sn == 0 && Arrays.equals(oldHash, oldRoot) && Arrays.equals(newHash, newRoot);
  }

  private void hash(byte[] left, int leftAt, byte[] right, int rightAt, byte[] target) {
    System.arraycopy(left, leftAt, pair, 0, HASH);
    System.arraycopy(right, rightAt, pair, HASH, HASH);
    baseline.hashPairs(pair, 0, target, 0, 1);
  }
}
