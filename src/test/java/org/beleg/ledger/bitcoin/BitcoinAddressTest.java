package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitcoinAddressTest {

  private static final HexFormat HEX = HexFormat.of();

  /** The valid addresses of BIP 350, which are those of BIP 173 with later versions in bech32m. */
  @ParameterizedTest
  @CsvSource({
    "MAINNET,BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4,0014751e76e8199196d454941c45d1b3a323f1433bd6",
    "TESTNET3,tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7,"
        + "00201863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262",
    "MAINNET,bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y,"
        + "5128751e76e8199196d454941c45d1b3a323f1433bd6751e76e8199196d454941c45d1b3a323f1433bd6",
    "MAINNET,BC1SW50QGDZ25J,6002751e",
    "MAINNET,bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs,5210751e76e8199196d454941c45d1b3a323",
    "SIGNET,tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy,"
        + "0020000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433",
    "TESTNET4,tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c,"
        + "5120000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433",
    "MAINNET,bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0,"
        + "512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
  })
  void segwitAddresses_areRead(BitcoinNetwork network, String text, String script)
      throws MalformedDataException {
    BitcoinAddress address = BitcoinAddress.parse(network, text);
    assertThat(HEX.formatHex(address.scriptPubKey())).isEqualTo(script);
    assertThat(address.format()).isEqualTo(text.toLowerCase(Locale.ROOT));
    assertThat(BitcoinAddress.of(network, HEX.parseHex(script))).contains(address);
  }

  /** The invalid addresses of BIP 350 and some of BIP 173, under both networks. */
  @ParameterizedTest
  @CsvSource({
    "tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut", // prefix
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd", // bech32, not m
    "tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf",
    "BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh", // bech32m, not 32
    "tb1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47",
    "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4", // character
    "BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R", // version
    "bc1pw5dgrnzv", // program of 1 byte
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav", // of 41
    "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P", // of 16 under version 0
    "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq", // case
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf", // more than 4 bits
    "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vpggkg4j", // bits that are not 0
    "bc1gmk9yu" // nothing
  })
  void segwitAddresses_thatAreNoneAreRefused(String text) {
    for (BitcoinNetwork network : BitcoinNetwork.values()) {
      assertThatThrownBy(() -> BitcoinAddress.parse(network, text))
          .as(text)
          .isInstanceOf(MalformedDataException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MAINNET,1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa,P2PKH,62e907b15cbf27d5425399ebf6f0fb50ebb88f18",
    "MAINNET,1111111111111111111114oLvT2,P2PKH,0000000000000000000000000000000000000000",
    "MAINNET,3P14159f73E4gFr7JterCCQh9QjiTjiZrG,P2SH,e9c3dd0c07aac76179ebc76a6c78d4d67c6c160a",
    "TESTNET3,mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn,P2PKH,243f1394f44554f4ce3fd68649c19adc483ce924",
    "REGTEST,2MzQwSSnBHWHqSAqtTVQ6v47XtaisrJa1Vc,P2SH,4e9f39ca4688ff102128ea4ccda34105324305b0"
  })
  void base58Addresses_areRead(BitcoinNetwork network, String text, OutputKind kind, String hash)
      throws MalformedDataException {
    BitcoinAddress address = BitcoinAddress.parse(network, text);
    assertThat(address.kind()).isEqualTo(kind);
    assertThat(address.format()).isEqualTo(text).isEqualTo(address.toString());
    assertThat(HEX.formatHex(address.scriptPubKey())).contains(hash);
    assertThat(address.network()).isEqualTo(network);
  }

  @Test
  void parse_refusesOtherNetworks() {
    for (String test : List.of(
        "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn",
        "2MzQwSSnBHWHqSAqtTVQ6v47XtaisrJa1Vc",
        "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7")) {
      assertThatThrownBy(() -> BitcoinAddress.parse(BitcoinNetwork.MAINNET, test))
          .isInstanceOf(MalformedDataException.class);
    }
    for (String main : List.of(
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4")) {
      assertThatThrownBy(() -> BitcoinAddress.parse(BitcoinNetwork.SIGNET, main))
          .isInstanceOf(MalformedDataException.class);
    }
    // bcrt begins like bc and is another prefix
    String local = BitcoinAddress.of(BitcoinNetwork.REGTEST, OutputKind.witness(0, new byte[20]))
        .orElseThrow()
        .format();
    assertThat(local).startsWith("bcrt1");
    for (BitcoinNetwork network : List.of(BitcoinNetwork.MAINNET, BitcoinNetwork.TESTNET3)) {
      assertThatThrownBy(() -> BitcoinAddress.parse(network, local))
          .isInstanceOf(MalformedDataException.class);
    }
  }

  @Test
  void parse_refusesOtherNumbersOfZerosInFrontAndOtherLengths() {
    for (String text : List.of(
        "",
        "1",
        "11A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa ",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN0",
        "5Kd3NBUAdUnhyzenEwVLy9pBKxSwXvE9FMPyR4UKZvpe6E3AgLr", // a secret key
        "1".repeat(1_000_000))) {
      assertThatThrownBy(() -> BitcoinAddress.parse(BitcoinNetwork.MAINNET, text))
          .isInstanceOf(MalformedDataException.class);
    }
  }

  @Test
  void of_hasNoAddressForOtherScripts() {
    for (String script : List.of("", "51", "6a", "0015" + "00".repeat(21), "5101ff")) {
      assertThat(BitcoinAddress.of(BitcoinNetwork.MAINNET, HEX.parseHex(script)))
          .isEmpty();
    }
    byte[] key = OutputKind.keyHash(new byte[20]);
    for (int i = 0; i < key.length; i++) {
      byte[] other = key.clone();
      other[i] ^= 0x40;
      assertThat(OutputKind.of(other))
          .isEqualTo(i > 2 && i < 23 ? OutputKind.P2PKH : OutputKind.OTHER);
    }
    byte[] hash = OutputKind.scriptHash(new byte[20]);
    for (int i = 0; i < hash.length; i++) {
      byte[] other = hash.clone();
      other[i] ^= 0x40;
      assertThat(OutputKind.of(other))
          .isEqualTo(i > 1 && i < 22 ? OutputKind.P2SH : OutputKind.OTHER);
    }
  }

  /** BCH codes of this length find four errors wherever they are; here one and two of them, all places. */
  @Test
  void parse_findsEverySubstitution() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20261202);
    String text = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
    for (int at = 4; at < text.length(); at++) {
      for (int other = 4; other <= at; other++) {
        StringBuilder spoilt = new StringBuilder(text);
        spoilt.setCharAt(at, another(random, text.charAt(at)));
        spoilt.setCharAt(other, another(random, text.charAt(other)));
        assertThatThrownBy(() -> BitcoinAddress.parse(BitcoinNetwork.MAINNET, spoilt.toString()))
            .isInstanceOf(MalformedDataException.class);
      }
    }
  }

  private static char another(SplittableRandom random, char not) {
    String alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l".replace(String.valueOf(not), "");
    return alphabet.charAt(random.nextInt(alphabet.length()));
  }
}
