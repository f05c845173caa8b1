package org.beleg.internal.digest;

/** Feeds a prefix at the start of every message. */
final class PrefixedDigest implements Digest {

  private final Digest digest;
  private final byte[] prefix;

  PrefixedDigest(Digest digest, byte[] prefix) {
    this.digest = digest;
    this.prefix = prefix.clone();
    begin();
  }

  private void begin() {
    digest.update(prefix, 0, prefix.length);
  }

  @Override
  public void update(byte value) {
    digest.update(value);
  }

  @Override
  public void update(byte[] source, int offset, int length) {
    digest.update(source, offset, length);
  }

  @Override
  public void finish(byte[] target, int offset) {
    digest.finish(target, offset);
    begin();
  }
}
