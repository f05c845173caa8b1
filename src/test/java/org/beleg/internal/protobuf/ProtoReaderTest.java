package org.beleg.internal.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.io.BaseEncoding;
import java.util.List;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.junit.jupiter.api.Test;

/** One spelling of each message, and none other. */
class ProtoReaderTest {

  private interface Read {
    Object of(ProtoReader fields) throws MalformedDataException;
  }

  private static Object read(String hex, Read read) throws MalformedDataException {
    ProtoReader fields = new ProtoReader(BaseEncoding.base16().lowerCase().decode(hex), "test");
    Object value = read.of(fields);
    fields.requireEnd();
    return value;
  }

  private static void assertMalformed(String hex, Read read) {
    assertThatExceptionOfType(MalformedDataException.class).isThrownBy(() -> read(hex, read));
  }

  @Test
  void numbers_areInTheFewestBytes() throws MalformedDataException {
    for (int bit = 0; bit < 64; bit++) {
      for (long value : new long[] {1L << bit, (1L << bit) - 1, ~(1L << bit)}) {
        byte[] message = new ProtoWriter().number(3, value).toByteArray();
        assertThat(new ProtoReader(message, "test").number(3)).isEqualTo(value);
        assertThat(message.length).isLessThanOrEqualTo(11);
      }
    }
    assertThat(read("08ffffffffffffffffff01", fields -> fields.number(1))).isEqualTo(-1L);
    assertMalformed("08ffffffffffffffffff02", fields -> fields.number(1)); // 2^64 and more
    assertMalformed("08ffffffffffffffffff8100", fields -> fields.number(1));
    assertMalformed("088100", fields -> fields.number(1)); // padded
    assertMalformed("0800", fields -> fields.number(1)); // a default
    assertMalformed("0880", fields -> fields.number(1)); // cut
    assertMalformed("08", fields -> fields.number(1));
    assertThat(read("", fields -> fields.number(1))).isEqualTo(0L);
  }

  @Test
  void bytes_areThereOnlyIfNotEmpty() throws MalformedDataException {
    assertThat(read("0a0161", fields -> fields.bytes(1))).isEqualTo(new byte[] {'a'});
    assertThat(read("", fields -> fields.bytes(1))).isEqualTo(new byte[0]);
    assertMalformed("0a00", fields -> fields.bytes(1));
    assertMalformed("0a810061", fields -> fields.bytes(1)); // padded length
    assertMalformed("0a0261", fields -> fields.bytes(1)); // cut
    assertMalformed("0affffffff0f61", fields -> fields.bytes(1)); // 4 GiB
    assertMalformed("0affffffffffffffffff0161", fields -> fields.bytes(1)); // 2^64 - 1
    assertMalformed("0a0161" + "0a0162", fields -> fields.bytes(1)); // the last would win
    assertMalformed("0a0161" + "1801", fields -> fields.bytes(1)); // unknown field
    assertMalformed("080161", fields -> fields.bytes(1)); // another wire type
    assertMalformed("8a000161", fields -> fields.bytes(1)); // padded tag
  }

  @Test
  void fields_areInAscendingOrder() throws MalformedDataException {
    Read both = fields -> List.of(fields.number(1), fields.number(2));
    assertThat(read("08051006", both)).isEqualTo(List.of(5L, 6L));
    assertMalformed("10060805", both);
  }

  @Test
  void messagesAndRepeatedFields_mayBeEmpty() throws MalformedDataException {
    assertThat(((Optional<?>) read("", fields -> fields.message(1)))).isEmpty();
    assertThat(((Optional<?>) read("0a00", fields -> fields.message(1)))).isPresent();
    assertThat(((List<?>) read("0a000a01610a00", fields -> fields.repeated(1)))).hasSize(3);
    assertMalformed("0a0010010a00", fields -> List.of(fields.repeated(1), fields.number(2)));
  }
}
