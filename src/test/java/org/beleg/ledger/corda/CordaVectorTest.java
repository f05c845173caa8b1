package org.beleg.ledger.corda;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/** A transaction of a network, and what corda-core made of some leaves. */
class CordaVectorTest {

  private static final String TRANSACTION = "ledgers/corda4/node_transaction.extracted.json";
  private static final Hash ID =
      Hash.parseHex("6b30c517ff6229b2e984909f12569ca890f97143e204558079eb68ae92b96f23");

  private static JsonObject generated() {
    return Vectors.json("ledgers/corda4/generated-corda-core-4.11.7.json").getAsJsonObject();
  }

  private static byte[] hex(JsonElement element) {
    return BaseEncoding.base16().lowerCase().decode(element.getAsString());
  }

  static CordaTransaction transaction() {
    JsonObject json = Vectors.json(TRANSACTION).getAsJsonObject();
    CordaTransaction transaction =
        CordaTransaction.empty(HashAlgorithm.SHA_256, PrivacySalt.of(hex(json.get("privacySalt"))));
    for (JsonElement element : json.getAsJsonArray("componentGroups")) {
      JsonObject group = element.getAsJsonObject();
      List<byte[]> components = new ArrayList<>();
      group.getAsJsonArray("components").forEach(component -> components.add(hex(component)));
      transaction = transaction.with(group.get("groupIndex").getAsInt(), components);
    }
    return transaction;
  }

  @Test
  void id_ofATransactionOfANetworkIsTheOneThatWasSigned() {
    assertThat(transaction().groups()).containsExactly(1, 2, 3, 4, 6);
    assertThat(transaction().id()).isEqualTo(ID);
  }

  @Test
  void tearOff_ofATransactionOfANetworkVerifies() throws MalformedDataException {
    TransactionProfile profile = TransactionProfile.corda4();
    TearOff oracle = TearOff.parse(transaction()
        .tearOff((group, index, component) -> group == ComponentGroup.COMMANDS.number())
        .toByteArray());
    assertThat(oracle.verify(profile, ID).isAccepted()).isTrue();
    assertThat(oracle.verifyCommands(profile, ID, signers -> true).isAccepted()).isTrue();
    assertThat(oracle.verifyAbsent(profile, ID, ComponentGroup.INPUTS.number()).isAccepted())
        .isTrue();
    assertThat(
            oracle.verifyAbsent(profile, ID, ComponentGroup.REFERENCES.number()).isAccepted())
        .isTrue();
    assertThat(oracle
            .verifyAllVisible(profile, ID, ComponentGroup.OUTPUTS.number())
            .reason())
        .contains(Reason.COMPONENTS_HIDDEN);
  }

  @Test
  void roots_areThoseOfCordaCore() {
    int count = 0;
    for (JsonElement element : generated().getAsJsonArray("roots")) {
      JsonObject row = element.getAsJsonObject();
      HashAlgorithm algorithm =
          HashAlgorithm.valueOf(row.get("alg").getAsString().replace('-', '_'));
      List<Hash> leaves = ReferenceCorda.leaves(algorithm, row.get("n").getAsInt());
      assertThat(CordaTree.of(algorithm, leaves).rootHash())
          .as("%s", row)
          .isEqualTo(Hash.of(hex(row.get("root"))));
      count++;
    }
    assertThat(count).isEqualTo(50);
  }

  @Test
  void partialTrees_areThoseOfCordaCore() throws MalformedDataException {
    int count = 0;
    for (JsonElement element : generated().getAsJsonArray("partialTrees")) {
      JsonObject row = element.getAsJsonObject();
      int[] indexes = row.getAsJsonArray("indices").asList().stream()
          .mapToInt(JsonElement::getAsInt)
          .toArray();
      List<Hash> leaves =
          ReferenceCorda.leaves(HashAlgorithm.SHA_256, row.get("n").getAsInt());
      List<Hash> included = Arrays.stream(indexes).mapToObj(leaves::get).toList();
      PartialNode theirs = node(row.getAsJsonObject("tree"));

      PartialMerkleTree made = CordaTree.of(HashAlgorithm.SHA_256, leaves).prove(indexes);
      assertThat(made.toNodes()).as("%s", row).isEqualTo(theirs);
      PartialMerkleTree read = PartialMerkleTree.ofNodes(theirs);
      assertThat(read).isEqualTo(made);
      assertThat(read.leafIndexes()).isEqualTo(indexes);
      Hash root = Hash.of(hex(row.get("root")));
      assertThat(
              read.check(HashAlgorithm.SHA_256, leaves.size(), included, root).isAccepted())
          .isTrue();
      count++;
    }
    assertThat(count).isEqualTo(27);
  }

  private static PartialNode node(JsonObject json) throws MalformedDataException {
    if (json.has("node")) {
      JsonArray children = json.getAsJsonArray("node");
      return PartialNode.Node.of(
          node(children.get(0).getAsJsonObject()), node(children.get(1).getAsJsonObject()));
    }
    return json.has("leaf")
        ? new PartialNode.Leaf(Hash.of(hex(json.get("leaf"))))
        : new PartialNode.IncludedLeaf(Hash.of(hex(json.get("included"))));
  }
}
