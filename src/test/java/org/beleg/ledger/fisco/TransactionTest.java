package org.beleg.ledger.fisco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.beleg.hash.HashAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransactionTest {

  private static final byte[] NONCE = "1337".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] INPUT = {(byte) 0xca, (byte) 0xfe};

  private static Transaction plain() {
    return Transaction.of("chain0", "group0", 501, NONCE, "0xdead", INPUT, "[]");
  }

  private static byte[] bytes(Object... fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Object field : fields) {
      if (field instanceof Integer number) {
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
      } else if (field instanceof Long number) {
        bytes.writeBytes(ByteBuffer.allocate(8).putLong(number).array());
      } else if (field instanceof String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      } else {
        bytes.writeBytes((byte[]) field);
      }
    }
    return bytes.toByteArray();
  }

  /** Each version's fields, in the order of the node's sources, written out. */
  @ParameterizedTest
  @EnumSource(CryptoSuite.class)
  void hash_coversTheFieldsOfTheVersion(CryptoSuite suite) {
    HashAlgorithm hash = suite.hashAlgorithm();
    byte[] head = bytes("chain0", "group0", 501L, NONCE, "0xdead", INPUT, "[]");
    byte[] fees = bytes("7", "8", 9L, "10", "11");
    assertThat(plain().version()).isZero();
    assertThat(plain().hash(suite)).isEqualTo(hash.hash(bytes(0, head)));
    Transaction one = plain().withFees("7", "8", 9, "10", "11");
    assertThat(one.version()).isEqualTo(1);
    assertThat(one.hash(suite)).isEqualTo(hash.hash(bytes(1, head, fees)));
    Transaction two = one.withExtension(new byte[] {12});
    assertThat(two.version()).isEqualTo(2);
    assertThat(two.hash(suite)).isEqualTo(hash.hash(bytes(2, head, fees, new byte[] {12})));
    Transaction bare = plain().withExtension(new byte[0]);
    assertThat(bare.hash(suite)).isEqualTo(hash.hash(bytes(2, head, 0L)));
    assertThat(bare.withFees("7", "8", 9, "10", "11").version()).isEqualTo(2);
  }

  @Test
  void forgery4_fieldsThatShareAHash_areNotEqual() {
    byte[] none = {};
    List<List<Transaction>> pairs = List.of(
        List.of(
            Transaction.of("ab", "c", 1, none, "", none, ""),
            Transaction.of("a", "bc", 1, none, "", none, "")),
        List.of( // another contract
            Transaction.of("a", "b", 1, new byte[] {'1'}, "23", none, ""),
            Transaction.of("a", "b", 1, none, "123", none, "")),
        List.of( // a shorter call
            Transaction.of("a", "b", 1, none, "", new byte[] {'x', 'y'}, ""),
            Transaction.of("a", "b", 1, none, "", new byte[] {'x'}, "y")),
        List.of( // another value
            Transaction.of("a", "b", 1, none, "", none, "").withFees("10", "0", 1, "", ""),
            Transaction.of("a", "b", 1, none, "", none, "1").withFees("0", "0", 1, "", "")),
        List.of(
            Transaction.of("a", "b", 1, none, "", none, "").withFees("", "", 5, "5", ""),
            Transaction.of("a", "b", 1, none, "", none, "").withFees("", "\0", 0x535, "", "")),
        List.of(
            Transaction.of("a", "b", 1, none, "", none, "").withFees("", "", 1, "1", "2"),
            Transaction.of("a", "b", 1, none, "", none, "").withFees("", "", 1, "", "12")));
    for (CryptoSuite suite : CryptoSuite.values()) {
      for (List<Transaction> pair : pairs) {
        assertThat(pair.get(0).hash(suite)).isEqualTo(pair.get(1).hash(suite));
        assertThat(pair.get(0)).isNotEqualTo(pair.get(1));
      }
    }
  }

  @Test
  void transactions_areValues() {
    byte[] nonce = NONCE.clone();
    byte[] input = INPUT.clone();
    byte[] extension = {1};
    Transaction transaction = Transaction.of("c", "g", 1, nonce, "to", input, "abi")
        .withFees("v", "p", 2, "m", "n")
        .withExtension(extension);
    Transaction equal = Transaction.of("c", "g", 1, NONCE, "to", INPUT, "abi")
        .withExtension(new byte[] {1})
        .withFees("v", "p", 2, "m", "n");
    nonce[0]++;
    input[0]++;
    extension[0]++;
    transaction.nonce()[0]++;
    transaction.input()[0]++;
    transaction.extension()[0]++;
    assertThat(transaction).isEqualTo(equal).hasSameHashCodeAs(equal).isNotEqualTo(plain());
    assertThat(transaction.nonce()).isEqualTo(NONCE);
    assertThat(transaction.input()).isEqualTo(INPUT);
    assertThat(transaction.extension()).containsExactly(1);
    assertThat(List.of(
            transaction.chainId(),
            transaction.groupId(),
            transaction.to(),
            transaction.abi(),
            transaction.value(),
            transaction.gasPrice(),
            transaction.maxFeePerGas(),
            transaction.maxPriorityFeePerGas()))
        .containsExactly("c", "g", "to", "abi", "v", "p", "m", "n");
    assertThat(transaction.blockLimit()).isEqualTo(1);
    assertThat(transaction.gasLimit()).isEqualTo(2);
    assertThat(transaction.toString()).contains("version 2", "c/g", "'to'");
  }

  @Test
  void of_refusesTextsWithoutUtf8() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Transaction.of("\ud800", "g", 1, NONCE, "", INPUT, ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain().withFees("\udc00", "", 1, "", ""));
  }
}
