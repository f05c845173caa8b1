package org.beleg.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.beleg.hash.Hash;

/** Every way to spoil a list of hashes by one step. */
public final class Mutations {

  private Mutations() {}

  /** A hash with one bit changed; bit 0 is the highest of the first byte. */
  public static Hash flipBit(Hash hash, int bit) {
    byte[] bytes = hash.toByteArray();
    bytes[bit / 8] ^= (byte) (0x80 >>> (bit % 8));
    return Hash.of(bytes);
  }

  /** Each hash that differs from this one in one bit. */
  public static void eachBit(Hash hash, Consumer<Hash> use) {
    for (int bit = 0; bit < 8 * hash.size(); bit++) {
      use.accept(flipBit(hash, bit));
    }
  }

  /** Each list that differs from this one in one bit of one hash. */
  public static void eachBit(List<Hash> hashes, Consumer<List<Hash>> use) {
    for (int i = 0; i < hashes.size(); i++) {
      List<Hash> mutant = new ArrayList<>(hashes);
      int at = i;
      eachBit(hashes.get(i), flipped -> {
        mutant.set(at, flipped);
        use.accept(mutant);
      });
    }
  }

  /**
   * Each list with one hash dropped, doubled, swapped with its neighbour or replaced by a stray one, and
   * with a stray hash put in at each place. Lists that happen to equal the original are left out.
   */
  public static void eachStep(List<Hash> hashes, List<Hash> strays, Consumer<List<Hash>> use) {
    List<List<Hash>> mutants = new ArrayList<>();
    for (int i = 0; i <= hashes.size(); i++) {
      for (Hash stray : strays) {
        mutants.add(insert(hashes, i, stray));
      }
      if (i == hashes.size()) {
        break;
      }
      mutants.add(insert(hashes, i, hashes.get(i)));
      List<Hash> dropped = new ArrayList<>(hashes);
      dropped.remove(i);
      mutants.add(dropped);
      for (Hash stray : strays) {
        List<Hash> replaced = new ArrayList<>(hashes);
        replaced.set(i, stray);
        mutants.add(replaced);
      }
      if (i > 0) {
        List<Hash> swapped = new ArrayList<>(hashes);
        swapped.set(i, swapped.set(i - 1, swapped.get(i)));
        mutants.add(swapped);
      }
    }
    mutants.stream().filter(mutant -> !mutant.equals(hashes)).forEach(use);
  }

  private static List<Hash> insert(List<Hash> hashes, int at, Hash stray) {
    List<Hash> longer = new ArrayList<>(hashes);
    longer.add(at, stray);
    return longer;
  }
}
