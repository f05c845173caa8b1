package org.beleg.testing;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.beleg.testing.ReferenceCurve.Point;

/**
 * Signs as nobody should: with points of small order added to A and R, which keeps the equation with
 * cofactor true and breaks the one without, mostly. Points come from a stock, so that a signature costs
 * one hash.
 */
public final class Ed25519Signers {

  private static final BigInteger EIGHT = BigInteger.valueOf(8);

  /** A multiple of the base point, and the encodings of its sums with the eight points of small order. */
  private static final class Secret {
    final BigInteger scalar;
    final List<byte[]> points = new ArrayList<>();

    private Secret(BigInteger scalar) {
      this.scalar = scalar;
      Point point = ReferenceCurve.BASE.times(scalar);
      for (int i = 0; i < 8; i++) {
        points.add(point.encode());
        point = point.plus(ReferenceCurve.TORSION);
      }
    }
  }

  /** A signature, and what is true of it. */
  public static final class Signed {
    public final byte[] key;
    public final byte[] message;
    public final byte[] signature;
    public final boolean withoutCofactor;

    private Signed(byte[] key, byte[] message, byte[] signature, boolean withoutCofactor) {
      this.key = key;
      this.message = message;
      this.signature = signature;
      this.withoutCofactor = withoutCofactor;
    }
  }

  private final List<Secret> keys = new ArrayList<>();
  private final List<Secret> nonces = new ArrayList<>();

  public Ed25519Signers(Random random, int keys, int nonces) {
    for (int i = 0; i < keys; i++) {
      this.keys.add(new Secret(new BigInteger(252, random)));
    }
    for (int i = 0; i < nonces; i++) {
      this.nonces.add(new Secret(new BigInteger(252, random)));
    }
  }

  /** A key of the stock plus so many times the point of order 8. */
  public byte[] key(int key, int torsion) {
    return keys.get(key).points.get(torsion).clone();
  }

  public int keys() {
    return keys.size();
  }

  /** Signs with torsion in A and R, and says what follows by counting modulo L and modulo 8. */
  public Signed sign(int key, int keyTorsion, int nonce, int nonceTorsion, byte[] message) {
    Secret a = keys.get(key);
    Secret r = nonces.get(nonce);
    byte[] encodedA = a.points.get(keyTorsion);
    byte[] encodedR = r.points.get(nonceTorsion);
    BigInteger k =
        ReferenceCurve.littleEndian(sha512(encodedR, encodedA, message)).mod(ReferenceCurve.L);
    BigInteger s = r.scalar.add(k.multiply(a.scalar)).mod(ReferenceCurve.L);
    int torsion = (nonceTorsion + k.mod(EIGHT).intValue() * keyTorsion) % 8;
    return new Signed(encodedA.clone(), message, join(encodedR, s), torsion == 0);
  }

  public static byte[] join(byte[] r, BigInteger s) {
    byte[] signature = Arrays.copyOf(r, 64);
    System.arraycopy(ReferenceCurve.littleEndian(s, 32), 0, signature, 32, 32);
    return signature;
  }

  public static byte[] sha512(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("no SHA-512", e);
    }
  }
}
