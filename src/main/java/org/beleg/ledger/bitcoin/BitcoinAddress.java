package org.beleg.ledger.bitcoin;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.Optional;
import org.beleg.MalformedDataException;

/**
 * An address: the text that stands for the script of an output in one network.
 *
 * <p>Scripts to the hash of a key or of a script print in base 58 with a checksum of four bytes; witness
 * programs print as bech32, <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki">BIP 173</a>, if their version is 0,
 * else as bech32m, <a href="https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki">BIP 350</a>.
 *
 * <p>The network is the caller's: an address of another one is refused. The test networks share their
 * addresses. Text in the two bech32 forms may be in upper case, and is printed in lower case; all else is
 * printed as it was read.
 *
 * <p>Two addresses are equal iff network and script are. Immutable.
 */
@Immutable
public final class BitcoinAddress {

  private static final String WHAT = "address";
  private static final int MAX_VERSION = 16;

  private final BitcoinNetwork network;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written after construction
  private final byte[] script;

  private BitcoinAddress(BitcoinNetwork network, byte[] ownedScript) {
    this.network = requireNonNull(network, "network");
    this.script = ownedScript;
  }

  /** What the addresses of a network begin with. */
  private enum Prefixes {
    MAIN("bc", 0x00, 0x05),
    TEST("tb", 0x6f, 0xc4),
    LOCAL("bcrt", 0x6f, 0xc4);

    private final String witness;
    private final byte keyHash;
    private final byte scriptHash;

    Prefixes(String witness, int keyHash, int scriptHash) {
      this.witness = witness;
      this.keyHash = (byte) keyHash;
      this.scriptHash = (byte) scriptHash;
    }

    static Prefixes of(BitcoinNetwork network) {
      return switch (network) {
        case MAINNET -> MAIN;
        case TESTNET3, TESTNET4, SIGNET -> TEST;
        case REGTEST -> LOCAL;
      };
    }
  }

  /**
   * The address of an output script.
   *
   * @param network where the address is to be used
   * @param scriptPubKey any bytes; copied
   * @return the address; empty if the script has no address form
   */
  public static Optional<BitcoinAddress> of(BitcoinNetwork network, byte[] scriptPubKey) {
    OutputKind kind = OutputKind.of(scriptPubKey);
    boolean hasForm = kind != OutputKind.OTHER
        && (kind != OutputKind.WITNESS_UNKNOWN || OutputKind.witnessVersion(scriptPubKey) > 0);
    return hasForm
        ? Optional.of(new BitcoinAddress(network, scriptPubKey.clone()))
        : Optional.empty();
  }

  /**
   * Reads an address of one network. Cost: bounded, whatever the text.
   *
   * @param network the only network accepted
   * @param text the address
   * @return the address
   * @throws MalformedDataException if the text is no address of this network
   */
  public static BitcoinAddress parse(BitcoinNetwork network, String text)
      throws MalformedDataException {
    Prefixes prefixes = Prefixes.of(network);
    if (text.regionMatches(true, 0, prefixes.witness + '1', 0, prefixes.witness.length() + 1)) {
      return new BitcoinAddress(network, witnessScript(Bech32.parse(prefixes.witness, text)));
    }
    byte[] payload = Base58Check.parse(text, 1 + OutputKind.KEY_HASH_BYTES);
    byte[] hash = Arrays.copyOfRange(payload, 1, payload.length);
    if (payload[0] == prefixes.keyHash) {
      return new BitcoinAddress(network, OutputKind.keyHash(hash));
    }
    if (payload[0] == prefixes.scriptHash) {
      return new BitcoinAddress(network, OutputKind.scriptHash(hash));
    }
    throw malformed("not of " + network);
  }

  private static byte[] witnessScript(byte[] versionAndProgram) throws MalformedDataException {
    int version = versionAndProgram[0];
    byte[] program = Arrays.copyOfRange(versionAndProgram, 1, versionAndProgram.length);
    if (version > MAX_VERSION) {
      throw malformed("witness version " + version);
    }
    if (program.length < OutputKind.MIN_PROGRAM_BYTES
        || program.length > OutputKind.MAX_PROGRAM_BYTES
        || (version == 0
            && program.length != OutputKind.KEY_HASH_BYTES
            && program.length != OutputKind.WITNESS_HASH_BYTES)) {
      throw malformed("witness program of " + program.length + " bytes, version " + version);
    }
    return OutputKind.witness(version, program);
  }

  private static MalformedDataException malformed(String problem) {
    return new MalformedDataException(WHAT, "text", problem);
  }

  /**
   * The network that the address was read for.
   *
   * @return the network
   */
  public BitcoinNetwork network() {
    return network;
  }

  /**
   * What the address stands for.
   *
   * @return the script of an output, a new array
   */
  public byte[] scriptPubKey() {
    return script.clone();
  }

  /**
   * The shape of the script.
   *
   * @return any kind but {@link OutputKind#OTHER}
   */
  public OutputKind kind() {
    return OutputKind.of(script);
  }

  /**
   * The text. Inverse of {@link #parse}, but for the case of bech32.
   *
   * @return one word of ASCII
   */
  public String format() {
    Prefixes prefixes = Prefixes.of(network);
    return switch (kind()) {
      case P2PKH -> base58(prefixes.keyHash, 3);
      case P2SH -> base58(prefixes.scriptHash, 2);
      default ->
        Bech32.format(
            prefixes.witness,
            OutputKind.witnessVersion(script),
            Arrays.copyOfRange(script, 2, script.length));
    };
  }

  private String base58(byte prefix, int hashAt) {
    byte[] payload = new byte[1 + OutputKind.KEY_HASH_BYTES];
    payload[0] = prefix;
    System.arraycopy(script, hashAt, payload, 1, OutputKind.KEY_HASH_BYTES);
    return Base58Check.format(payload);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BitcoinAddress that
        && network == that.network
        && Arrays.equals(script, that.script);
  }

  @Override
  public int hashCode() {
    return 31 * network.hashCode() + Arrays.hashCode(script);
  }

  /** {@link #format()}. */
  @Override
  public String toString() {
    return format();
  }
}
