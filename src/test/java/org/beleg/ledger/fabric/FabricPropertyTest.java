package org.beleg.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.testing.TestTrees;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;

/** Random chains against the construction written down with another encoder and another hash. */
class FabricPropertyTest {

  private static final long SEED = 20260316L;
  private static final int ROUNDS = Integer.getInteger("beleg.fabric.cases", 300);

  private final SplittableRandom random = TestTrees.seeded(FabricPropertyTest.class, SEED);

  private static byte[] sha256(byte[] message) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(message);
  }

  private static byte[] referenceHash(long number, byte[] previous, byte[] data) throws Exception {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(BigInteger.valueOf(number)));
    fields.add(new DEROctetString(previous));
    fields.add(new DEROctetString(data));
    return sha256(new DERSequence(fields).getEncoded("DER"));
  }

  private BlockData randomData() {
    List<Envelope> envelopes = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      envelopes.add(Envelope.of(
          TestTrees.randomBytes(random, 1 + random.nextInt(200)),
          TestTrees.randomBytes(random, random.nextInt(80))));
    }
    return BlockData.of(envelopes);
  }

  @Test
  void headers_areHashedAsTheReferenceDoes() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      BlockData data = randomData();
      byte[] all = new byte[0];
      for (Envelope envelope : data.envelopes()) {
        all = Bytes.concat(all, envelope.toByteArray());
      }
      byte[] dataHash = sha256(all);
      assertThat(data.dataHash()).isEqualTo(Hash.of(dataHash));
      assertThat(BlockHeader.genesis(data.dataHash()).hash())
          .isEqualTo(Hash.of(referenceHash(0, new byte[0], dataHash)));
      long number = random.nextLong(1, Long.MAX_VALUE) >> random.nextInt(62);
      Hash previous = TestTrees.randomHash(random);
      BlockHeader header = BlockHeader.of(Math.max(1, number), previous, data.dataHash());
      assertThat(header.hash())
          .isEqualTo(Hash.of(referenceHash(header.number(), previous.toByteArray(), dataHash)));
      assertThat(BlockHeader.parse(header.toByteArray())).isEqualTo(header);
    }
  }

  @Test
  void blocks_printBack() throws MalformedDataException {
    for (int round = 0; round < ROUNDS; round++) {
      BlockHeader header = BlockHeader.of(
          1 + random.nextInt(1 << 20), TestTrees.randomHash(random), TestTrees.randomHash(random));
      Block block = Block.of(header, randomData(), Orderers.signatures());
      assertThat(Block.parse(block.toByteArray())).isEqualTo(block);
      assertThat(block.check().isAccepted()).isFalse();
    }
  }

  /** Entries that are cut at random are data only where they are the honest ones. */
  @Test
  void data_isCutInOneWayOnly() throws MalformedDataException {
    for (int round = 0; round < ROUNDS / 5; round++) {
      BlockData honest = randomData();
      byte[] all = Bytes.concat(
          honest.envelopes().stream().map(Envelope::toByteArray).toArray(byte[][]::new));
      for (int cut = 1; cut < all.length; cut++) {
        List<byte[]> parts =
            List.of(Arrays.copyOf(all, cut), Arrays.copyOfRange(all, cut, all.length));
        Optional<BlockData> read = parse(parts);
        assertThat(read.isEmpty() || read.get().equals(honest)).isTrue();
      }
      if (all.length > 0) {
        assertThat(parse(List.of(all)).map(honest::equals).orElse(true)).isTrue();
      }
    }
  }

  private static Optional<BlockData> parse(List<byte[]> parts) {
    try {
      return Optional.of(BlockData.parse(parts));
    } catch (MalformedDataException refused) {
      return Optional.empty();
    }
  }

  @Test
  void chains_growToBothSidesAlike() throws VerificationException {
    List<BlockHeader> headers = Orderers.headers(40);
    for (int round = 0; round < ROUNDS; round++) {
      int trusted = random.nextInt(40);
      int begin = random.nextInt(trusted + 1);
      int end = trusted + random.nextInt(40 - trusted);
      HeaderChain chain = HeaderChain.startingAt(headers.get(trusted))
          .prependAll(headers.subList(begin, trusted))
          .appendLinked(headers.subList(trusted + 1, end + 1));
      assertThat(chain.length()).isEqualTo(end - begin + 1);
      assertThat(chain.first()).isEqualTo(headers.get(begin));
      assertThat(chain.head()).isEqualTo(headers.get(end));
    }
  }
}
