package org.beleg.ledger.corda;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;

/** Corda's constructions as a page of recursion over plain lists, never optimised. */
final class ReferenceCorda {

  private final HashAlgorithm algorithm;

  ReferenceCorda(HashAlgorithm algorithm) {
    this.algorithm = algorithm;
  }

  private Hash hash(byte[]... parts) {
    return algorithm.hash(Bytes.concat(parts));
  }

  private Hash twice(byte[]... parts) {
    return hash(hash(parts).toByteArray());
  }

  Hash filled(int value) {
    byte[] bytes = new byte[algorithm.size()];
    Arrays.fill(bytes, (byte) value);
    return Hash.of(bytes);
  }

  List<Hash> padded(List<Hash> leaves) {
    List<Hash> padded = new ArrayList<>(leaves);
    boolean alone = leaves.size() == 1 && algorithm != HashAlgorithm.SHA_256;
    while (Integer.bitCount(padded.size()) != 1 || (alone && padded.size() == 1)) {
      padded.add(filled(0));
    }
    return padded;
  }

  Hash root(List<Hash> leaves) {
    return perfectRoot(padded(leaves));
  }

  private Hash perfectRoot(List<Hash> leaves) {
    if (leaves.size() == 1) {
      return leaves.get(0);
    }
    int middle = leaves.size() / 2;
    Hash left = perfectRoot(leaves.subList(0, middle));
    Hash right = perfectRoot(leaves.subList(middle, leaves.size()));
    return hash(left.toByteArray(), right.toByteArray());
  }

  /** The partial tree as {i: hash}, {l: hash} and {n: [left, right]}. */
  String partial(List<Hash> leaves, Set<Integer> included) {
    return partial(padded(leaves), included, 0);
  }

  private String partial(List<Hash> leaves, Set<Integer> included, int begin) {
    boolean any = false;
    for (int i = begin; i < begin + leaves.size(); i++) {
      any |= included.contains(i);
    }
    if (!any) {
      return "{l: " + perfectRoot(leaves) + "}";
    }
    if (leaves.size() == 1) {
      return "{i: " + leaves.get(0) + "}";
    }
    int middle = leaves.size() / 2;
    return "{n: [" + partial(leaves.subList(0, middle), included, begin) + ", "
        + partial(leaves.subList(middle, leaves.size()), included, begin + middle) + "]}";
  }

  static String print(PartialNode node) {
    if (node instanceof PartialNode.IncludedLeaf leaf) {
      return "{i: " + leaf.hash() + "}";
    }
    if (node instanceof PartialNode.Leaf leaf) {
      return "{l: " + leaf.hash() + "}";
    }
    PartialNode.Node inner = (PartialNode.Node) node;
    return "{n: [" + print(inner.left()) + ", " + print(inner.right()) + "]}";
  }

  Hash nonce(byte[] salt, int group, int index, byte[] component) {
    Hash nonce = twice(salt, Ints.toByteArray(group), Ints.toByteArray(index));
    return algorithm == HashAlgorithm.SHA_256 ? twice(nonce.toByteArray(), component) : nonce;
  }

  Hash leaf(Hash nonce, byte[] component) {
    return twice(nonce.toByteArray(), component);
  }

  Hash id(byte[] salt, Map<Integer, List<byte[]>> groups) {
    SortedMap<Integer, List<byte[]>> sorted = new TreeMap<>(groups);
    List<Hash> hashes = new ArrayList<>(Collections.nCopies(sorted.lastKey() + 1, filled(0xFF)));
    sorted.forEach((group, components) -> {
      List<Hash> leaves = new ArrayList<>();
      for (int i = 0; i < components.size(); i++) {
        leaves.add(leaf(nonce(salt, group, i, components.get(i)), components.get(i)));
      }
      hashes.set(group, root(leaves));
    });
    return root(hashes);
  }

  /** Leaf i is the hash of the text "leaf" and i, as in the published cases. */
  static List<Hash> leaves(HashAlgorithm algorithm, int count) {
    List<Hash> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(algorithm.hash(("leaf" + i).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }
    return leaves;
  }
}
