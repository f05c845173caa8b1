package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/** The blocks of the third test network that BIP 158 prints with their filters. */
class BlockFilterVectorTest {

  private static final HexFormat HEX = HexFormat.of();

  /** One row: a block, what it spends, its filter, and two filter headers. */
  private static final class Row {
    final Block block;
    final Hash blockHash;
    final List<byte[]> outputScripts = new ArrayList<>();
    final List<byte[]> spentScripts = new ArrayList<>();
    final Hash previousHeader;
    final byte[] filter;
    final Hash header;

    Row(JsonArray row) throws MalformedDataException {
      this.block = Block.parse(hex(row.get(2)));
      this.blockHash = block.header().hash();
      assertThat(ReversedHex.format(blockHash)).isEqualTo(row.get(1).getAsString());
      for (Transaction transaction : block.transactions()) {
        transaction.outputs().forEach(output -> outputScripts.add(output.scriptPubKey()));
      }
      row.get(3).getAsJsonArray().forEach(script -> spentScripts.add(hex(script)));
      this.previousHeader = ReversedHex.parse(row.get(4).getAsString());
      this.filter = hex(row.get(5));
      this.header = ReversedHex.parse(row.get(6).getAsString());
    }
  }

  static byte[] hex(JsonElement element) {
    return HEX.parseHex(element.getAsString());
  }

  /** The first row holds titles. */
  private static List<Row> rows() throws MalformedDataException {
    List<Row> rows = new ArrayList<>();
    JsonArray all = Vectors.json("ledgers/bitcoin-bips/bip158-testnet-19.json").getAsJsonArray();
    for (JsonElement element : all.asList().subList(1, all.size())) {
      rows.add(new Row(element.getAsJsonArray()));
    }
    assertThat(rows).hasSize(10);
    return rows;
  }

  @Test
  void filtersAndHeaders_areReproducedFromTheBlocks() throws MalformedDataException {
    for (Row row : rows()) {
      BlockFilter built = BlockFilter.of(row.block, row.spentScripts);
      assertThat(BlockFilter.of(row.blockHash, row.outputScripts, row.spentScripts))
          .isEqualTo(built);
      assertThat(built.format()).isEqualTo(row.filter);
      assertThat(built.header(row.previousHeader)).isEqualTo(row.header);
      BlockFilter read = BlockFilter.parse(row.blockHash, row.filter);
      assertThat(read).isEqualTo(built).hasSameHashCodeAs(built);
      assertThat(read.check(row.previousHeader, row.header)).isEqualTo(Verdict.accepted());
      assertThat(read.check(row.header, row.header).reason())
          .contains(Reason.FILTER_HEADER_MISMATCH);
      List<byte[]> more = new ArrayList<>(row.spentScripts);
      more.add(new byte[] {0x51});
      assertThatThrownBy(() -> BlockFilter.of(row.block, more))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void everyScriptMatches_butThoseOfReturnsAndEmptyOnes() throws MalformedDataException {
    int matched = 0;
    for (Row row : rows()) {
      BlockFilter filter = BlockFilter.parse(row.blockHash, row.filter);
      List<byte[]> scripts = new ArrayList<>(row.outputScripts);
      scripts.removeIf(script -> script.length > 0 && script[0] == 0x6a);
      scripts.addAll(row.spentScripts);
      for (byte[] script : scripts) {
        assertThat(filter.matches(script)).isEqualTo(script.length > 0);
        matched += script.length > 0 ? 1 : 0;
      }
      assertThat(filter.matchesAny(scripts))
          .isEqualTo(scripts.stream().anyMatch(script -> script.length > 0));
      assertThat(filter.matchesAny(List.of())).isFalse();
    }
    assertThat(matched).isPositive();
  }

  @Test
  void headersFollowFromHashesOfSuccessiveFilters() throws MalformedDataException {
    // heights 2 and 3
    List<Row> rows = rows().subList(1, 3);
    List<Hash> hashes = new ArrayList<>();
    for (Row row : rows) {
      hashes.add(BlockFilter.parse(row.blockHash, row.filter).hash());
    }
    assertThat(BlockFilter.headers(rows.get(0).previousHeader, hashes))
        .containsExactly(rows.get(0).header, rows.get(1).header);
  }
}
