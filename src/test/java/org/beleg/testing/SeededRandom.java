package org.beleg.testing;

import java.security.SecureRandom;
import java.util.Random;

/** A random source that repeats itself, so that a failure can be repeated. For tests alone. */
public final class SeededRandom extends SecureRandom {

  private static final long serialVersionUID = 1L;

  private final Random random;

  /** A source whose bytes follow from the seed. */
  public SeededRandom(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public void nextBytes(byte[] bytes) {
    random.nextBytes(bytes);
  }
}
