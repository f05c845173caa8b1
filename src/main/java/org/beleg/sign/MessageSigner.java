package org.beleg.sign;

import static com.google.common.base.Preconditions.checkState;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import org.beleg.internal.sign.SigningSink;

/**
 * Signs a message that does not fit into memory: write the message, then take the signature.
 *
 * <p>The signature is one that {@link SigningKey#sign(byte[])} could have made of the whole message.
 * Memory is constant. Not for two threads at once.
 */
public final class MessageSigner implements WritableByteChannel {

  private final ChannelBuffer buffer;
  private final SigningSink sink;
  private boolean open = true;
  private boolean signed;

  MessageSigner(SigningSink sink) {
    this.sink = sink;
    this.buffer = new ChannelBuffer(sink::update);
  }

  /**
   * Takes the next bytes of the message, always all of them.
   *
   * @param source read from its position to its limit
   * @return the number of bytes, possibly 0
   * @throws ClosedChannelException if the signature was made, or this was closed
   */
  @Override
  @CanIgnoreReturnValue
  public int write(ByteBuffer source) throws ClosedChannelException {
    if (!open || signed) {
      throw new ClosedChannelException();
    }
    return buffer.write(source);
  }

  /**
   * Signs all that was written. To be called once.
   *
   * @return a new array
   * @throws IllegalStateException if it was called before, or this was closed
   */
  public byte[] signature() {
    checkState(open && !signed, "the signature was made already, or the channel is closed");
    signed = true;
    return sink.finish();
  }

  @Override
  public boolean isOpen() {
    return open && !signed;
  }

  /** Ends the message without a signature, or does nothing if there was one. */
  @Override
  public void close() {
    open = false;
  }
}
