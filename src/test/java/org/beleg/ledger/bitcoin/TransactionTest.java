package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.internal.bytes.ByteReader;
import org.junit.jupiter.api.Test;

class TransactionTest {

  /** The only transaction of Bitcoin's first block. */
  private static final String FIRST = "01000000" // version
      + "01" // inputs
      + "0000000000000000000000000000000000000000000000000000000000000000ffffffff"
      + "4d"
      + "04ffff001d0104455468652054696d65732030332f4a616e2f32303039204368616e63656c6c6f72206f6e"
      + "206272696e6b206f66207365636f6e64206261696c6f757420666f722062616e6b73"
      + "ffffffff"
      + "01" // outputs
      + "00f2052a01000000"
      + "43"
      + "4104678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f4cef38c4f3"
      + "5504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac"
      + "00000000";

  private static final OutPoint SPENT = new OutPoint(Hash.of(new byte[32]), 7);

  private static byte[] hex(String digits) {
    return BaseEncoding.base16().lowerCase().decode(digits);
  }

  private static Transaction withWitness(Witness... witnesses) {
    List<TransactionInput> inputs = Arrays.stream(witnesses)
        .map(witness -> TransactionInput.of(SPENT, new byte[] {0x51}, 0xFFFF_FFFDL, witness))
        .toList();
    return Transaction.of(
        2, inputs, List.of(TransactionOutput.of(5_000, new byte[] {0x6a})), 0xFFFF_FFFFL);
  }

  @Test
  void parse_readsTheFirstTransaction() throws MalformedDataException {
    Transaction first = Transaction.parse(hex(FIRST));
    assertThat(first.format()).isEqualTo(hex(FIRST));
    assertThat(ReversedHex.format(first.txid()))
        .isEqualTo("4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b");
    assertThat(first.wtxid()).isEqualTo(first.txid());
    assertThat(first.isCoinbase()).isTrue();
    assertThat(first.version()).isEqualTo(1);
    assertThat(first.lockTime()).isZero();
    assertThat(first.inputs().get(0).previousOutput()).isEqualTo(OutPoint.NONE);
    assertThat(first.inputs().get(0).sequence()).isEqualTo(0xFFFF_FFFFL);
    assertThat(first.inputs().get(0).scriptSig()).hasSize(0x4d);
    assertThat(first.outputs().get(0).satoshis()).isEqualTo(5_000_000_000L);
    assertThat(first.outputs().get(0).scriptPubKey()).hasSize(0x43).startsWith(0x41, 0x04);
    assertThat(first.size()).isEqualTo(204).isEqualTo(first.strippedSize());
    assertThat(first.weight()).isEqualTo(816);
    assertThat(first.hasWitness()).isFalse();
    assertThat(first.withoutWitness()).isSameAs(first);
  }

  @Test
  void of_writesWhatParseReads() throws MalformedDataException {
    Witness items = Witness.of(new byte[0], new byte[300], new byte[] {1, 2, 3});
    Transaction made = withWitness(Witness.empty(), items);
    Transaction read = Transaction.parse(made.format());
    assertThat(read).isEqualTo(made).hasSameHashCodeAs(made);
    assertThat(read.inputs()).isEqualTo(made.inputs());
    assertThat(read.outputs()).isEqualTo(made.outputs());
    assertThat(read.inputs().get(1).witness()).isEqualTo(items);
    assertThat(read.inputs().get(1).witness().itemCount()).isEqualTo(3);
    assertThat(read.inputs().get(1).witness().item(1)).isEqualTo(new byte[300]);
    assertThat(read.inputs().get(1).witness().item(2)).containsExactly(1, 2, 3);
    assertThat(read.inputs().get(0).witness().isEmpty()).isTrue();
    assertThat(read.inputs().get(0).sequence()).isEqualTo(0xFFFF_FFFDL);
    assertThat(read.inputs().get(0).previousOutput()).isEqualTo(SPENT);
    assertThat(read.lockTime()).isEqualTo(0xFFFF_FFFFL);
    assertThat(read.version()).isEqualTo(2);
    assertThat(read.isCoinbase()).isFalse();
  }

  @Test
  void txid_doesNotDependOnWitnesses() {
    Transaction made = withWitness(Witness.of(new byte[] {1}));
    Transaction stripped = made.withoutWitness();
    assertThat(made.hasWitness()).isTrue();
    assertThat(stripped.hasWitness()).isFalse();
    assertThat(stripped).isEqualTo(withWitness(Witness.empty())).isNotEqualTo(made);
    assertThat(made.txid()).isEqualTo(stripped.txid()).isEqualTo(stripped.wtxid());
    assertThat(made.wtxid()).isNotEqualTo(made.txid());
    assertThat(made.strippedSize()).isEqualTo(stripped.size());
    assertThat(made.weight()).isEqualTo(4 * stripped.size() + 2 + 3);
    assertThat(withWitness(Witness.of(new byte[] {2})).txid()).isEqualTo(made.txid());
  }

  @Test
  void values_areCopiedInAndOut() {
    byte[] script = {0x51};
    TransactionOutput output = TransactionOutput.of(1, script);
    TransactionInput input = TransactionInput.of(SPENT, script, 0, Witness.of(script));
    script[0] = 0;
    output.scriptPubKey()[0] = 1;
    input.scriptSig()[0] = 1;
    input.witness().item(0)[0] = 1;
    assertThat(output.scriptPubKey()).containsExactly(0x51);
    assertThat(input.scriptSig()).containsExactly(0x51);
    assertThat(input.witness().item(0)).containsExactly(0x51);
    Transaction first = Transaction.of(1, List.of(input), List.of(output), 0);
    first.format()[0] = 9;
    assertThat(first.version()).isEqualTo(1);
  }

  @Test
  void parse_refusesEveryTruncationAndSurplus() {
    for (byte[] honest :
        List.of(hex(FIRST), withWitness(Witness.of(new byte[300])).format())) {
      for (int length = 0; length < honest.length; length++) {
        byte[] cut = Arrays.copyOf(honest, length);
        assertThatThrownBy(() -> Transaction.parse(cut)).isInstanceOf(MalformedDataException.class);
      }
      assertThat(refusal(Arrays.copyOf(honest, honest.length + 1))).contains("surplus");
    }
  }

  @Test
  void parse_refusesLongFormsOfNumbers() {
    for (String longer : List.of("fd0100", "fe01000000", "ff0100000000000000")) {
      assertThat(refusal(hex(FIRST.replaceFirst("^0100000001", "01000000" + longer))))
          .contains("shorter form");
    }
    assertThat(refusal(hex(FIRST.replaceFirst("^0100000001", "01000000" + "ffffffffffffffffff"))))
        .contains("2^63");
  }

  @Test
  void parse_refusesCountsBeyondTheBytes() {
    assertThat(refusal(hex(FIRST.replaceFirst("^0100000001", "01000000" + "feffffff7f"))))
        .contains("2147483647 inputs");
    assertThat(refusal(hex(FIRST.replaceFirst("ffffffff4d", "ffffffff" + "feffffff7f"))))
        .contains("2147483647 bytes");
  }

  @Test
  void parse_refusesSuperfluousWitness() {
    byte[] stripped = withWitness(Witness.empty()).format();
    byte[] superfluous = Bytes.concat(
        Arrays.copyOf(stripped, 4),
        new byte[] {0, 1},
        Arrays.copyOfRange(stripped, 4, stripped.length - 4),
        new byte[] {0},
        Arrays.copyOfRange(stripped, stripped.length - 4, stripped.length));
    assertThat(refusal(superfluous)).contains("no witness");
  }

  @Test
  void parse_refusesUnknownForms() {
    byte[] bytes = withWitness(Witness.of(new byte[1])).format();
    for (int flag : new int[] {0, 2, 3, 255}) {
      bytes[5] = (byte) flag;
      assertThat(refusal(bytes)).contains("unknown form");
    }
  }

  @Test
  void parse_refusesTransactionsWithoutInputOrOutput() {
    assertThat(refusal(hex("01000000" + "00" + "00" + "00000000"))).isNotNull();
    assertThat(refusal(hex("01000000" + "0001" + "00" + "00" + "00000000"))).isNotNull();
    assertThat(refusal(hex(FIRST.substring(0, FIRST.indexOf("0100f2052a")) + "00" + "00000000")))
        .contains("0 outputs");
    List<TransactionOutput> output = List.of(TransactionOutput.of(1, new byte[0]));
    assertThatThrownBy(() -> Transaction.of(1, List.of(), output, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Transaction.of(
            1, List.of(TransactionInput.of(SPENT, new byte[0], 0, Witness.empty())), List.of(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parse_refusesMoreThanABlockHolds() {
    TransactionInput input = TransactionInput.of(SPENT, new byte[0], 0, Witness.empty());
    List<TransactionOutput> large =
        List.of(TransactionOutput.of(1, new byte[Transaction.MAX_WEIGHT / 4]));
    assertThatThrownBy(() -> Transaction.of(1, List.of(input), large, 0))
        .hasMessageContaining("weight");
    TransactionInput heavy = input.withWitness(Witness.of(new byte[Transaction.MAX_WEIGHT - 300]));
    List<TransactionOutput> small = List.of(TransactionOutput.of(1, new byte[0]));
    assertThat(Transaction.of(1, List.of(heavy), small, 0).weight())
        .isBetween(Transaction.MAX_WEIGHT - 100, Transaction.MAX_WEIGHT);
    assertThat(refusal(new byte[Transaction.MAX_WEIGHT + 1])).contains("at most");
  }

  @Test
  void of_refusesNumbersThatDoNotFit() {
    assertThatThrownBy(() -> new OutPoint(Hash.of(new byte[32]), -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OutPoint(Hash.of(new byte[32]), 1L << 32))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OutPoint(Hash.of(new byte[20]), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TransactionInput.of(SPENT, new byte[0], 1L << 32, Witness.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    List<TransactionInput> input =
        List.of(TransactionInput.of(SPENT, new byte[0], 0, Witness.empty()));
    List<TransactionOutput> output = List.of(TransactionOutput.of(1, new byte[0]));
    assertThatThrownBy(() -> Transaction.of(1, input, output, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void witness_standsAlone() throws MalformedDataException {
    Witness witness = Witness.of(new byte[] {7}, new byte[253]);
    assertThat(Witness.parse(witness.format())).isEqualTo(witness);
    assertThat(Witness.empty().format()).containsExactly(0);
    byte[] bytes = witness.format();
    assertThatThrownBy(() -> Witness.parse(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(MalformedDataException.class);
    assertThatThrownBy(() -> Witness.parse(new byte[] {(byte) 0xfe, -1, -1, -1, 0x7f}))
        .isInstanceOf(MalformedDataException.class);
    assertThatThrownBy(() -> witness.item(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void compactSize_isWrittenInItsShortestForm() throws MalformedDataException {
    for (long value :
        new long[] {0, 252, 253, 65_535, 65_536, 0xFFFF_FFFFL, 1L << 32, Long.MAX_VALUE}) {
      byte[] bytes = new WireWriter().compactSize(value).toByteArray();
      assertThat(bytes).hasSize(CompactSize.width(value)).hasSize(CompactSize.width(bytes[0]));
      assertThat(CompactSize.read(new ByteReader(bytes, "test"))).isEqualTo(value);
    }
  }

  private static String refusal(byte[] bytes) {
    return String.valueOf(
        catchThrowableOfType(MalformedDataException.class, () -> Transaction.parse(bytes))
            .getMessage());
  }
}
