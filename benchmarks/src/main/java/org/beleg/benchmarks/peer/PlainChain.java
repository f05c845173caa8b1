package org.beleg.benchmarks.peer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The chain {@code beleg/chain/v1} as its definition reads, over one {@link MessageDigest} and one array,
 * keeping the last link alone.
 */
public final class PlainChain {

  private static final int HASH = 32;
  private static final int PREVIOUS = 1 + Long.BYTES;
  private static final int ENTRY = PREVIOUS + HASH;

  private final MessageDigest digest;
  private final byte[] message = new byte[ENTRY + HASH];
  private final ByteBuffer view = ByteBuffer.wrap(message).put(0, (byte) 0x11);
  private long length;

  /** The chain without entries; the context has at most 255 bytes. */
  public PlainChain(String context) {
    byte[] name = context.getBytes(StandardCharsets.UTF_8);
    try {
      digest = MessageDigest.getInstance("SHA-256");
      digest.update((byte) 0x10);
      digest.update((byte) name.length);
      digest.update(name);
      digest.digest(message, PREVIOUS, HASH);
    } catch (NoSuchAlgorithmException | DigestException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Hashes an entry and links it. */
  public void append(byte[] entry) {
    digest.update((byte) 0);
    digest.update(entry);
    finish(ENTRY);
    link();
  }

  /** Links an entry of which only the hash is known. */
  public void appendHash(byte[] flat, int offset) {
    System.arraycopy(flat, offset, message, ENTRY, HASH);
    link();
  }

  private void link() {
    view.putLong(1, length++);
    digest.update(message);
    finish(PREVIOUS);
  }

  private void finish(int offset) {
    try {
      digest.digest(message, offset, HASH);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts from another head. */
  public void moveTo(long newLength, byte[] link) {
    length = newLength;
    System.arraycopy(link, 0, message, PREVIOUS, HASH);
  }

  /** Whether the last link is this one. */
  public boolean endsWith(byte[] link) {
    return view.slice(PREVIOUS, HASH).equals(ByteBuffer.wrap(link));
  }
}
