package org.beleg.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.internal.der.Der;
import org.beleg.testing.Mutations;
import org.junit.jupiter.api.Test;

/** Headers, their one encoding, and the links between them. */
class BlockHeaderTest {

  private static Hash sha256(String text) {
    return HashAlgorithm.SHA_256.hash(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void assertMalformed(byte[] der) {
    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(() -> BlockHeader.parse(der));
  }

  @Test
  void hash_isThatOfTheDer() throws MalformedDataException {
    BlockHeader genesis = BlockHeader.genesis(sha256(""));
    assertThat(BaseEncoding.base16().lowerCase().encode(genesis.toByteArray()))
        .startsWith("302702010004000420e3b0")
        .endsWith("b855")
        .hasSize(82);
    assertThat(genesis.hash().toHex()).startsWith("9cae6f5c").endsWith("d66ed3");
    BlockHeader next = BlockHeader.of(1, genesis.hash(), sha256("abc"));
    assertThat(next.hash().toHex()).startsWith("bcb9f9a0").endsWith("9803bb4");
    assertThat(next.checkFollows(genesis)).isEqualTo(Verdict.accepted());
    for (BlockHeader header : List.of(genesis, next)) {
      assertThat(BlockHeader.parse(header.toByteArray())).isEqualTo(header);
    }
  }

  @Test
  void number_isMinimalInAllItsLengths() throws MalformedDataException {
    for (int bit = 0; bit < 63; bit++) {
      for (long number : new long[] {1L << bit, (1L << bit) + 1, Long.MAX_VALUE >> bit}) {
        BlockHeader header = BlockHeader.of(number, sha256("p"), sha256("d"));
        assertThat(BlockHeader.parse(header.toByteArray())).isEqualTo(header);
      }
    }
  }

  private static byte[] der(byte[] number, byte[] previous, byte[] data) {
    return Der.element(
        Der.SEQUENCE,
        Der.element(Der.INTEGER, number),
        Der.element(Der.OCTET_STRING, previous),
        Der.element(Der.OCTET_STRING, data));
  }

  @Test
  void parse_refusesNumbersThatAreNegativeOrPaddedOrTooLarge() throws MalformedDataException {
    byte[] hash = new byte[32];
    assertThat(BlockHeader.parse(der(new byte[] {1}, hash, hash)).number()).isEqualTo(1);
    assertMalformed(der(new byte[] {-1}, hash, hash));
    assertMalformed(der(new byte[] {(byte) 0x80}, hash, hash));
    assertMalformed(der(new byte[] {0, 1}, hash, hash));
    assertMalformed(der(new byte[] {}, hash, hash));
    assertMalformed(der(BigInteger.ONE.shiftLeft(63).toByteArray(), hash, hash));
    assertMalformed(
        der(BigInteger.ONE.shiftLeft(64).add(BigInteger.ONE).toByteArray(), hash, hash));
  }

  @Test
  void parse_refusesHashesOfOtherSizes() {
    byte[] hash = new byte[32];
    for (int size : new int[] {0, 1, 31, 33, 64}) {
      assertMalformed(der(new byte[] {1}, new byte[size], hash));
      assertMalformed(der(new byte[] {1}, hash, new byte[size]));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> BlockHeader.genesis(Hash.of(new byte[20])));
    }
    assertMalformed(der(new byte[] {0}, hash, hash)); // the first block has no predecessor
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlockHeader.of(0, Hash.of(hash), Hash.of(hash)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlockHeader.of(-1, Hash.of(hash), Hash.of(hash)));
  }

  @Test
  void parse_refusesWhateverFollows() {
    byte[] honest = BlockHeader.genesis(sha256("")).toByteArray();
    assertMalformed(Bytes.concat(honest, new byte[1]));
    assertMalformed(Der.element(
        Der.SEQUENCE,
        Der.element(Der.INTEGER, new byte[1]),
        Der.element(Der.OCTET_STRING),
        Der.element(Der.OCTET_STRING, new byte[32]),
        Der.element(Der.OCTET_STRING)));
  }

  @Test
  void checkFollows_refusesNumbersThatAreNotOneMore() {
    List<BlockHeader> headers = Orderers.headers(4);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        Verdict verdict = headers.get(i).checkFollows(headers.get(j));
        if (i == j + 1) {
          assertThat(verdict.isAccepted()).isTrue();
        } else {
          assertThat(verdict.reason()).contains(Reason.BLOCK_NUMBER_WRONG);
        }
      }
    }
    // the right hash under another number
    BlockHeader skipping =
        BlockHeader.of(3, headers.get(1).hash(), headers.get(2).dataHash());
    assertThat(skipping.checkFollows(headers.get(1)).reason()).contains(Reason.BLOCK_NUMBER_WRONG);
  }

  @Test
  void checkFollows_refusesEveryOtherHash() {
    List<BlockHeader> headers = Orderers.headers(2);
    Mutations.eachBit(
        headers.get(0).hash(),
        other -> assertThat(BlockHeader.of(1, other, headers.get(1).dataHash())
                .checkFollows(headers.get(0))
                .reason())
            .contains(Reason.BLOCK_LINK_BROKEN));
  }
}
