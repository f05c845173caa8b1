package org.beleg.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTest {

  private static byte[] counting(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  @Test
  void bytes_areCopiedInAndOut() {
    byte[] bytes = counting(32);
    Hash hash = Hash.of(bytes);
    bytes[0] = 99;
    assertThat(hash.toByteArray()).isEqualTo(counting(32));
    hash.toByteArray()[0] = 99;
    assertThat(hash.toByteArray()).isEqualTo(counting(32));
    byte[] target = new byte[40];
    hash.copyTo(target, 8);
    target[8] = 99;
    assertThat(hash).isEqualTo(Hash.of(counting(32)));
  }

  @Test
  void of_takes20To64Bytes() {
    for (int size = 0; size <= 80; size++) {
      byte[] bytes = counting(size);
      if (size < Hash.MIN_SIZE || size > Hash.MAX_SIZE) {
        assertThatThrownBy(() -> Hash.of(bytes)).isInstanceOf(IllegalArgumentException.class);
      } else {
        assertThat(Hash.of(bytes).size()).isEqualTo(size);
      }
    }
  }

  @Test
  void of_takesAPartInsideItsArrayOnly() {
    byte[] bytes = counting(70);
    assertThat(Hash.of(bytes, 6, 64).toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, 6, 70));
    for (int offset : new int[] {-1, 51, 70, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> Hash.of(bytes, offset, 20))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    for (int length : new int[] {-1, 0, 19, 65, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> Hash.of(bytes, 0, length))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void matches_comparesInPlaceAndNeverThrows() {
    Hash hash = Hash.of(counting(20));
    byte[] source = new byte[50];
    hash.copyTo(source, 30);
    assertThat(hash.matches(source, 30)).isTrue();
    for (int offset : new int[] {-1, 0, 29, 31, 50, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      assertThat(hash.matches(source, offset)).isFalse();
    }
    for (int bit = 0; bit < 160; bit++) {
      byte[] changed = source.clone();
      changed[30 + bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(hash.matches(changed, 30)).isFalse();
    }
    assertThat(hash.matches(new byte[0], 0)).isFalse();
  }

  @Test
  void copyTo_refusesWhatDoesNotFit() {
    Hash hash = Hash.of(counting(20));
    byte[] target = new byte[20];
    for (int offset : new int[] {-1, 1, 20, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> hash.copyTo(target, offset))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThat(target).containsOnly(0);
  }

  @Test
  void hex_isReadInEitherCaseAndPrintedInLower() {
    Hash hash = Hash.parseHex("00ABCDEFabcdef0123456789000102030405060708");
    assertThat(hash).hasToString("00abcdefabcdef0123456789000102030405060708");
    assertThat(hash.toHex()).isEqualTo(hash.toString());
    assertThat(Hash.parseHex(hash.toHex())).isEqualTo(hash);
    assertThat(Hash.parseHex("ff".repeat(64)).size()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "000000000000000000000000000000000000000",
        "00000000000000000000000000000000000000000",
        "0x0000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000 ",
        "0000000000 000000000000000000000000000000",
        "000000000000000000000000000000000000000g",
        "000000000000000000000000000000000000000\u0660"
      })
  void parseHex_refusesAnythingElse(String hex) {
    assertThatThrownBy(() -> Hash.parseHex(hex)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parseHex_refusesLongTextWithoutReadingIt() {
    assertThatThrownBy(() -> Hash.parseHex("00".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Hash.parseHex("?".repeat(1 << 20)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equality_isThatOfTheBytes() {
    Hash hash = Hash.of(counting(32));
    assertThat(hash).isEqualTo(Hash.of(counting(32))).hasSameHashCodeAs(Hash.of(counting(32)));
    assertThat(hash)
        .isNotEqualTo(Hash.of(counting(33)))
        .isNotEqualTo(Hash.of(new byte[32]))
        .isNotEqualTo(hash.toHex());
  }

  @Test
  void order_isThatOfUnsignedBytesThenOfLength() {
    Hash low = Hash.parseHex("7f".repeat(20));
    Hash high = Hash.parseHex("80".repeat(20));
    Hash longer = Hash.parseHex("7f".repeat(21));
    assertThat(low).isLessThan(high).isLessThan(longer).isEqualByComparingTo(low);
    assertThat(longer).isLessThan(high);
  }
}
