package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.acinq.bitcoin.ByteVector;
import fr.acinq.bitcoin.ByteVector32;
import fr.acinq.bitcoin.Satoshi;
import fr.acinq.bitcoin.TxOut;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.testing.TestTrees;
import org.bitcoinj.base.Coin;
import org.junit.jupiter.api.Test;

/** Every rule and every hash type against bitcoin-kmp, the rules without taproot against bitcoinj, too. */
class SignatureHashesDifferentialTest {

  private static final int CASES = Integer.getInteger("beleg.bitcoin.cases", 1000);
  private static final long SEED = 20261128;
  private static final int[] HASH_TYPES = {1, 2, 3, 0x81, 0x82, 0x83, 0};

  private final SplittableRandom random = TestTrees.seeded(getClass(), SEED);

  /** Operations that push nothing, no OP_CODESEPARATOR; sizes on both sides of where lengths grow. */
  private byte[] script() {
    byte[] script =
        new byte[random.nextInt(10) == 0 ? 250 + random.nextInt(10) : random.nextInt(40)];
    for (int i = 0; i < script.length; i++) {
      script[i] = (byte) (0x61 + random.nextInt(0xab - 0x61));
    }
    return script;
  }

  private Transaction transaction(boolean annexes) {
    List<TransactionInput> inputs = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      byte[] annex = TestTrees.randomBytes(random, 1 + random.nextInt(300));
      annex[0] = 0x50;
      Witness witness = annexes && random.nextBoolean()
          ? Witness.of(new byte[] {1}, annex)
          : random.nextBoolean() ? Witness.of(new byte[] {0x50}) : Witness.empty();
      inputs.add(TransactionInput.of(
          new OutPoint(TestTrees.randomHash(random), random.nextInt(5)),
          script(),
          random.nextInt() & 0xFFFF_FFFFL,
          witness));
    }
    List<TransactionOutput> outputs = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      outputs.add(TransactionOutput.of(random.nextLong(1L << 40), script()));
    }
    return Transaction.of(random.nextInt(), inputs, outputs, random.nextInt() & 0xFFFF_FFFFL);
  }

  private List<TransactionOutput> spent(Transaction transaction) {
    return transaction.inputs().stream()
        .map(input -> TransactionOutput.of(random.nextLong(1L << 40), script()))
        .toList();
  }

  @Test
  void ecdsaHashes_areThoseOfBothPeers() throws VerificationException {
    for (int i = 0; i < CASES; i++) {
      Transaction transaction = transaction(false);
      List<TransactionOutput> spent = spent(transaction);
      SignatureHashes ours = SignatureHashes.of(transaction, spent);
      fr.acinq.bitcoin.Transaction kmp = fr.acinq.bitcoin.Transaction.read(transaction.format());
      org.bitcoinj.core.Transaction bitcoinj =
          org.bitcoinj.core.Transaction.read(ByteBuffer.wrap(transaction.format()));
      int input = random.nextInt(transaction.inputs().size());
      int type = HASH_TYPES[random.nextInt(6)];
      long satoshis = spent.get(input).satoshis();
      byte[] code = script();
      byte[] segwit = ours.segwitV0(input, code, type).toByteArray();
      assertThat(kmp.hashForSigning(input, code, type, new Satoshi(satoshis), 1))
          .isEqualTo(segwit);
      assertThat(bitcoinj
              .hashForWitnessSignature(input, code, Coin.valueOf(satoshis), (byte) type)
              .getBytes())
          .isEqualTo(segwit);
      if ((type & 3) != SignatureHashes.SINGLE || input < transaction.outputs().size()) {
        byte[] legacy = ours.legacy(input, code, type).toByteArray();
        assertThat(kmp.hashForSigning(input, code, type)).isEqualTo(legacy);
        assertThat(bitcoinj.hashForSignature(input, code, (byte) type).getBytes())
            .isEqualTo(legacy);
      }
    }
  }

  @Test
  void taprootHashes_areThoseOfBitcoinKmp() throws VerificationException {
    int annexes = 0;
    for (int i = 0; i < CASES; i++) {
      Transaction transaction = transaction(true);
      List<TransactionOutput> spent = spent(transaction);
      SignatureHashes ours = SignatureHashes.of(transaction, spent);
      fr.acinq.bitcoin.Transaction kmp = fr.acinq.bitcoin.Transaction.read(transaction.format());
      List<TxOut> theirs = spent.stream()
          .map(output -> new TxOut(new Satoshi(output.satoshis()), output.scriptPubKey()))
          .toList();
      int input = random.nextInt(transaction.inputs().size());
      int type = HASH_TYPES[random.nextInt(7)];
      if ((type & 3) == SignatureHashes.SINGLE && input >= transaction.outputs().size()) {
        continue;
      }
      byte[] annex = SignatureHashes.annex(transaction.inputs().get(input).witness());
      annexes += annex.length > 0 ? 1 : 0;
      ByteVector theirAnnex = annex.length > 0 ? new ByteVector(annex) : null;
      Hash leaf = TestTrees.randomHash(random);
      assertThat(
              kmp.hashForSigningTaprootKeyPath(input, theirs, type, theirAnnex).toByteArray())
          .isEqualTo(ours.taprootKeyPath(input, type).toByteArray());
      assertThat(kmp.hashForSigningTaprootScriptPath(
                  input, theirs, type, new ByteVector32(leaf.toByteArray()), theirAnnex)
              .toByteArray())
          .isEqualTo(ours.taprootScriptPath(input, type, leaf).toByteArray());
    }
    assertThat(annexes).isGreaterThan(CASES / 10);
  }
}
