package org.beleg.testing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.beleg.hash.Hash;

/**
 * The tree as the specifications write it down: lists of entries, recursion, and a plain {@link
 * MessageDigest}. Never optimised, and it shares no line with what it judges.
 *
 * <p>{@code d} is D_n, a list of n entries; {@code d[a:b]} is {@code d.subList(a, b)}; {@code p : h} is
 * {@link #append}.
 */
public final class ReferenceTree {

  private final String algorithm;

  /** The trees over one of the JDK's hash functions. */
  public ReferenceTree(String algorithm) {
    this.algorithm = algorithm;
  }

  /** The trees of RFC 6962 itself. */
  public static ReferenceTree sha256() {
    return new ReferenceTree("SHA-256");
  }

  /** RFC 6962, section 2.1: the Merkle Tree Hash. */
  public byte[] mth(List<byte[]> d) {
    int n = d.size();
    if (n == 0) {
      return hash();
    }
    if (n == 1) {
      return hash(new byte[] {0x00}, d.get(0));
    }
    int k = largestPowerOfTwoBelow(n);
    return hash(new byte[] {0x01}, mth(d.subList(0, k)), mth(d.subList(k, n)));
  }

  /** RFC 6962, section 2.1.1: PATH(m, D[n]). */
  public List<byte[]> path(int m, List<byte[]> d) {
    int n = d.size();
    if (n == 1) {
      return List.of();
    }
    int k = largestPowerOfTwoBelow(n);
    return m < k
        ? append(path(m, d.subList(0, k)), mth(d.subList(k, n)))
        : append(path(m - k, d.subList(k, n)), mth(d.subList(0, k)));
  }

  /** RFC 6962, section 2.1.2: PROOF(m, D[n]), for {@code 0 < m <= n}. */
  public List<byte[]> proof(int m, List<byte[]> d) {
    return subproof(m, d, true);
  }

  private List<byte[]> subproof(int m, List<byte[]> d, boolean b) {
    int n = d.size();
    if (m == n) {
      return b ? List.of() : List.of(mth(d));
    }
    int k = largestPowerOfTwoBelow(n);
    return m <= k
        ? append(subproof(m, d.subList(0, k), b), mth(d.subList(k, n)))
        : append(subproof(m - k, d.subList(k, n), false), mth(d.subList(0, k)));
  }

  /**
   * draft-ietf-plants-merkle-tree-certs, "Generating a Subtree Consistency Proof": SUBTREE_PROOF(start,
   * end, D_n), for a valid subtree.
   */
  public List<byte[]> subtreeProof(int start, int end, List<byte[]> d) {
    return subtreeSubproof(start, end, d, true);
  }

  private List<byte[]> subtreeSubproof(int start, int end, List<byte[]> d, boolean b) {
    int n = d.size();
    if (start == 0 && end == n) {
      return b ? List.of() : List.of(mth(d));
    }
    int k = largestPowerOfTwoBelow(n);
    List<byte[]> left = d.subList(0, k);
    List<byte[]> right = d.subList(k, n);
    if (end <= k) {
      return append(subtreeSubproof(start, end, left, b), mth(right));
    }
    return k <= start
        ? append(subtreeSubproof(start - k, end - k, right, b), mth(left))
        : append(subtreeSubproof(0, end - k, right, false), mth(left));
  }

  /**
   * The hashes of the largest subtrees without a proven leaf, from left to right: the recursion of
   * section 2.1, cut off where nothing is proven.
   *
   * @param proven says for each entry whether its leaf is proven
   */
  public List<byte[]> multiProof(List<Boolean> proven, List<byte[]> d) {
    int n = d.size();
    if (!proven.contains(true)) {
      return List.of(mth(d));
    }
    if (n == 1) {
      return List.of();
    }
    int k = largestPowerOfTwoBelow(n);
    List<byte[]> hashes = new ArrayList<>(multiProof(proven.subList(0, k), d.subList(0, k)));
    hashes.addAll(multiProof(proven.subList(k, n), d.subList(k, n)));
    return hashes;
  }

  /** The same bytes as values of the library. */
  public static List<Hash> hashes(List<byte[]> raw) {
    return raw.stream().map(Hash::of).toList();
  }

  private static int largestPowerOfTwoBelow(int n) {
    int k = 1;
    while (2 * k < n) {
      k *= 2;
    }
    return k;
  }

  private static List<byte[]> append(List<byte[]> path, byte[] hash) {
    List<byte[]> longer = new ArrayList<>(path);
    longer.add(hash);
    return longer;
  }

  private byte[] hash(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
