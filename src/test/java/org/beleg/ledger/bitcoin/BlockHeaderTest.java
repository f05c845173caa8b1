package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.junit.jupiter.api.Test;

class BlockHeaderTest {

  private static final Hash NONE = Hash.of(new byte[32]);

  /** The first block, whose fields everybody knows. */
  private static final BlockHeader GENESIS = BlockHeader.of(
      1,
      NONE,
      ReversedHex.parse("4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"),
      1231006505,
      0x1d00ffff,
      2083236893);

  @Test
  void hash_isTheKnownOneOfTheFirstBlock() {
    assertThat(ReversedHex.format(GENESIS.hash()))
        .isEqualTo("000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f");
    assertThat(GENESIS)
        .hasToString("block 000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f");
  }

  @Test
  void fields_areReadWhereTheyWereWritten() throws MalformedDataException {
    Hash previous = Hash.of(filled(0xA5));
    Hash root = Hash.of(filled(0x3C));
    BlockHeader header = BlockHeader.of(-2, previous, root, 0xFFFFFFFFL, 0x80010203, 0xFEDCBA98);
    BlockHeader read = BlockHeader.parse(header.format());
    assertThat(read).isEqualTo(header).hasSameHashCodeAs(header).isNotEqualTo(GENESIS);
    assertThat(read.version()).isEqualTo(-2);
    assertThat(read.previousHash()).isEqualTo(previous);
    assertThat(read.merkleRoot()).isEqualTo(root);
    assertThat(read.timestampSeconds()).isEqualTo(0xFFFFFFFFL);
    assertThat(read.bits()).isEqualTo(0x80010203);
    assertThat(read.nonce()).isEqualTo(0xFEDCBA98);
    assertThat(header.format()).endsWith(0x03, 0x02, 0x01, 0x80, 0x98, 0xBA, 0xDC, 0xFE);
  }

  @Test
  void parse_refusesEveryOtherLength() {
    for (int length : new int[] {0, 1, 79, 81, 160}) {
      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> BlockHeader.parse(new byte[length]));
    }
  }

  @Test
  void bytes_areCopiedInAndOut() throws MalformedDataException {
    byte[] bytes = GENESIS.format();
    BlockHeader header = BlockHeader.parse(bytes);
    bytes[0]++;
    header.format()[1]++;
    assertThat(header).isEqualTo(GENESIS);
  }

  @Test
  void of_refusesWhatDoesNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlockHeader.of(1, Hash.of(new byte[20]), NONE, 0, 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlockHeader.of(1, NONE, Hash.of(new byte[64]), 0, 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlockHeader.of(1, NONE, NONE, 1L << 32, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> BlockHeader.of(1, NONE, NONE, -1, 0, 0));
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
