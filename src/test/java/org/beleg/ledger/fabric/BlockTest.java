package org.beleg.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.primitives.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.HashAlgorithm;
import org.beleg.internal.protobuf.ProtoWriter;
import org.junit.jupiter.api.Test;

/** Envelopes that cannot be cut another way, and blocks as they travel. */
class BlockTest {

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void assertMalformed(byte[]... entries) {
    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(() -> BlockData.parse(List.of(entries)));
  }

  // --- envelopes ---------------------------------------------------------------------------------

  @Test
  void data_refusesEntriesThatAreNoEnvelopes() {
    assertThat(HashAlgorithm.SHA_256.hash(ascii("abc")))
        .isEqualTo(HashAlgorithm.SHA_256.hash(Bytes.concat(ascii("ab"), ascii("c"))));
    assertMalformed(ascii("ab"), ascii("c"));
    assertMalformed(ascii("a"), ascii("bc"));
    assertMalformed(new byte[0]);
  }

  /** Every way to cut the bytes of two honest envelopes in up to three: only the honest one is data. */
  @Test
  void data_canBeCutInOneWayOnly() throws MalformedDataException {
    for (byte[] signature : List.of(new byte[0], new byte[] {10, 1, 5})) {
      List<byte[]> honest = List.of(
          Envelope.of(new byte[] {10, 1, 97}, signature).toByteArray(),
          Envelope.of(new byte[] {18, 1, 98}, signature).toByteArray());
      byte[] all = Bytes.concat(honest.get(0), honest.get(1));
      int accepted = 0;
      for (int i = 0; i <= all.length; i++) {
        for (int j = i; j <= all.length; j++) {
          List<byte[]> parts = new ArrayList<>();
          parts.add(Arrays.copyOf(all, i));
          parts.add(Arrays.copyOfRange(all, i, j));
          parts.add(Arrays.copyOfRange(all, j, all.length));
          parts.removeIf(part -> part.length == 0);
          try {
            assertThat(BlockData.parse(parts)).isEqualTo(BlockData.parse(honest));
            accepted++;
          } catch (MalformedDataException refused) {
            assertThat(refused.what()).isEqualTo("envelope");
          }
        }
      }
      // with an empty part before, between or behind
      assertThat(accepted).isEqualTo(3);
    }
  }

  @Test
  void envelope_refusesOtherSpellings() throws MalformedDataException {
    byte[] payload = {10, 1, 97};
    byte[] signature = {18, 1, 98};
    assertThat(Envelope.parse(Bytes.concat(payload, signature)).toByteArray())
        .isEqualTo(Bytes.concat(payload, signature));
    assertThat(Envelope.parse(payload).signature()).isEmpty();
    assertMalformed(signature);
    assertMalformed(Bytes.concat(signature, payload));
    assertMalformed(Bytes.concat(payload, payload));
    assertMalformed(Bytes.concat(payload, signature, signature));
    assertMalformed(Bytes.concat(payload, new byte[] {18, 0}));
    assertMalformed(Bytes.concat(payload, new byte[] {26, 1, 99}));
    assertMalformed(new byte[] {10, 0});
    assertMalformed(new byte[] {10, (byte) 0x81, 0, 97});
    assertThatIllegalArgumentException().isThrownBy(() -> Envelope.of(new byte[0], payload));
  }

  @Test
  void dataHash_isThatOfAllBytes() {
    BlockData data = Orderers.data("a", "bc");
    byte[] all = Bytes.concat(
        Orderers.envelope("a").toByteArray(), Orderers.envelope("bc").toByteArray());
    assertThat(data.dataHash()).isEqualTo(HashAlgorithm.SHA_256.hash(all));
    assertThat(data.check(BlockHeader.genesis(data.dataHash()))).isEqualTo(Verdict.accepted());
    for (BlockData other : List.of(
        Orderers.data("bc", "a"),
        Orderers.data("a"),
        Orderers.data("a", "bc", "bc"),
        Orderers.data("ab", "c"),
        Orderers.data())) {
      assertThat(other.check(BlockHeader.genesis(data.dataHash())).reason())
          .contains(Reason.DATA_HASH_MISMATCH);
    }
  }

  // --- blocks ------------------------------------------------------------------------------------

  private static Block honest(Orderers orderers) {
    BlockHeader header = Orderers.headers(3).get(2);
    return Block.of(
        header,
        Orderers.data("2"),
        Orderers.signatures(
            orderers.sign(0, header), orderers.sign(1, header), orderers.sign(3, header)));
  }

  @Test
  void block_readsWhatItWrites() throws MalformedDataException {
    Orderers orderers = new Orderers(4);
    Block block = honest(orderers);
    Block read = Block.parse(block.toByteArray());
    assertThat(read).isEqualTo(block).hasSameHashCodeAs(block);
    assertThat(read.verify(orderers.byzantine())).isEqualTo(Verdict.accepted());
    assertThat(read.header().number()).isEqualTo(2);
    assertThat(read.data().envelopes()).containsExactly(Orderers.envelope("2"));
  }

  @Test
  void block_keepsMetadataThatItDoesNotKnow() throws MalformedDataException {
    Block block = honest(new Orderers(4));
    byte[] metadata = new ProtoWriter()
        .repeated(
            1,
            List.of(
                block.signatures().toByteArray(),
                new byte[0],
                new byte[] {0, 0, 10},
                new byte[0],
                new byte[0]))
        .toByteArray();
    byte[] bytes = rebuilt(block, metadata);
    assertThat(Block.parse(bytes).toByteArray()).isEqualTo(bytes);
    assertThat(Block.parse(bytes)).isNotEqualTo(block);
    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(() -> Block.parse(rebuilt(block, new byte[0])));
    byte[] many =
        new ProtoWriter().repeated(1, Collections.nCopies(17, new byte[0])).toByteArray();
    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(() -> Block.parse(rebuilt(block, many)));
  }

  private static byte[] rebuilt(Block block, byte[] metadata) {
    byte[] header = new ProtoWriter()
        .number(1, block.header().number())
        .bytes(2, block.header().previousHash().orElseThrow().toByteArray())
        .bytes(3, block.header().dataHash().toByteArray())
        .toByteArray();
    byte[] data = new ProtoWriter()
        .repeated(
            1, block.data().envelopes().stream().map(Envelope::toByteArray).toList())
        .toByteArray();
    return new ProtoWriter()
        .message(1, header)
        .message(2, data)
        .message(3, metadata)
        .toByteArray();
  }

  /** The first block of a channel: number 0, no signatures, a configuration without sender. */
  @Test
  void block_readsAFirstBlock() throws MalformedDataException {
    BlockData data = BlockData.of(List.of(Envelope.of(ascii("configuration"), new byte[0])));
    byte[] metadata =
        new ProtoWriter().repeated(1, Collections.nCopies(5, new byte[0])).toByteArray();
    byte[] header = new ProtoWriter().bytes(3, data.dataHash().toByteArray()).toByteArray();
    Block block = Block.parse(new ProtoWriter()
        .message(1, header)
        .message(2, new ProtoWriter().repeated(1, data.entries()).toByteArray())
        .message(3, metadata)
        .toByteArray());
    assertThat(block.header()).isEqualTo(BlockHeader.genesis(data.dataHash()));
    assertThat(block.check()).isEqualTo(Verdict.accepted());
    assertThat(block.signatures().signatures()).isEmpty();
    assertThat(block.verify(new Orderers(4).byzantine()).reason())
        .contains(Reason.QUORUM_NOT_REACHED);
  }

  @Test
  void block_refusesDataOfAnotherOne() {
    Orderers orderers = new Orderers(4);
    Block block = honest(orderers);
    Block other = Block.of(block.header(), Orderers.data("3"), block.signatures());
    assertThat(other.check().reason()).contains(Reason.DATA_HASH_MISMATCH);
    assertThat(other.verify(orderers.byzantine()).reason()).contains(Reason.DATA_HASH_MISMATCH);
  }
}
