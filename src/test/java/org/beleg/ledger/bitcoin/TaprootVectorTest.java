package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.beleg.MalformedDataException;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.VerifyingKey;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/** The outputs of BIP 341's wallet test vectors. */
class TaprootVectorTest {

  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

  @Test
  void outputs_haveThePublishedKeysAndControlBlocks() throws MalformedDataException {
    JsonArray cases = Vectors.json("ledgers/bitcoin-bips/bip341-wallet-test-vectors.json")
        .getAsJsonObject()
        .getAsJsonArray("scriptPubKey");
    int trees = 0;
    int controlBlocks = 0;
    for (JsonElement element : cases) {
      JsonObject given = element.getAsJsonObject().getAsJsonObject("given");
      JsonObject steps = element.getAsJsonObject().getAsJsonObject("intermediary");
      JsonObject expected = element.getAsJsonObject().getAsJsonObject("expected");
      VerifyingKey internalKey =
          VerifyingKey.of(SignatureScheme.BIP340, HEX.decode(text(given, "internalPubkey")));
      TaprootOutput output;
      if (given.get("scriptTree").isJsonNull()) {
        output = TaprootOutput.of(internalKey);
      } else {
        Map<Integer, TapLeaf> byId = new HashMap<>();
        TapTree tree = tree(given.get("scriptTree"), byId);
        output = TaprootOutput.of(internalKey, tree);
        assertThat(tree.rootHash().toHex()).isEqualTo(text(steps, "merkleRoot"));
        JsonArray hashes = steps.getAsJsonArray("leafHashes");
        JsonArray blocks = expected.getAsJsonArray("scriptPathControlBlocks");
        List<TapLeaf> leaves = tree.leaves();
        assertThat(leaves).hasSize(blocks.size());
        for (int id = 0; id < blocks.size(); id++) {
          TapLeaf leaf = Objects.requireNonNull(byId.get(id));
          assertThat(leaf.hash().toHex()).isEqualTo(hashes.get(id).getAsString());
          ControlBlock shown = tree.prove(internalKey, leaves.indexOf(leaf));
          assertThat(HEX.encode(shown.format())).isEqualTo(blocks.get(id).getAsString());
          assertThat(shown.check(leaf.script(), output.key()).isAccepted()).isTrue();
          controlBlocks++;
        }
      }
      trees++;
      assertThat(output.tweak().toHex()).isEqualTo(text(steps, "tweak"));
      assertThat(HEX.encode(output.key().toRaw())).isEqualTo(text(steps, "tweakedPubkey"));
      assertThat(HEX.encode(output.scriptPubKey())).isEqualTo(text(expected, "scriptPubKey"));
      assertThat(TaprootOutput.parseScriptPubKey(output.scriptPubKey())).isEqualTo(output.key());
    }
    System.out.println(
        "TaprootVectorTest: " + trees + " outputs, " + controlBlocks + " control blocks");
    assertThat(trees).isEqualTo(7);
  }

  private static TapTree tree(JsonElement node, Map<Integer, TapLeaf> byId) {
    if (node.isJsonArray()) {
      JsonArray pair = node.getAsJsonArray();
      return TapTree.branch(tree(pair.get(0), byId), tree(pair.get(1), byId));
    }
    JsonObject leaf = node.getAsJsonObject();
    TapLeaf read = TapLeaf.of(leaf.get("leafVersion").getAsInt(), HEX.decode(text(leaf, "script")));
    byId.put(leaf.get("id").getAsInt(), read);
    return TapTree.leaf(read);
  }

  private static String text(JsonObject object, String name) {
    return object.get(name).getAsString();
  }
}
