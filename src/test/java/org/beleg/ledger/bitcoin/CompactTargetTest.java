package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Locale;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.junit.jupiter.api.Test;

class CompactTargetTest {

  private static final BigInteger TWO_256 = BigInteger.ONE.shiftLeft(256);

  @Test
  void parse_decodesKnownBits() throws MalformedDataException {
    // bits, target and canonical bits, known from Bitcoin Core
    String[][] cases = {
      {"01123456", "12", "01120000"},
      {"02123456", "1234", "02123400"},
      {"03123456", "123456", "03123456"},
      {"04123456", "12345600", "04123456"},
      {"05009234", "92340000", "05009234"},
      {"20123456", "123456" + "00".repeat(29), "20123456"},
      {"02008000", "80", "02008000"},
      {"1d00ffff", "ffff" + "00".repeat(26), "1d00ffff"},
      {"1b0404cb", "404cb" + "00".repeat(24), "1b0404cb"},
      {"207fffff", "7fffff" + "00".repeat(29), "207fffff"},
      // as large as a length allows
      {"220000ff", "ff" + "00".repeat(31), "2100ff00"},
      {"2100ffff", "ffff" + "00".repeat(30), "2100ffff"},
    };
    for (String[] row : cases) {
      CompactTarget target = CompactTarget.parse(bits(row[0]));
      assertThat(target.target().toString(16)).as(row[0]).isEqualTo(row[1]);
      assertThat(CompactTarget.of(target.target())).hasToString(row[2]);
      assertThat(target).hasToString(row[0]);
    }
  }

  @Test
  void parse_refusesZero() {
    for (String zero : new String[] {
      "00000000",
      "00123456",
      "01003456",
      "02000056",
      "03000000",
      "04000000",
      "ff000000",
      // a sign before nothing
      "00923456",
      "01803456",
      "02800056",
      "03800000",
      "04800000"
    }) {
      assertRefused(zero, "is zero");
    }
  }

  @Test
  void parse_refusesSignBit() {
    for (String negative : new String[] {"01fedcba", "04923456", "1d80ffff", "20ffffff"}) {
      assertRefused(negative, "is negative");
    }
  }

  @Test
  void parse_refusesOverflow() {
    for (String large :
        new String[] {"ff123456", "21010000", "22000100", "23000001", "2107ffff", "fe000001"}) {
      assertRefused(large, "more than 256 bits");
    }
  }

  @Test
  void of_refusesWhatIsNoTarget() {
    for (BigInteger number : new BigInteger[] {BigInteger.ZERO, BigInteger.TEN.negate(), TWO_256}) {
      assertThatIllegalArgumentException().isThrownBy(() -> CompactTarget.of(number));
    }
  }

  @Test
  void of_roundsDownAtEveryLength() throws MalformedDataException {
    for (int length = 1; length <= 256; length++) {
      BigInteger ones = BigInteger.ONE.shiftLeft(length).subtract(BigInteger.ONE);
      CompactTarget target = CompactTarget.of(ones);
      assertThat(target.target()).isLessThanOrEqualTo(ones);
      assertThat(target.target().bitLength()).isEqualTo(length);
      assertThat(CompactTarget.parse(target.bits()).target()).isEqualTo(target.target());
      BigInteger power = BigInteger.ONE.shiftLeft(length - 1);
      assertThat(CompactTarget.of(power).target()).isEqualTo(power);
    }
  }

  @Test
  void work_isTheKnownOne() throws MalformedDataException {
    assertThat(CompactTarget.parse(0x1d00ffff).work()).isEqualTo(0x100010001L);
    assertThat(CompactTarget.parse(0x207fffff).work()).isEqualTo(2);
    assertThat(CompactTarget.of(BigInteger.ONE).work()).isEqualTo(BigInteger.ONE.shiftLeft(255));
    assertThat(CompactTarget.of(TWO_256.subtract(BigInteger.ONE)).work()).isEqualTo(1);
  }

  @Test
  void isMetBy_comparesAsNumbers() throws MalformedDataException {
    CompactTarget target = CompactTarget.parse(0x1d00ffff);
    String at = "00000000ffff" + "00".repeat(26);
    assertThat(target.isMetBy(ReversedHex.parse(at))).isTrue();
    assertThat(target.isMetBy(ReversedHex.parse("00".repeat(32)))).isTrue();
    assertThat(target.isMetBy(ReversedHex.parse("00000000ffff" + "00".repeat(25) + "01")))
        .isFalse();
    assertThat(target.isMetBy(ReversedHex.parse("80" + "00".repeat(31)))).isFalse();
    assertThat(target.isMetBy(ReversedHex.parse("00000000fffe" + "ff".repeat(26))))
        .isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> target.isMetBy(Hash.of(new byte[20])));
  }

  private static void assertRefused(String bits, String problem) {
    assertThatExceptionOfType(MalformedDataException.class)
        .as(bits)
        .isThrownBy(() -> CompactTarget.parse(bits(bits)))
        .withMessageContaining(bits.toLowerCase(Locale.ROOT))
        .withMessageContaining(problem);
  }

  private static int bits(String hex) {
    return Integer.parseUnsignedInt(hex, 16);
  }
}
