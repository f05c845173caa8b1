package org.beleg.internal.digest;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;

/** A digest of the JDK. */
public final class JdkDigest implements Digest {

  private final MessageDigest engine;
  private final int size;

  private JdkDigest(MessageDigest engine) {
    this.engine = engine;
    this.size = engine.getDigestLength();
  }

  /**
   * A new computation by the JDK's own provider, so that what an application installs in front of it
   * can neither slow nor change a root hash. Runtimes without that provider use their default.
   */
  public static Digest of(String algorithm) {
    try {
      return new JdkDigest(MessageDigest.getInstance(algorithm, "SUN"));
    } catch (NoSuchAlgorithmException | NoSuchProviderException notTheOpenJdk) {
      try {
        return new JdkDigest(MessageDigest.getInstance(algorithm));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this Java runtime lacks " + algorithm, e);
      }
    }
  }

  @Override
  public void update(byte value) {
    engine.update(value);
  }

  @Override
  public void update(byte[] source, int offset, int length) {
    engine.update(source, offset, length);
  }

  @Override
  public void finish(byte[] target, int offset) {
    try {
      engine.digest(target, offset, size);
    } catch (DigestException e) {
      throw new AssertionError("digest does not fit its target", e);
    }
  }
}
