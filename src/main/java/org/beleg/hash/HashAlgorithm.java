package org.beleg.hash;

import java.util.Objects;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.Pool;
import org.beleg.internal.kernel.HashEngine;
import org.beleg.internal.kernel.Kernels;
import org.beleg.internal.kernel.NodeKernel;

/**
 * The hash functions of Beleg. All are believed collision resistant; none is there for old times'
 * sake.
 *
 * <p>The SHA-2 and SHA-3 functions run on the JDK's own provider, whatever other providers are
 * installed. SM3 is this library's
 * own. Keccak and BLAKE2b come from Bouncy Castle, which is loaded at their first use.
 *
 * <p>All methods may be called from any number of threads.
 */
public enum HashAlgorithm {
  /** SHA-256, <a href="https://doi.org/10.6028/NIST.FIPS.180-4">FIPS 180-4</a>. */
  SHA_256(HashEngine.SHA_256),
  /** SHA-384, <a href="https://doi.org/10.6028/NIST.FIPS.180-4">FIPS 180-4</a>. */
  SHA_384(HashEngine.SHA_384),
  /** SHA-512, <a href="https://doi.org/10.6028/NIST.FIPS.180-4">FIPS 180-4</a>. */
  SHA_512(HashEngine.SHA_512),
  /** SHA-512/256, <a href="https://doi.org/10.6028/NIST.FIPS.180-4">FIPS 180-4</a>. */
  SHA_512_256(HashEngine.SHA_512_256),
  /** SHA3-256, <a href="https://doi.org/10.6028/NIST.FIPS.202">FIPS 202</a>. */
  SHA3_256(HashEngine.SHA3_256),
  /**
   * Keccak-256 with the padding of the <a href="https://keccak.team/files/Keccak-submission-3.pdf">
   * competition's third round</a>, as Ethereum and FISCO BCOS use it; differs from {@link #SHA3_256}.
   */
  KECCAK_256(HashEngine.KECCAK_256),
  /**
   * SM3, GB/T 32905-2016 and ISO/IEC 10118-3:2018; in English as <a
   * href="https://datatracker.ietf.org/doc/html/draft-sca-cfrg-sm3">draft-sca-cfrg-sm3</a>.
   */
  SM3(HashEngine.SM3),
  /**
   * BLAKE2b with 32 bytes of output and no key, <a
   * href="https://www.rfc-editor.org/rfc/rfc7693.html">RFC 7693</a>.
   */
  BLAKE2B_256(HashEngine.BLAKE2B_256);

  private final HashEngine engine;

  @SuppressWarnings("ImmutableEnumChecker") // scratch space for a pure function, shared by design
  private final Pool<Digest> digests;

  HashAlgorithm(HashEngine engine) {
    this.engine = engine;
    this.digests = new Pool<>(engine.maker());
  }

  /**
   * The size of a hash.
   *
   * @return 32, 48 or 64 bytes
   */
  public int size() {
    return engine.hashSize();
  }

  /**
   * Hashes a message.
   *
   * @param data the whole message
   * @return its hash, of {@link #size()} bytes
   */
  public Hash hash(byte[] data) {
    byte[] hash = new byte[size()];
    hash(data, 0, data.length, hash, 0);
    return Hash.of(hash);
  }

  /**
   * Hashes part of an array into another, for callers that count allocations: there are none.
   *
   * @param source holds the message
   * @param offset index of its first byte
   * @param length its number of bytes
   * @param target receives {@link #size()} bytes; may be {@code source}
   * @param targetOffset index of the first byte written
   * @throws IndexOutOfBoundsException if the message or the hash is not inside its array
   */
  public void hash(byte[] source, int offset, int length, byte[] target, int targetOffset) {
    Objects.checkFromIndexSize(offset, length, source.length);
    Objects.checkFromIndexSize(targetOffset, size(), target.length);
    Digest digest = digests.take();
    digest.update(source, offset, length);
    digest.finish(target, targetOffset);
    digests.give(digest);
  }

  /** The kernel that hashes the nodes of RFC 6962 trees over this algorithm. */
  NodeKernel rfc6962() {
    return Kernels.rfc6962(engine);
  }
}
