package org.beleg.ledger.fabric;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.internal.protobuf.ProtoReader;
import org.beleg.internal.protobuf.ProtoWriter;

/**
 * A transaction of Hyperledger Fabric as it stands in a block: a payload, and its sender's signature.
 *
 * <p>A payload is there always; a signature is not, where the first block of a channel holds its
 * configuration. Both come in this order and nothing else does, so that envelopes laid end to end can be
 * told apart: each begins with its payload. What the payload means, and whether the signature is one, is for
 * Fabric's rules of endorsement and not looked at here; that the envelope was ordered does not say that the
 * transaction was valid.
 *
 * <p>Immutable; two are equal iff their bytes are.
 */
@Immutable
public final class Envelope {

  private static final int PAYLOAD = 1;
  private static final int SIGNATURE = 2;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written
  private final byte[] payload;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written
  private final byte[] signature;

  private Envelope(byte[] ownedPayload, byte[] ownedSignature) {
    this.payload = ownedPayload;
    this.signature = ownedSignature;
  }

  /**
   * Puts an envelope together.
   *
   * @param payload at least one byte, copied
   * @param signature copied; empty if there is none
   * @return the envelope
   * @throws IllegalArgumentException if the payload is empty
   */
  public static Envelope of(byte[] payload, byte[] signature) {
    checkArgument(payload.length > 0, "an envelope has a payload");
    return new Envelope(payload.clone(), signature.clone());
  }

  /**
   * Reads an envelope. Inverse of {@link #toByteArray()}.
   *
   * @param bytes a message {@code common.Envelope}
   * @return the envelope
   * @throws MalformedDataException if this is not what {@link #toByteArray()} would write
   */
  public static Envelope parse(byte[] bytes) throws MalformedDataException {
    ProtoReader fields = new ProtoReader(bytes, "envelope");
    byte[] payload = fields.bytes(PAYLOAD);
    if (payload.length == 0) {
      throw fields.problem("no payload");
    }
    byte[] signature = fields.bytes(SIGNATURE);
    fields.requireEnd();
    return new Envelope(payload, signature);
  }

  /**
   * The envelope as it stands in a block.
   *
   * @return a new array
   */
  public byte[] toByteArray() {
    return new ProtoWriter().bytes(PAYLOAD, payload).bytes(SIGNATURE, signature).toByteArray();
  }

  /**
   * What was sent to the orderers.
   *
   * @return a new array of at least one byte
   */
  public byte[] payload() {
    return payload.clone();
  }

  /**
   * The sender's signature over the payload.
   *
   * @return a new array, empty if there is none
   */
  public byte[] signature() {
    return signature.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Envelope that
        && Arrays.equals(payload, that.payload)
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(payload) + Arrays.hashCode(signature);
  }

  /** The lengths: one line. */
  @Override
  public String toString() {
    return "envelope of " + payload.length + " bytes, signature of " + signature.length;
  }
}
