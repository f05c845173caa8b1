package org.beleg.sign;

import static com.google.common.base.Preconditions.checkState;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import org.beleg.Verdict;
import org.beleg.internal.sign.VerifyingSink;

/**
 * Judges one signature of a message that does not fit into memory: write the message, then ask.
 *
 * <pre>{@code
 * try (MessageVerifier verifier = key.messageVerifier(signature)) {
 *   while (source.read(buffer.clear()) >= 0) {
 *     verifier.write(buffer.flip());
 *   }
 *   Verdict verdict = verifier.verdict();
 * }
 * }</pre>
 *
 * <p>The verdict is that of {@link VerifyingKey#verify(byte[], byte[])} on the whole message. Memory is
 * constant. Not for two threads at once.
 *
 * <p><b>Security.</b> Nothing of the message is known to be signed before the verdict. Whoever acts on
 * the first half while the second is on its way acts on bytes of anybody's choice.
 */
public final class MessageVerifier implements WritableByteChannel {

  private final ChannelBuffer buffer;
  private final VerifyingSink sink;
  private boolean open = true;
  private boolean judged;

  MessageVerifier(VerifyingSink sink) {
    this.sink = sink;
    this.buffer = new ChannelBuffer(sink::update);
  }

  /**
   * Takes the next bytes of the message, always all of them.
   *
   * @param source read from its position to its limit
   * @return the number of bytes, possibly 0
   * @throws ClosedChannelException if the verdict was given, or this was closed
   */
  @Override
  @CanIgnoreReturnValue
  public int write(ByteBuffer source) throws ClosedChannelException {
    if (!open || judged) {
      throw new ClosedChannelException();
    }
    return buffer.write(source);
  }

  /**
   * Judges the signature of all that was written. To be called once.
   *
   * @return accepted; or rejected for one of the {@code SIGNATURE_...} reasons
   * @throws IllegalStateException if it was called before, or this was closed
   */
  public Verdict verdict() {
    checkState(open && !judged, "the verdict was given already, or the channel is closed");
    judged = true;
    return sink.finish();
  }

  @Override
  public boolean isOpen() {
    return open && !judged;
  }

  /** Ends the message without a verdict, or does nothing if there was one. */
  @Override
  public void close() {
    open = false;
  }
}
