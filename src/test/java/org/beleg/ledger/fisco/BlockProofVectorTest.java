package org.beleg.ledger.fisco;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.HexFormat;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/** What a node of a real chain answered. */
class BlockProofVectorTest {

  private final JsonObject answer =
      Vectors.json("ledgers/fisco-bcos/tx-proof-keccak256.json").getAsJsonObject();
  private final Hash root = Hash.parseHex(answer.get("root").getAsString());
  private final Hash leaf = Hash.parseHex(answer.get("hash").getAsString().substring(2));
  private final List<String> list = answer.getAsJsonArray("txProof").asList().stream()
      .map(element -> element.getAsString())
      .toList();

  /** The lone node on the fourth level fixes how many transactions the block can have. */
  @Test
  void txProof_leadsToTheRoot_forTheNumbersOfTransactionsThatItsShapeAllows()
      throws MalformedDataException {
    BlockProof proof = BlockProof.parse(list);
    assertThat(proof.format()).isEqualTo(list);
    assertThat(proof.levels()).isEqualTo(9);
    int accepted = 0;
    for (int count = 1; count <= 1100; count++) {
      Verdict verdict = proof.check(CryptoSuite.KECCAK_SECP256K1, leaf, count, root);
      if (verdict.isAccepted()) {
        accepted++;
        assertThat(count).isBetween(257, 512);
      } else {
        assertThat(verdict.reason().orElseThrow())
            .isIn(Reason.PATH_LENGTH_WRONG, Reason.LEVEL_WIDTH_WRONG);
      }
    }
    assertThat(accepted).isBetween(1, 8);
    assertThat(proof.check(CryptoSuite.SM3_SM2, leaf, 512, root).isAccepted()).isFalse();
  }

  /** FISCO BCOS writes r || s, and what it signs is to SM2 a message. */
  @Test
  void sm2Key_readsAsAnAccountOfTheNationalSuite() throws MalformedDataException {
    JsonObject test =
        Vectors.json("ledgers/fisco-bcos/sm2-raw-rs-hash-issue4841.json").getAsJsonObject();
    byte[] point = HexFormat.of().parseHex(test.get("publicKeyXY").getAsString());
    AccountKey key = AccountKey.of(CryptoSuite.SM3_SM2, point);
    assertThat(key.toByteArray()).isEqualTo(point);
    // this one was made over the message "1", so as a signature of its hash it is none
    byte[] signature = HexFormat.of().parseHex(test.get("signatureRS").getAsString());
    Hash sm3 = Hash.parseHex(test.get("sm3").getAsString());
    assertThat(key.verifyBlock(sm3, signature).reason()).contains(Reason.SIGNATURE_MISMATCH);
  }
}
