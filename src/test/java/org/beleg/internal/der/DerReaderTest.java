package org.beleg.internal.der;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HexFormat;
import org.beleg.MalformedDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerReaderTest {

  private static DerReader reader(String hex) {
    return DerReader.of(HexFormat.of().parseHex(hex), "test");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000, 0xffffff, 0x1000000})
  void octets_invertsElementForEveryFormOfLength(int length) throws MalformedDataException {
    byte[] element = Der.element(Der.OCTET_STRING, new byte[length]);
    DerReader reader = DerReader.of(element, "test");
    assertThat(reader.octets(Der.OCTET_STRING)).hasSize(length);
    reader.requireEnd();
    assertThat(DerReader.of(element, "test").element()).hasSameSizeAs(element);
  }

  @ParameterizedTest
  @CsvSource({
    "0480, indefinite length",
    "048100, not in the fewest octets",
    "04817f, not in the fewest octets",
    "048200ff, not in the fewest octets",
    "0482007f, not in the fewest octets",
    "0483000100, not in the fewest octets",
    "048400010000, not in the fewest octets",
    "04847fffffff, exceeds the 0 bytes",
    "0484ffffffff, exceeds the 0 bytes",
    "04850100000000, length has 5 octets",
    "04ff, length has 127 octets",
    "0481, end inside a length",
    "048201, end inside a length",
    "0401, exceeds the 0 bytes",
    "04, needs a tag and a length",
    "'', but the data end",
    "0500, found tag 0x05",
    "3000, found SEQUENCE",
    "0300, found BIT STRING",
    "0200, found INTEGER",
  })
  void octets_refusesWhatIsNotDer(String hex, String problem) {
    assertThatThrownBy(() -> reader(hex).octets(Der.OCTET_STRING))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageStartingWith("test, byte 0: ")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource({"020100,0", "020101,1", "02017f,127", "02020080,128", "02020100,256"})
  void unsignedInteger_readsWhatDerPrints(String hex, BigInteger value)
      throws MalformedDataException {
    assertThat(reader(hex).unsignedInteger()).isEqualTo(value);
    assertThat(Der.unsignedInteger(value)).isEqualTo(HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @CsvSource({
    "0200, empty",
    "020180, negative",
    "0202ff7f, negative",
    "02020000, superfluous leading zero",
    "0202007f, superfluous leading zero",
    "030100, INTEGER expected",
  })
  void unsignedInteger_refusesOtherSpellings(String hex, String problem) {
    assertThatThrownBy(() -> reader(hex).unsignedInteger())
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void unsignedInteger_isNeverWrittenNegative() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> Der.unsignedInteger(BigInteger.ONE.negate()));
  }

  @Test
  void element_refusesTagsOfSeveralOctets() {
    assertThatThrownBy(() -> reader("1f8100").element())
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("more than one octet");
    assertThatThrownBy(() -> reader("bf2000").skip(9))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("more than one octet");
  }

  @Test
  void open_keepsContentsInsideTheirElement() throws MalformedDataException {
    DerReader reader = reader("3003020105" + "020107");
    DerReader inside = reader.open(Der.SEQUENCE);
    assertThat(inside.unsignedInteger()).isEqualTo(5);
    assertThatThrownBy(inside::unsignedInteger).hasMessageContaining("byte 5: ");
    assertThat(reader.unsignedInteger()).isEqualTo(7);
    assertThatThrownBy(() -> reader("3002" + "0202" + "0001").open(Der.SEQUENCE).unsignedInteger())
        .hasMessageContaining("exceeds the 0 bytes");
  }

  @Test
  void skip_checksWhatIsNested() throws MalformedDataException {
    DerReader good = reader("3006" + "3104" + "30020500");
    good.skip(3);
    good.requireEnd();
    assertThatThrownBy(() -> reader("3006" + "3104" + "30020500").skip(2))
        .hasMessageContaining("nested too deeply");
    assertThatThrownBy(() -> reader("3006" + "3104" + "30020501").skip(3))
        .hasMessageContaining("exceeds");
    assertThatThrownBy(() -> reader("").skip(1)).hasMessageContaining("the data end");
  }
}
