package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.internal.sign.SigningSink;
import org.beleg.internal.sign.VerifyingSink;
import org.beleg.testing.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages in parts: the same verdict as for the whole, whatever the parts; or a clear refusal where a
 * scheme cannot do that. Holds for every scheme that there is a secret key of.
 */
class StreamingTest {

  private static final long SEED = 20261125;

  /** Ways to write a message into a channel; each writes all of it. */
  enum Parts {
    WHOLE {
      @Override
      void write(byte[] message, WritableByteChannel channel) throws IOException {
        writeFully(channel, ByteBuffer.wrap(message));
      }
    },
    BYTES {
      @Override
      void write(byte[] message, WritableByteChannel channel) throws IOException {
        for (byte b : message) {
          writeFully(channel, ByteBuffer.wrap(new byte[] {b}));
        }
      }
    },
    EMPTY_BETWEEN {
      @Override
      void write(byte[] message, WritableByteChannel channel) throws IOException {
        writeFully(channel, ByteBuffer.allocate(0));
        for (int at = 0; at < message.length; at += 61) {
          int length = Math.min(61, message.length - at);
          writeFully(channel, ByteBuffer.wrap(message, at, length));
          writeFully(channel, ByteBuffer.allocateDirect(0));
        }
        writeFully(channel, ByteBuffer.wrap(message).position(message.length).asReadOnlyBuffer());
      }
    },
    SLICES {
      @Override
      void write(byte[] message, WritableByteChannel channel) throws IOException {
        // the array begins before the buffer does, and goes on behind it
        byte[] padded = new byte[message.length + 20];
        Arrays.fill(padded, (byte) 0x5a);
        System.arraycopy(message, 0, padded, 10, message.length);
        ByteBuffer slice =
            ByteBuffer.wrap(padded, 3, message.length + 10).slice().position(7);
        writeFully(channel, slice.limit(7 + message.length));
      }
    },
    DIRECT {
      @Override
      void write(byte[] message, WritableByteChannel channel) throws IOException {
        ByteBuffer direct = ByteBuffer.allocateDirect(message.length + 5).position(5);
        writeFully(channel, direct.put(message).position(5));
      }
    },
    READ_ONLY {
      @Override
      void write(byte[] message, WritableByteChannel channel) throws IOException {
        int half = message.length / 2;
        writeFully(channel, ByteBuffer.wrap(message, 0, half).asReadOnlyBuffer());
        writeFully(
            channel, ByteBuffer.wrap(message, half, message.length - half).asReadOnlyBuffer());
      }
    },
    /** One buffer that is overwritten after each write: a sink that keeps it would read zeros. */
    REUSED_BUFFER {
      @Override
      void write(byte[] message, WritableByteChannel channel) throws IOException {
        byte[] reused = new byte[100];
        for (int at = 0; at < message.length; at += reused.length) {
          int length = Math.min(reused.length, message.length - at);
          System.arraycopy(message, at, reused, 0, length);
          writeFully(channel, ByteBuffer.wrap(reused, 0, length));
          Arrays.fill(reused, (byte) 0);
        }
      }
    };

    abstract void write(byte[] message, WritableByteChannel channel) throws IOException;

    private static void writeFully(WritableByteChannel channel, ByteBuffer part)
        throws IOException {
      int length = part.remaining();
      int limit = part.limit();
      assertThat(channel.write(part)).isEqualTo(length);
      assertThat(part.remaining()).isZero();
      assertThat(part.limit()).isEqualTo(limit);
    }
  }

  private static Stream<SignatureScheme> schemesThatSign() {
    return Arrays.stream(SignatureScheme.values()).filter(SignatureScheme::signs);
  }

  /** Around the sizes of blocks and buffers. */
  private static List<byte[]> messages() {
    Random random = new Random(SEED);
    List<byte[]> messages = new ArrayList<>();
    for (int length : new int[] {0, 1, 127, 8_192 + 1, 40_000}) {
      byte[] message = new byte[length];
      random.nextBytes(message);
      messages.add(message);
    }
    return messages;
  }

  /** One message for the small sets of SLH-DSA, which sign for a second. */
  private static List<byte[]> messages(SignatureScheme scheme) {
    boolean signsSlowly = scheme.name().startsWith("SLH_DSA_") && scheme.name().endsWith("S");
    List<byte[]> all = messages();
    return signsSlowly ? all.subList(3, 4) : all;
  }

  /** The signature, and what can be made of it: bits turned, too short, too long, none, noise. */
  private static List<byte[]> variants(byte[] signature) {
    List<byte[]> variants = new ArrayList<>(List.of(signature, new byte[0], new byte[64]));
    for (int at : new int[] {0, signature.length / 2, signature.length - 1}) {
      byte[] flipped = signature.clone();
      flipped[at] ^= 1;
      variants.add(flipped);
    }
    variants.add(Arrays.copyOf(signature, signature.length - 1));
    variants.add(Arrays.copyOf(signature, signature.length + 1));
    return variants;
  }

  @ParameterizedTest
  @MethodSource("schemesThatSign")
  void verifying_inPartsGivesTheVerdictOfTheWhole_orSaysThatItCannot(SignatureScheme scheme)
      throws IOException {
    SigningKey secret = SigningKey.generate(scheme, new SeededRandom(SEED));
    VerifyingKey key = secret.verifyingKey();
    if (key.engine().start(new byte[0]).isEmpty()) {
      assertRefused(() -> key.messageVerifier(new byte[0]), scheme);
      assertRefused(() -> key.verifyStream(InputStream.nullInputStream(), new byte[0]), scheme);
      return;
    }
    for (byte[] message : messages(scheme)) {
      byte[] signature = secret.sign(message);
      byte[] other = Arrays.copyOf(message, Math.max(1, message.length));
      other[other.length - 1] ^= 1;
      for (byte[] variant : variants(signature)) {
        assertSame(key, message, variant);
      }
      assertSame(key, other, signature);
      assertSame(key, Arrays.copyOf(message, message.length + 1), signature);
    }
  }

  private static void assertSame(VerifyingKey key, byte[] message, byte[] signature)
      throws IOException {
    Verdict whole = key.verify(message, signature);
    for (Parts parts : Parts.values()) {
      try (MessageVerifier verifier = key.messageVerifier(signature)) {
        parts.write(message, verifier);
        assertThat(verifier.verdict().reason())
            .as("%s, %s bytes, %s", key.rules(), message.length, parts)
            .isEqualTo(whole.reason());
      }
    }
    // the channel keeps its own copy of the signature
    byte[] changing = signature.clone();
    MessageVerifier verifier = key.messageVerifier(changing);
    Arrays.fill(changing, (byte) 1);
    Parts.WHOLE.write(message, verifier);
    assertThat(verifier.verdict().reason()).isEqualTo(whole.reason());
    assertThat(key.verifyStream(new ByteArrayInputStream(message), signature).reason())
        .isEqualTo(whole.reason());
    assertThat(key.verifyStream(new Trickle(message), signature).reason())
        .isEqualTo(whole.reason());
  }

  /** Gives less than it is asked for, as sockets do. */
  private static final class Trickle extends ByteArrayInputStream {
    Trickle(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(length, 333));
    }
  }

  @ParameterizedTest
  @MethodSource("schemesThatSign")
  void signing_inPartsMakesASignatureOfTheWhole_orSaysThatItCannot(SignatureScheme scheme)
      throws IOException {
    SigningKey secret = SigningKey.generate(scheme, new SeededRandom(SEED));
    MessageSigner first;
    try {
      first = secret.messageSigner();
    } catch (UnsupportedOperationException e) {
      assertThat(e).hasMessageContaining(scheme.name());
      assertRefused(() -> secret.signStream(InputStream.nullInputStream()), scheme);
      return;
    }
    first.close();
    VerifyingKey key = secret.verifyingKey();
    byte[] message = messages().get(3);
    for (Parts parts : Parts.values()) {
      try (MessageSigner signer = secret.messageSigner()) {
        parts.write(message, signer);
        assertThat(key.verify(message, signer.signature())).isEqualTo(Verdict.accepted());
      }
    }
    assertThat(key.verify(message, secret.signStream(new Trickle(message))))
        .isEqualTo(Verdict.accepted());
    try (MessageSigner signer = secret.messageSigner()) {
      assertThat(key.verify(new byte[0], signer.signature())).isEqualTo(Verdict.accepted());
    }
  }

  private static void assertRefused(ThrowingCallable call, SignatureScheme scheme) {
    assertThatThrownBy(call)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining(scheme.name());
  }

  @ParameterizedTest
  @EnumSource(Parts.class)
  void channels_handOnEveryByteOnce(Parts parts) throws IOException {
    for (byte[] message : messages()) {
      ByteArrayOutputStream verified = new ByteArrayOutputStream();
      MessageVerifier verifier = verifier(verified);
      parts.write(message, verifier);
      assertThat(verifier.verdict().reason()).contains(Reason.SIGNATURE_MISMATCH);
      assertThat(verified.toByteArray()).isEqualTo(message);
      ByteArrayOutputStream signed = new ByteArrayOutputStream();
      MessageSigner signer = signer(signed);
      parts.write(message, signer);
      assertThat(signer.signature()).isEqualTo(message);
      assertThat(signed.toByteArray()).isEqualTo(message);
    }
  }

  @Test
  void channels_takeNothingAfterTheAnswer() throws IOException {
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    MessageVerifier verifier = verifier(taken);
    assertThat(verifier.isOpen()).isTrue();
    assertThat(verifier.verdict().isAccepted()).isFalse();
    assertThatIllegalStateException().isThrownBy(verifier::verdict);
    assertClosed(verifier);
    verifier.close();
    assertClosed(verifier);
    MessageSigner signer = signer(taken);
    assertThat(signer.isOpen()).isTrue();
    assertThat(signer.signature()).isEmpty();
    assertThatIllegalStateException().isThrownBy(signer::signature);
    assertClosed(signer);
    signer.close();
    assertClosed(signer);
    assertThat(taken.size()).isZero();
  }

  @Test
  void channels_giveNoAnswerAfterTheyWereClosed() throws IOException {
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    MessageVerifier verifier = verifier(taken);
    verifier.close();
    verifier.close();
    assertThatIllegalStateException().isThrownBy(verifier::verdict);
    assertClosed(verifier);
    MessageSigner signer = signer(taken);
    signer.close();
    signer.close();
    assertThatIllegalStateException().isThrownBy(signer::signature);
    assertClosed(signer);
    assertThat(taken.size()).isZero();
  }

  private static void assertClosed(WritableByteChannel channel) {
    assertThat(channel.isOpen()).isFalse();
    for (ByteBuffer bytes : List.of(ByteBuffer.allocate(3), ByteBuffer.allocate(0))) {
      assertThatThrownBy(() -> channel.write(bytes)).isInstanceOf(ClosedChannelException.class);
      assertThat(bytes.position()).isZero();
    }
  }

  @Test
  void refusingSink_takesAnyMessageAndKeepsItsVerdict() throws IOException {
    Verdict refused = Verdict.rejected(Reason.SIGNATURE_LENGTH_WRONG, "3 bytes");
    MessageVerifier verifier = new MessageVerifier(VerifyingSink.refusing(refused));
    Parts.BYTES.write(new byte[1_000], verifier);
    assertThat(verifier.verdict()).isEqualTo(refused);
  }

  private static MessageVerifier verifier(ByteArrayOutputStream taken) {
    return new MessageVerifier(new VerifyingSink() {
      @Override
      public void update(byte[] source, int offset, int length) {
        taken.write(source, offset, length);
      }

      @Override
      public Verdict finish() {
        return Verdict.rejected(Reason.SIGNATURE_MISMATCH, "took " + taken.size());
      }
    });
  }

  /** Signs by repeating what was written. */
  private static MessageSigner signer(ByteArrayOutputStream taken) {
    return new MessageSigner(new SigningSink() {
      @Override
      public void update(byte[] source, int offset, int length) {
        taken.write(source, offset, length);
      }

      @Override
      public byte[] finish() {
        return taken.toByteArray();
      }
    });
  }
}
