package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.beleg.Reason;
import org.beleg.testing.Ed25519Signers;
import org.beleg.testing.ReferenceCurve;
import org.junit.jupiter.api.Test;

/** A message of 1 GiB in a heap of 64 MiB. */
class Ed25519StreamFuzzTest {

  private static final long GIBIBYTE = 1L << 30;

  /** Bytes that follow from their positions, and are never all there. */
  private static final class Generated extends InputStream {
    private static final byte[] BLOCK = block();
    private final long length;
    private long position;

    Generated(long length) {
      this.length = length;
    }

    private static byte[] block() {
      byte[] block = new byte[1 << 16];
      for (int i = 0; i < block.length; i++) {
        block[i] = (byte) (i * 31 + (i >> 8));
      }
      return block;
    }

    @Override
    public int read() {
      return position == length ? -1 : BLOCK[(int) (position++ & (BLOCK.length - 1))] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
      if (position == length) {
        return -1;
      }
      int from = (int) (position & (BLOCK.length - 1));
      int read = (int) Math.min(Math.min(count, BLOCK.length - from), length - position);
      System.arraycopy(BLOCK, from, target, offset, read);
      position += read;
      return read;
    }
  }

  /**
   * Signs by the equation itself: A and R are the public keys of two seeds, so that no multiplication of
   * points is left to do, and S = r + k a follows from one pass over the message.
   */
  private static byte[] sign(SigningKey key, byte[] seed, byte[] nonceSeed, InputStream message)
      throws Exception {
    byte[] r = SigningKey.of(SignatureScheme.ED25519, nonceSeed).verifyingKey().toRaw();
    MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
    sha512.update(r);
    sha512.update(key.verifyingKey().toRaw());
    byte[] buffer = new byte[1 << 16];
    for (int read = message.read(buffer); read >= 0; read = message.read(buffer)) {
      sha512.update(buffer, 0, read);
    }
    BigInteger k = ReferenceCurve.littleEndian(sha512.digest());
    BigInteger s = scalar(nonceSeed).add(k.multiply(scalar(seed))).mod(ReferenceCurve.L);
    return Ed25519Signers.join(r, s);
  }

  /** RFC 8032, section 5.1.5, steps 1 and 2. */
  private static BigInteger scalar(byte[] seed) throws GeneralSecurityException {
    byte[] half = Arrays.copyOf(MessageDigest.getInstance("SHA-512").digest(seed), 32);
    half[0] &= (byte) 0xF8;
    half[31] &= 0x7F;
    half[31] |= 0x40;
    return ReferenceCurve.littleEndian(half);
  }

  /** What {@link #sign} makes of a gibibyte; kept here, as to make it takes as long as to verify it. */
  private static final String SIGNATURE =
      "cecc1507dc1ddd7295951c290888f095adb9044d1b73d696e6df065d683bd4fc"
          + "e49fc3057fcfa8159b13a0a66331242c36d43c1ec3eebc77b7f221fc3fbebc00";

  @Test
  void aGibibyte_isVerifiedInConstantMemory() throws Exception {
    VerifyingKey key = SigningKey.of(SignatureScheme.ED25519, new byte[32]).verifyingKey();
    byte[] signature = HexFormat.of().parseHex(SIGNATURE);
    assertThat(key.verifyStream(new Generated(GIBIBYTE), signature).isAccepted())
        .isTrue();
  }

  /** Signatures made like the one above are honest ones, and one byte less is another message. */
  @Test
  void aFewBytes_areVerifiedAlike() throws Exception {
    byte[] seed = new byte[32];
    byte[] nonceSeed = new byte[32];
    nonceSeed[0] = 1;
    SigningKey key = SigningKey.of(SignatureScheme.ED25519, seed);
    byte[] message = new Generated(100_000).readAllBytes();
    byte[] signature = sign(key, seed, nonceSeed, new Generated(100_000));
    for (Ed25519Profile profile : Ed25519Profile.values()) {
      VerifyingKey verifier = key.verifyingKey()
          .withRules(SignatureRules.of(SignatureScheme.ED25519).withProfile(profile));
      assertThat(verifier.verify(message, signature).isAccepted()).isTrue();
      assertThat(verifier.verifyStream(new Generated(100_000), signature).isAccepted())
          .isTrue();
      assertThat(verifier.verifyStream(new Generated(99_999), signature).reason())
          .contains(Reason.SIGNATURE_MISMATCH);
    }
  }

  @Test
  void prehashedVariants_signAndVerifyMoreThanTheHeapHolds() throws IOException {
    SigningKey key = SigningKey.generate(SignatureScheme.ED25519PH);
    long length = 70L << 20;
    byte[] signature = key.signStream(new Generated(length));
    assertThat(key.verifyingKey().verifyStream(new Generated(length), signature).isAccepted())
        .isTrue();
  }
}
