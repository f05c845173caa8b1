package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;
import org.beleg.internal.sign.Secp256k1Point;
import org.beleg.sign.VerifyingKey;

/**
 * What shows that the key of a taproot output committed to a script: the internal key, and the hashes that
 * lead from the script to the root of the tree.
 *
 * <pre>
 *   u8 (leaf version | parity of Q) || internal key (32) || m hashes (32), m at most 128
 * </pre>
 *
 * <p>A key commits to nothing but what was there when it was made, so an accepted control block is proof
 * that the script was agreed upon by then. It does not say that the script can be satisfied, nor which
 * other scripts there are. The order of children is not in it either.
 *
 * <p>Source: <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0341.mediawiki#script-validation-rules">BIP 341,
 * script validation rules</a>. Immutable.
 */
@Immutable
public final class ControlBlock {

  private static final int BASE_SIZE = 1 + DoubleSha256.SIZE;
  private static final int MAX_SIZE = BASE_SIZE + DoubleSha256.SIZE * TapTree.MAX_DEPTH;
  private static final int PARITY = 1;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written after construction
  private final byte[] bytes;

  private ControlBlock(byte[] ownedBytes) {
    this.bytes = ownedBytes;
  }

  /** Of parts that fit: at most {@link TapTree#MAX_DEPTH} hashes, from the leaf's sibling on. */
  static ControlBlock of(
      int leafVersion, TaprootOutput output, VerifyingKey internalKey, List<Hash> path) {
    byte[] bytes = new byte[BASE_SIZE + DoubleSha256.SIZE * path.size()];
    bytes[0] = (byte) (leafVersion | (output.hasOddY() ? PARITY : 0));
    System.arraycopy(internalKey.toRaw(), 0, bytes, 1, DoubleSha256.SIZE);
    for (int i = 0; i < path.size(); i++) {
      path.get(i).copyTo(bytes, BASE_SIZE + DoubleSha256.SIZE * i);
    }
    return new ControlBlock(bytes);
  }

  /**
   * Reads a control block, the last item of the witness of a spend by script (the annex aside).
   *
   * @param bytes 33 + 32m bytes, m being at most {@value TapTree#MAX_DEPTH}
   * @return the control block, not yet checked
   * @throws MalformedDataException if the length is any other
   */
  public static ControlBlock parse(byte[] bytes) throws MalformedDataException {
    int length = bytes.length;
    if (length < BASE_SIZE || length > MAX_SIZE || (length - BASE_SIZE) % DoubleSha256.SIZE != 0) {
      throw new MalformedDataException(
          "control block", "byte 0", length + " bytes, not 33 + 32m with m <= 128");
    }
    return new ControlBlock(bytes.clone());
  }

  /**
   * The bytes that were read. Inverse of {@link #parse}.
   *
   * @return a new array of 33 + 32m bytes
   */
  public byte[] format() {
    return bytes.clone();
  }

  /**
   * The version of the script's language, see {@link TapLeaf}.
   *
   * @return an even number from 0 to 254
   */
  public int leafVersion() {
    return bytes[0] & TapLeaf.VERSION_MASK;
  }

  /**
   * The claimed parity of Q.
   *
   * @return true iff y is said to be odd
   */
  public boolean hasOddY() {
    return (bytes[0] & PARITY) != 0;
  }

  /**
   * The claimed internal key, which need not be one.
   *
   * @return a new array of 32 bytes
   */
  public byte[] internalKey() {
    return Arrays.copyOfRange(bytes, 1, BASE_SIZE);
  }

  /**
   * The hashes beside the way from the leaf to the root.
   *
   * @return 0 to {@value TapTree#MAX_DEPTH} hashes, from the leaf's sibling on
   */
  public List<Hash> path() {
    return HashList.ofFlat(Arrays.copyOfRange(bytes, BASE_SIZE, bytes.length), DoubleSha256.SIZE);
  }

  /**
   * Checks that a key committed to a script.
   *
   * <p>Cost: a hash of the script, one for each hash here, a square root and a multiplication of a point.
   *
   * @param script the script that was shown, any bytes
   * @param outputKey Q, from an output that the verifier trusts, see {@link
   *     TaprootOutput#parseScriptPubKey}
   * @return accepted, or rejected with {@link Reason#TAPROOT_KEY_INVALID}, {@link
   *     Reason#TAPROOT_COMMITMENT_MISMATCH} or {@link Reason#TAPROOT_PARITY_WRONG}
   * @throws IllegalArgumentException if the key is not of BIP340
   */
  public Verdict check(byte[] script, VerifyingKey outputKey) {
    TaprootOutput.requireBip340(outputKey);
    Hash node = TapLeaf.hash(leafVersion(), script);
    for (int at = BASE_SIZE; at < bytes.length; at += DoubleSha256.SIZE) {
      node = TapTree.branchHash(node, Hash.of(bytes, at, DoubleSha256.SIZE));
    }
    byte[] internalKey = internalKey();
    Hash tweak = TaprootOutput.tweak(internalKey, node.toByteArray());
    Optional<Secp256k1Point> point = TaprootOutput.tweaked(internalKey, tweak);
    if (point.isEmpty()) {
      return Verdict.rejected(
          Reason.TAPROOT_KEY_INVALID,
          "internal key " + Hash.of(internalKey) + " is no point, or cannot be tweaked");
    }
    if (!Arrays.equals(point.get().x(), outputKey.toRaw())) {
      return Verdict.rejected(
          Reason.TAPROOT_COMMITMENT_MISMATCH,
          "script leads to " + Hash.of(point.get().x()) + ", not " + Hash.of(outputKey.toRaw()));
    }
    return point.get().hasEvenY() == hasOddY()
        ? Verdict.rejected(
            Reason.TAPROOT_PARITY_WRONG,
            "y of the output key is " + (hasOddY() ? "even, not odd" : "odd, not even"))
        : Verdict.accepted();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ControlBlock that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Names the internal key and the length of the path. */
  @Override
  public String toString() {
    return "control block of " + Hash.of(internalKey()) + ", path of "
        + (bytes.length - BASE_SIZE) / DoubleSha256.SIZE;
  }
}
