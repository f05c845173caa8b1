package org.beleg.ledger.bitcoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.beleg.MalformedDataException;
import org.beleg.testing.HostileBytes;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** Whatever text comes: an address that prints it, or {@link MalformedDataException}. */
class BitcoinAddressFuzzTest {

  @FuzzTest
  void parse(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    for (BitcoinNetwork network : BitcoinNetwork.values()) {
      try {
        String printed = BitcoinAddress.parse(network, text).format();
        // bech32 may be in upper case
        assertEquals(printed, text.equals(printed) ? text : text.toLowerCase(Locale.ROOT));
      } catch (MalformedDataException expected) {
        assertFalse(expected.where().isEmpty());
      }
    }
  }

  @Test
  void parse_survivesSpoiltTextOfUpToAMebibyte() {
    List<byte[]> honest = List.of(
        bytes("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
        bytes("2MzQwSSnBHWHqSAqtTVQ6v47XtaisrJa1Vc"),
        bytes("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"),
        bytes("tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7"),
        bytes("bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs"));
    HostileBytes.flood(TestTrees.seeded(getClass(), 20261206), honest, 4_000, this::parse);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
