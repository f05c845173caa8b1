package org.beleg.ledger.corda;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.ledger.corda.CompositeKey.Child;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/** The composite keys that corda-core 4.11.7 made, and what it says of all sets of their signers. */
class CompositeKeyVectorTest {

  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

  private static JsonObject suite() {
    return Vectors.json("ledgers/corda4/generated-corda-core-4.11.7.json").getAsJsonObject();
  }

  @Test
  void everyCase_isAnsweredAsByCorda() throws MalformedDataException {
    JsonObject suite = suite();
    JsonArray leafKeys = suite.getAsJsonArray("leafKeys");
    int cases = 0;
    for (JsonElement element : suite.getAsJsonArray("compositeKeys")) {
      JsonObject row = element.getAsJsonObject();
      byte[] encoded = HEX.decode(row.get("encoded").getAsString());
      CompositeKey key = (CompositeKey) CordaKey.parse(encoded);
      assertThat(key.toSpki()).isEqualTo(encoded);
      assertThat(key.threshold()).isEqualTo(row.get("threshold").getAsInt());
      List<Child> children = new ArrayList<>();
      for (JsonElement child : row.getAsJsonArray("children")) {
        children.add(new Child(
            CordaKey.parse(HEX.decode(child.getAsJsonObject().get("spki").getAsString())),
            child.getAsJsonObject().get("weight").getAsInt()));
      }
      assertThat(key.children()).isEqualTo(children);
      assertThat(CompositeKey.of(key.threshold(), children)).isEqualTo(key);
      for (JsonElement each : row.getAsJsonArray("cases")) {
        int mask = each.getAsJsonObject().get("mask").getAsInt();
        boolean expected = each.getAsJsonObject().get("fulfilled").getAsBoolean();
        List<LeafKey> signers = new ArrayList<>();
        for (int i = 0; i < leafKeys.size(); i++) {
          if ((mask >> i & 1) != 0) {
            signers.add(LeafKey.parse(HEX.decode(leafKeys.get(i).getAsString())));
          }
        }
        for (Fulfilment rule : Fulfilment.values()) {
          assertThat(key.check(signers, rule).isAccepted())
              .as("%s, mask %s", row.get("name"), mask)
              .isEqualTo(expected);
        }
        cases++;
      }
    }
    assertThat(cases).isGreaterThanOrEqualTo(96);
  }
}
