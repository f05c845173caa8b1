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

  /** Computes the schedule from the 16 words of the block at its beginning, which stay as they are. */
  void expand(int[] schedule);

  /**
   * Mixes an expanded schedule into the state.
   *
   * @param working room for the working variables, as large as the state
   */
  void mix(int[] schedule, int[] state, int[] working);
}
