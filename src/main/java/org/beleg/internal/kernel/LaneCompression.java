package org.beleg.internal.kernel;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The compression function of a hash algorithm, applied to several messages at once: message {@code
 * j} lives in lane {@code j}.
 *
 * <p>Words lie transposed: word {@code i} of lane {@code j} is element {@code i * LANES + j} of an
 * array, so that one vector holds the same word of every message. What surrounds the compression
 * function - padding, prefixes, hashing twice - is the business of {@link LaneState}, which knows no
 * algorithm; so each algorithm is written down once, whatever it is used for.
 *
 * <p>For algorithms of the family of FIPS 180-4: blocks of 16 big-endian words, a state of 8 words,
 * padding by 0x80, zeros and the bit length in 64 bits. SHA-256 and SM3 are of that kind.
 */
interface LaneCompression {

  /** Vectors of as many words as the processor likes best. */
  VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;

  /** How many messages are compressed side by side. A constant, which C2 can compute with. */
  int LANES = SPECIES.length();

  /** Words of the message schedule, 16 of the block included. */
  int scheduleWords();

  /** The initial hash value: 8 words, a new array. */
  int[] initialState();

  /**
   * Compresses one block of each lane into its state.
   *
   * @param schedule the message schedule, of which the first {@code known} words are there; the others
   *     are computed into it
   * @param known 16 for a block, all for a schedule that was computed before
   * @param state 8 words
   * @param working room for the working variables, as large as the state
   */
  void compress(int[] schedule, int known, int[] state, int[] working);
}
