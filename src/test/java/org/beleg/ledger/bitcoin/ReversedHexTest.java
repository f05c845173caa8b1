package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.beleg.hash.Hash;
import org.junit.jupiter.api.Test;

class ReversedHexTest {

  private static final String SHOWN =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

  @Test
  void parse_turnsTheBytesAround() {
    Hash hash = ReversedHex.parse(SHOWN);
    assertThat(hash.toByteArray()).startsWith(0x1f, 0x1e).endsWith(0x02, 0x01, 0x00);
    assertThat(ReversedHex.parse(SHOWN.toUpperCase(java.util.Locale.ROOT))).isEqualTo(hash);
    assertThat(ReversedHex.format(hash)).isEqualTo(SHOWN);
  }

  @Test
  void parse_refusesOtherTexts() {
    for (String text :
        new String[] {"", SHOWN.substring(2), SHOWN + "00", SHOWN.replace('f', 'g')}) {
      assertThatIllegalArgumentException().isThrownBy(() -> ReversedHex.parse(text));
    }
  }

  @Test
  void format_refusesHashesOfOtherSizes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReversedHex.format(Hash.of(new byte[20])));
  }
}
