package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.acinq.bitcoin.Bitcoin;
import fr.acinq.bitcoin.Block;
import fr.acinq.bitcoin.BlockHash;
import fr.acinq.bitcoin.Script;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.testing.TestTrees;
import org.bitcoinj.base.AddressParser;
import org.bitcoinj.base.Network;
import org.bitcoinj.base.exceptions.AddressFormatException;
import org.bitcoinj.script.ScriptBuilder;
import org.junit.jupiter.api.Test;

/** Addresses and what is nearly one, against bitcoinj and bitcoin-kmp. */
class BitcoinAddressDifferentialTest {

  private static final int CASES = Integer.getInteger("beleg.bitcoin.cases", 1000);
  private static final long SEED = 20261129;
  private static final HexFormat HEX = HexFormat.of();

  private static final Map<BitcoinNetwork, BlockHash> CHAINS = Map.of(
      BitcoinNetwork.MAINNET, Block.LivenetGenesisBlock.hash,
      BitcoinNetwork.TESTNET3, Block.Testnet3GenesisBlock.hash,
      BitcoinNetwork.TESTNET4, Block.Testnet4GenesisBlock.hash,
      BitcoinNetwork.SIGNET, Block.SignetGenesisBlock.hash,
      BitcoinNetwork.REGTEST, Block.RegtestGenesisBlock.hash);

  private static final Map<BitcoinNetwork, Network> NETWORKS = Map.of(
      BitcoinNetwork.MAINNET, org.bitcoinj.base.BitcoinNetwork.MAINNET,
      BitcoinNetwork.TESTNET3, org.bitcoinj.base.BitcoinNetwork.TESTNET,
      BitcoinNetwork.SIGNET, org.bitcoinj.base.BitcoinNetwork.SIGNET,
      BitcoinNetwork.REGTEST, org.bitcoinj.base.BitcoinNetwork.REGTEST);

  private static final List<BitcoinNetwork> ALL = List.of(BitcoinNetwork.values());

  private final SplittableRandom random = TestTrees.seeded(getClass(), SEED);

  private byte[] script() {
    byte[] hash = TestTrees.randomBytes(random, 20);
    for (int zeros = random.nextInt(4); zeros > 0; zeros--) {
      hash[zeros - 1] = 0; // more digits 1 in front, for payloads that begin with one
    }
    return switch (random.nextInt(6)) {
      case 0 -> OutputKind.keyHash(hash);
      case 1 -> OutputKind.scriptHash(hash);
      case 2 -> OutputKind.witness(0, hash);
      case 3 -> OutputKind.witness(0, TestTrees.randomBytes(random, 32));
      case 4 -> OutputKind.witness(1, TestTrees.randomBytes(random, 32));
      default ->
        OutputKind.witness(
            2 + random.nextInt(15), TestTrees.randomBytes(random, 2 + random.nextInt(39)));
    };
  }

  @Test
  void scriptsAndAddresses_areThoseOfThePeers() throws MalformedDataException {
    for (int i = 0; i < CASES; i++) {
      BitcoinNetwork network = ALL.get(random.nextInt(ALL.size()));
      byte[] script = script();
      BitcoinAddress address = BitcoinAddress.of(network, script).orElseThrow();
      String text = address.format();
      assertThat(BitcoinAddress.parse(network, text)).isEqualTo(address);
      if (address.kind() != OutputKind.WITNESS_UNKNOWN) { // bitcoin-kmp does not read these
        assertThat(Script.write(
                Bitcoin.addressToPublicKeyScript(CHAINS.get(network), text).getRight()))
            .as(text)
            .isEqualTo(script);
      }
      if (NETWORKS.containsKey(network)) {
        assertThat(theirs(network, text)).isEqualTo(HEX.formatHex(script));
      }
    }
  }

  private static String theirs(BitcoinNetwork network, String text) {
    try {
      return HEX.formatHex(ScriptBuilder.createOutputScript(
              AddressParser.getDefault(NETWORKS.get(network)).parseAddress(text))
          .program());
    } catch (AddressFormatException e) {
      return "malformed";
    }
  }

  private static String ours(BitcoinNetwork network, String text) {
    try {
      return HEX.formatHex(BitcoinAddress.parse(network, text).scriptPubKey());
    } catch (MalformedDataException e) {
      return "malformed";
    }
  }

  @Test
  void spoiltAddresses_getTheVerdictOfBitcoinj() {
    for (int i = 0; i < CASES; i++) {
      BitcoinNetwork network = BitcoinNetwork.MAINNET;
      StringBuilder text =
          new StringBuilder(BitcoinAddress.of(network, script()).orElseThrow().format());
      for (int steps = random.nextInt(3); steps >= 0; steps--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, text.charAt(random.nextInt(text.length())));
          case 2 -> text.setCharAt(at, Character.toUpperCase(text.charAt(at)));
          default -> text.setCharAt(at, text.charAt(random.nextInt(text.length())));
        }
      }
      assertThat(ours(network, text.toString()))
          .as(text.toString())
          .isEqualTo(theirs(network, text.toString()));
    }
  }
}
