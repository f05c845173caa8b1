package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.List;
import org.beleg.MalformedDataException;
import org.junit.jupiter.api.Test;

class HeaderCheckpointTest {

  private static final BlockHeader GENESIS = BitcoinNetwork.MAINNET.genesis();
  private static final HeaderCheckpoint INSIDE =
      new HeaderCheckpoint(2018, GENESIS, BigInteger.valueOf(0xABCDEF), 1231006000);

  @Test
  void format_isReadBack() throws MalformedDataException {
    String text = INSIDE.format();
    assertThat(text)
        .startsWith("beleg/bitcoin-checkpoint/v1\nheight 2018\nwork 00")
        .contains("abcdef\nperiod-start 1231006000\nAQAAAAAA");
    assertThat(HeaderCheckpoint.parse(text)).isEqualTo(INSIDE);
  }

  @Test
  void parse_refusesOtherTexts() {
    String text = INSIDE.format();
    for (String other : List.of(
        "",
        text + "\n",
        text.substring(0, text.length() - 1),
        text.replace("v1", "v2"),
        text.replace("2018", "02018"),
        text.replace("2018", "268435456"),
        text.replace("abcdef", "ABCDEF"),
        text.replace("00abcdef", "abcdef"),
        text.replace("abcdef", "000000"),
        text.replace("1231006000", "4294967296"),
        text.replace("2018", "2016"),
        text.replace("AQAA", "AQ"))) {
      assertThatExceptionOfType(MalformedDataException.class)
          .as(other)
          .isThrownBy(() -> HeaderCheckpoint.parse(other));
    }
  }

  @Test
  void of_refusesWhatCannotBe() {
    BigInteger work = BigInteger.ONE;
    long time = GENESIS.timestampSeconds();
    for (long height : new long[] {-1, HeaderCheckpoint.MAX_HEIGHT + 1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new HeaderCheckpoint(height, GENESIS, work, time));
    }
    for (BigInteger wrong : List.of(BigInteger.ZERO, BigInteger.ONE.shiftLeft(256))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new HeaderCheckpoint(1, GENESIS, wrong, time));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HeaderCheckpoint(1, GENESIS, work, 1L << 32));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HeaderCheckpoint(4032, GENESIS, work, time - 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeaderCheckpoint.atPeriodStart(4033, GENESIS, work));
  }
}
