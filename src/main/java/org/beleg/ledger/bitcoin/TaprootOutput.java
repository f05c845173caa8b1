package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.internal.sign.Secp256k1Point;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.VerifyingKey;

/**
 * The key that a taproot output pays to: an internal key P, and hidden in it a tree of scripts.
 *
 * <pre>
 *   t = TapTweak(P || root of the scripts, if any)        Q = lift_x(P) + tG
 * </pre>
 *
 * <p>Whoever holds the secret of P can sign for Q; whoever knows a script can {@linkplain ControlBlock show}
 * that Q committed to it. Nobody can find scripts for a Q that was made without them.
 *
 * <p>Source: <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0341.mediawiki#constructing-and-spending-taproot-outputs">BIP
 * 341, constructing and spending taproot outputs</a>. Immutable.
 */
@Immutable
public final class TaprootOutput {

  /** OP_1, and the push of 32 bytes. */
  private static final byte[] SCRIPT_PREFIX = {0x51, 0x20};

  private static final int SCRIPT_SIZE = SCRIPT_PREFIX.length + DoubleSha256.SIZE;

  private static final TaggedHash TAP_TWEAK = TaggedHash.of("TapTweak");
  private static final String WHAT = "taproot output";

  private final VerifyingKey key;
  private final boolean hasOddY;
  private final Hash tweak;

  private TaprootOutput(VerifyingKey key, boolean hasOddY, Hash tweak) {
    this.key = key;
    this.hasOddY = hasOddY;
    this.tweak = tweak;
  }

  /**
   * The output of a key without scripts. Nobody can hide a script behind such a key, since the tweak is
   * there even so.
   *
   * @param internalKey a BIP340 key
   * @return the output
   * @throws IllegalArgumentException if the key is of another scheme
   */
  public static TaprootOutput of(VerifyingKey internalKey) {
    return of(internalKey, new byte[0]);
  }

  /**
   * The output of a key and a tree of scripts.
   *
   * @param internalKey a BIP340 key
   * @param scripts the tree
   * @return the output
   * @throws IllegalArgumentException if the key is of another scheme
   */
  public static TaprootOutput of(VerifyingKey internalKey, TapTree scripts) {
    return of(internalKey, scripts.rootHash().toByteArray());
  }

  private static TaprootOutput of(VerifyingKey internalKey, byte[] root) {
    requireBip340(internalKey);
    byte[] internal = internalKey.toRaw();
    Hash tweak = tweak(internal, root);
    Optional<Secp256k1Point> point = tweaked(internal, tweak);
    if (point.isEmpty()) {
      throw new IllegalArgumentException(
          "no output has this key and these scripts, which has probability 2^-127: take another key");
    }
    try {
      VerifyingKey key = VerifyingKey.of(SignatureScheme.BIP340, point.get().x());
      return new TaprootOutput(key, !point.get().hasEvenY(), tweak);
    } catch (MalformedDataException e) {
      throw new AssertionError("the x of a point is none", e);
    }
  }

  static void requireBip340(VerifyingKey key) {
    if (key.scheme() != SignatureScheme.BIP340) {
      throw new IllegalArgumentException("taproot has keys of BIP340, not " + key.scheme());
    }
  }

  /** TapTweak of an internal key and a root; no root is no bytes. */
  static Hash tweak(byte[] internalKey, byte[] root) {
    return TAP_TWEAK.hash(internalKey, root);
  }

  /** Q, or nothing if P is not the x of a point, t not below the order, or Q infinity. */
  static Optional<Secp256k1Point> tweaked(byte[] internalKey, Hash tweak) {
    BigInteger t = new BigInteger(1, tweak.toByteArray());
    if (t.compareTo(Secp256k1Point.order()) >= 0) {
      return Optional.empty();
    }
    try {
      Secp256k1Point sum = Secp256k1Point.liftX(internalKey, WHAT, "internal key")
          .sumWithGenerator(t, BigInteger.ONE);
      return sum.isInfinity() ? Optional.empty() : Optional.of(sum);
    } catch (MalformedDataException notAPoint) {
      return Optional.empty();
    }
  }

  /**
   * Q, the key that the output pays to, and whose signatures spend it without showing a script.
   *
   * @return a BIP340 key
   */
  public VerifyingKey key() {
    return key;
  }

  /**
   * Whether Q, before only its x was kept, had an odd y. Control blocks repeat it.
   *
   * @return true iff it had
   */
  public boolean hasOddY() {
    return hasOddY;
  }

  /**
   * t, which the holder of the secret of P adds to it to sign for Q.
   *
   * @return 32 bytes, a number below the order of the curve
   */
  public Hash tweak() {
    return tweak;
  }

  /**
   * The script of the output in a transaction: 0x51, 0x20 and Q.
   *
   * @return a new array of 34 bytes
   */
  public byte[] scriptPubKey() {
    byte[] script = Arrays.copyOf(SCRIPT_PREFIX, SCRIPT_SIZE);
    System.arraycopy(key.toRaw(), 0, script, SCRIPT_PREFIX.length, DoubleSha256.SIZE);
    return script;
  }

  /**
   * Reads the key out of the script of an output.
   *
   * @param scriptPubKey 0x51, 0x20 and 32 bytes
   * @return Q
   * @throws MalformedDataException if the script is anything else, or Q is not the x of a point, so that
   *     nobody can spend the output
   */
  public static VerifyingKey parseScriptPubKey(byte[] scriptPubKey) throws MalformedDataException {
    int prefix = SCRIPT_PREFIX.length;
    if (scriptPubKey.length != SCRIPT_SIZE
        || !Arrays.equals(SCRIPT_PREFIX, 0, prefix, scriptPubKey, 0, prefix)) {
      throw new MalformedDataException(WHAT, "script", "not 51 20 and 32 bytes");
    }
    return VerifyingKey.of(
        SignatureScheme.BIP340, Arrays.copyOfRange(scriptPubKey, prefix, SCRIPT_SIZE));
  }

  /** Outputs are equal iff their keys and tweaks are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TaprootOutput that
        && tweak.equals(that.tweak)
        && key.equals(that.key)
        && hasOddY == that.hasOddY;
  }

  @Override
  public int hashCode() {
    return tweak.hashCode();
  }

  /** Names Q. */
  @Override
  public String toString() {
    return "taproot output " + Hash.of(key.toRaw());
  }
}
