package org.beleg.internal.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Each type in each of its widths, at the last value of one and the first of the next. */
class AmqpTest {

  private static String hex(byte[] bytes) {
    return BaseEncoding.base16().lowerCase().encode(bytes);
  }

  @Test
  void int32_takesOneByteWhereItCan() {
    assertThat(hex(Amqp.int32(0))).isEqualTo("5400");
    assertThat(hex(Amqp.int32(127))).isEqualTo("547f");
    assertThat(hex(Amqp.int32(-128))).isEqualTo("5480");
    assertThat(hex(Amqp.int32(128))).isEqualTo("7100000080");
    assertThat(hex(Amqp.int32(-129))).isEqualTo("71ffffff7f");
    assertThat(hex(Amqp.int32(Integer.MIN_VALUE))).isEqualTo("7180000000");
  }

  @Test
  void constants_areOneByte() {
    assertThat(hex(Amqp.nothing())).isEqualTo("40");
    assertThat(hex(Amqp.bool(true))).isEqualTo("41");
    assertThat(hex(Amqp.bool(false))).isEqualTo("42");
    assertThat(hex(Amqp.list())).isEqualTo("45");
    assertThat(hex(Amqp.emptyMap())).isEqualTo("c10100");
  }

  @Test
  void text_isSizedInOneByteUpTo255() {
    assertThat(hex(Amqp.string("ab"))).isEqualTo("a1026162");
    assertThat(hex(Amqp.symbol("ab"))).isEqualTo("a3026162");
    assertThat(hex(Amqp.string("\u00e9"))).isEqualTo("a102c3a9");
    assertThat(hex(Amqp.string("x".repeat(255)))).startsWith("a1ff7878");
    assertThat(hex(Amqp.string("x".repeat(256)))).startsWith("b10000010078");
    assertThat(hex(Amqp.symbol("x".repeat(256)))).startsWith("b30000010078");
    assertThat(hex(Amqp.binary(new byte[256]))).startsWith("b00000010000");
  }

  @Test
  void list_countsTheFieldsOfItsHead() {
    assertThat(hex(Amqp.list(Amqp.int32(1), Amqp.bool(true)))).isEqualTo("c00402540141");
    assertThat(hex(Amqp.list(Amqp.binary(new byte[252])))).startsWith("c0ff01a0fc");
    assertThat(hex(Amqp.list(Amqp.binary(new byte[253])))).startsWith("d00000010300000001a0fd");
    byte[][] many = Collections.nCopies(256, Amqp.nothing()).toArray(byte[][]::new);
    assertThat(hex(Amqp.list(many))).startsWith("d0000001040000010040");
  }

  @Test
  void described_putsTheDescriptorInFront() {
    assertThat(hex(Amqp.described(Amqp.ulong(0xC562L << 48 | 1), Amqp.list())))
        .isEqualTo("0080c56200000000000145");
  }
}
