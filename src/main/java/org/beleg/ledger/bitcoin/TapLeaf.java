package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import org.beleg.hash.Hash;

/**
 * A script in a {@link TapTree}, and the version of the language that it is in.
 *
 * <p>Source: <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0341.mediawiki#script-validation-rules">BIP 341,
 * script validation rules</a>. Immutable.
 */
@Immutable
public final class TapLeaf {

  /** The version of the scripts of <a
   * href="https://github.com/bitcoin/bips/blob/master/bip-0342.mediawiki">BIP 342</a>. */
  public static final int TAPSCRIPT = 0xC0;

  /** The bits of a control block's first byte that are the version. */
  static final int VERSION_MASK = 0xFE;

  /** Would make a control block look like an annex. */
  private static final int ANNEX = 0x50;

  private static final TaggedHash TAP_LEAF = TaggedHash.of("TapLeaf");

  private final int version;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written after construction
  private final byte[] script;

  private TapLeaf(int version, byte[] ownedScript) {
    this.version = version;
    this.script = ownedScript;
  }

  /**
   * A script of version {@link #TAPSCRIPT}.
   *
   * @param script any bytes
   * @return the leaf
   */
  public static TapLeaf of(byte[] script) {
    return of(TAPSCRIPT, script);
  }

  /**
   * A script of any version.
   *
   * @param version an even number from 0 to 254, not 0x50, which would make an annex of its control blocks
   * @param script any bytes
   * @return the leaf
   * @throws IllegalArgumentException if the version is anything else
   */
  public static TapLeaf of(int version, byte[] script) {
    if ((version & VERSION_MASK) != version || version == ANNEX) {
      throw new IllegalArgumentException("no leaf has version " + version);
    }
    return new TapLeaf(version, script.clone());
  }

  /**
   * The version of the script's language.
   *
   * @return an even number from 0 to 254
   */
  public int version() {
    return version;
  }

  /**
   * The script.
   *
   * @return a new array
   */
  public byte[] script() {
    return script.clone();
  }

  /**
   * The hash of this leaf: TapLeaf(version || compactSize(script) || script).
   *
   * @return 32 bytes
   */
  public Hash hash() {
    return hash(version, script);
  }

  /** The hash of a leaf of any even version. */
  static Hash hash(int version, byte[] script) {
    return TAP_LEAF.hash(
        new WireWriter().uint8(version).compactSize(script.length).toByteArray(), script);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TapLeaf that
        && version == that.version
        && Arrays.equals(script, that.script);
  }

  @Override
  public int hashCode() {
    return 31 * version + Arrays.hashCode(script);
  }

  /** Names the version and the script's size. */
  @Override
  public String toString() {
    return String.format("leaf of version %02x with a script of %d bytes", version, script.length);
  }
}
