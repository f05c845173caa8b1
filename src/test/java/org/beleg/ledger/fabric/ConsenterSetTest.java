package org.beleg.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.primitives.Bytes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;
import org.beleg.internal.protobuf.ProtoWriter;
import org.beleg.internal.text.Pem;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.testing.SeededRandom;
import org.junit.jupiter.api.Test;

/** Who signed a block, and who only seems to have. */
class ConsenterSetTest {

  private static final Orderers ORDERERS = new Orderers(4);
  private static final List<BlockHeader> HEADERS = Orderers.headers(3);
  private static final BlockHeader HEADER = HEADERS.get(2);
  private static final ConsenterSet QUORUM = ORDERERS.byzantine(); // 3 of 4

  private static void assertReason(Verdict verdict, Reason reason) {
    assertThat(verdict.reason()).as("%s", verdict).contains(reason);
  }

  private static Verdict verify(BlockSignature... signatures) {
    return QUORUM.verify(HEADER, Orderers.signatures(signatures));
  }

  @Test
  void verify_acceptsAQuorum() {
    BlockSignature[] all = IntStream.range(0, 4)
        .mapToObj(i -> ORDERERS.sign(i, HEADER))
        .toArray(BlockSignature[]::new);
    for (int left = 0; left < 4; left++) {
      BlockSignature[] three = new BlockSignature[3];
      for (int i = 0; i < 3; i++) {
        three[i] = all[(left + 1 + i) % 4];
      }
      assertThat(verify(three)).isEqualTo(Verdict.accepted());
      assertReason(verify(Arrays.copyOf(three, 2)), Reason.QUORUM_NOT_REACHED);
    }
    assertThat(verify(all)).isEqualTo(Verdict.accepted());
    assertReason(verify(), Reason.QUORUM_NOT_REACHED);
  }

  @Test
  void verify_refusesOneOrdererCountedTwice() {
    assertReason(
        verify(ORDERERS.sign(0, HEADER), ORDERERS.sign(1, HEADER), ORDERERS.sign(0, HEADER)),
        Reason.SIGNER_REPEATED);
    // once by number and once by identity
    assertReason(
        verify(
            ORDERERS.sign(0, HEADER), ORDERERS.sign(1, HEADER), ORDERERS.signByIdentity(1, HEADER)),
        Reason.SIGNER_REPEATED);
    // with another nonce, so that the bytes differ
    byte[] own = BlockSignature.identifierHeader(ORDERERS.consenters().get(1), new byte[] {1});
    assertReason(
        verify(ORDERERS.sign(0, HEADER), ORDERERS.sign(1, HEADER), again(own)),
        Reason.SIGNER_REPEATED);
  }

  private static BlockSignature again(byte[] own) {
    try {
      return BlockSignature.ofIdentifier(own, ORDERERS.sign(1, own, HEADER));
    } catch (MalformedDataException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void verify_refusesUnknownOrderers() {
    Orderers strangers = new Orderers(5); // the first four are the same
    BlockSignature stranger = strangers.sign(4, HEADER);
    assertReason(
        verify(ORDERERS.sign(0, HEADER), ORDERERS.sign(1, HEADER), stranger), Reason.KEY_UNKNOWN);
    assertReason(
        verify(
            ORDERERS.sign(0, HEADER),
            ORDERERS.sign(1, HEADER),
            ORDERERS.sign(2, HEADER),
            strangers.signByIdentity(4, HEADER)),
        Reason.KEY_UNKNOWN);
  }

  @Test
  void verify_refusesTheCertificateOfAnotherOrganisation() throws MalformedDataException {
    SigningKey secret = Orderers.secret(1);
    Consenter elsewhere = Consenter.of("OtherMSP", ORDERERS.consenters().get(0).certificatePem());
    byte[] own = BlockSignature.signatureHeader(elsewhere, new byte[1]);
    BlockSignature signature = BlockSignature.ofIdentity(
        own, secret.sign(BlockSignatures.signedBytes(Orderers.value(), own, HEADER)));
    assertReason(verify(signature), Reason.KEY_UNKNOWN);
  }

  @Test
  void verify_refusesASignatureUnderTheNumberOfAnother() throws MalformedDataException {
    byte[] own = BlockSignature.identifierHeader(ORDERERS.consenters().get(2), new byte[1]);
    BlockSignature forged = BlockSignature.ofIdentifier(own, ORDERERS.sign(1, own, HEADER));
    assertReason(
        verify(ORDERERS.sign(0, HEADER), ORDERERS.sign(1, HEADER), forged),
        Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void verify_bindsHeaderValueAndNonce() throws MalformedDataException {
    BlockSignature[] honest = {
      ORDERERS.sign(0, HEADER), ORDERERS.sign(1, HEADER), ORDERERS.signByIdentity(3, HEADER)
    };
    assertThat(verify(honest)).isEqualTo(Verdict.accepted());
    assertReason(
        QUORUM.verify(HEADERS.get(1), Orderers.signatures(honest)), Reason.SIGNATURE_MISMATCH);
    byte[] otherValue = new ProtoWriter().bytes(2, new byte[] {9, 8}).toByteArray();
    assertReason(
        QUORUM.verify(HEADER, BlockSignatures.of(otherValue, List.of(honest))),
        Reason.SIGNATURE_MISMATCH);
    byte[] otherNonce =
        BlockSignature.identifierHeader(ORDERERS.consenters().get(0), new byte[] {99});
    assertReason(
        verify(
            BlockSignature.ofIdentifier(otherNonce, honest[0].signature()), honest[1], honest[2]),
        Reason.SIGNATURE_MISMATCH);
  }

  /** The message is a concatenation: bytes moved from one part to the next leave it as it is. */
  @Test
  void verify_leavesNoWayToMoveBytesBetweenTheParts() {
    BlockSignature honest = ORDERERS.signByIdentity(0, HEADER);
    byte[] joined = Bytes.concat(Orderers.value(), honest.header());
    int readable = 0;
    for (int cut = 0; cut <= joined.length; cut++) {
      byte[] value = Arrays.copyOf(joined, cut);
      byte[] own = Arrays.copyOfRange(joined, cut, joined.length);
      try {
        BlockSignature moved = BlockSignature.ofIdentity(own, honest.signature());
        assertThat(BlockSignatures.of(value, List.of(moved)))
            .isEqualTo(Orderers.signatures(honest));
        readable++;
      } catch (MalformedDataException refused) {
        assertThat(refused.getMessage()).isNotEmpty();
      }
    }
    assertThat(readable).isEqualTo(1);
  }

  @Test
  void verify_refusesTheHighS() throws MalformedDataException {
    BigInteger order =
        new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    BlockSignature honest = ORDERERS.sign(0, HEADER);
    DerReader pair = DerReader.of(honest.signature(), "signature").open(Der.SEQUENCE);
    byte[] r = Der.unsignedInteger(pair.unsignedInteger());
    byte[] s = Der.unsignedInteger(order.subtract(pair.unsignedInteger()));
    BlockSignature turned =
        BlockSignature.ofIdentifier(honest.header(), Der.element(Der.SEQUENCE, r, s));
    assertReason(
        verify(ORDERERS.sign(1, HEADER), ORDERERS.sign(2, HEADER), turned),
        Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
  }

  @Test
  void numbersAreForByzantineServicesAlone() {
    ConsenterSet crash = ConsenterSet.atLeast(1, ORDERERS.consenters());
    assertThat(crash.verify(HEADER, Orderers.signatures(ORDERERS.signByIdentity(2, HEADER))))
        .isEqualTo(Verdict.accepted());
    assertReason(
        crash.verify(HEADER, Orderers.signatures(ORDERERS.sign(2, HEADER))), Reason.KEY_UNKNOWN);
  }

  // --- sets --------------------------------------------------------------------------------------

  @Test
  void byzantine_asksForAQuorum() {
    int[] expected = {1, 2, 2, 3, 4, 4, 5, 6, 6, 7};
    for (int n = 1; n <= expected.length; n++) {
      ConsenterSet set = new Orderers(n).byzantine();
      assertThat(set.threshold()).as("of %s", n).isEqualTo(expected[n - 1]);
      int faulty = (n - 1) / 3;
      assertThat(2 * set.threshold() - n).isGreaterThanOrEqualTo(faulty + 1);
    }
  }

  @Test
  void sets_refuseOneSignerTwice() throws MalformedDataException {
    List<Consenter> consenters = ORDERERS.consenters();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConsenterSet.atLeast(1, List.of(consenters.get(0), consenters.get(0))));
    Consenter renamed = Consenter.numbered(9, "OtherMSP", consenters.get(0).certificatePem());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConsenterSet.byzantine(List.of(consenters.get(0), renamed)));
    Consenter renewed =
        Consenter.numbered(9, "Org1MSP", Orderers.certificate(Orderers.secret(1), "orderer1-2027"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConsenterSet.byzantine(List.of(consenters.get(0), renewed)));
    Consenter sameNumber = Orderers.consenter(1, Orderers.secret(50));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConsenterSet.byzantine(List.of(consenters.get(0), sameNumber)));
  }

  @Test
  void sets_refuseThresholdsOutOfRange() throws MalformedDataException {
    for (int threshold : new int[] {-1, 0, 5}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ConsenterSet.atLeast(threshold, ORDERERS.consenters()));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> ConsenterSet.byzantine(List.of()));
    Consenter unnumbered = Consenter.of("Org1MSP", ORDERERS.consenters().get(0).certificatePem());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConsenterSet.byzantine(List.of(unnumbered)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlockSignature.identifierHeader(unnumbered, new byte[0]));
  }

  // --- certificates ------------------------------------------------------------------------------

  @Test
  void consenter_hasTheKeyOfItsCertificate() throws MalformedDataException {
    SigningKey secret = Orderers.secret(1);
    Consenter consenter = Consenter.of("Org1MSP", Orderers.certificate(secret, "any"));
    assertThat(consenter.key().toRaw()).isEqualTo(secret.verifyingKey().toRaw());
    assertThat(consenter.key().rules().requiresLowS()).isTrue();
    assertThat(consenter.toString()).contains("Org1MSP").doesNotContain("\n");
    assertThat(consenter).isEqualTo(Consenter.of("Org1MSP", consenter.certificatePem()));
  }

  @Test
  void consenter_refusesWhatIsNoCertificateOfP256() throws MalformedDataException {
    byte[] honest = ORDERERS.consenters().get(0).certificatePem();
    byte[] der = Pem.parse(
        new String(honest, StandardCharsets.US_ASCII), "CERTIFICATE", 16_384, "certificate");
    SigningKey other = SigningKey.generate(SignatureScheme.ECDSA_P384_SHA384, new SeededRandom(1));
    for (byte[] bad : List.of(
        new byte[0],
        der,
        Bytes.concat(honest, honest),
        Bytes.concat(honest, new byte[1]),
        Arrays.copyOf(honest, honest.length - 1),
        pem(Bytes.concat(der, new byte[1])),
        pem(Arrays.copyOf(der, der.length - 1)),
        pem(Arrays.copyOfRange(der, 4, der.length)),
        other.verifyingKey().toPem().getBytes(StandardCharsets.US_ASCII),
        Orderers.certificate(other, "other curve"))) {
      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> Consenter.of("Org1MSP", bad));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Consenter.of("", honest));
    for (long id : new long[] {-1, 0, 1L << 32}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Consenter.numbered(id, "Org1MSP", honest));
    }
  }

  private static byte[] pem(byte[] der) {
    return Pem.format("CERTIFICATE", der).getBytes(StandardCharsets.US_ASCII);
  }

  // --- the signatures' own forms -----------------------------------------------------------------

  @Test
  void blockSignatures_refuseOtherSpellings() throws MalformedDataException {
    BlockSignature honest = ORDERERS.sign(0, HEADER);
    BlockSignatures read = BlockSignatures.parse(Orderers.signatures(honest).toByteArray());
    assertThat(read.signatures()).containsExactly(honest);
    assertThat(read.value()).isEqualTo(Orderers.value());
    byte[] identity = BlockSignature.signatureHeader(ORDERERS.consenters().get(0), new byte[1]);
    byte[] both = new ProtoWriter()
        .bytes(1, identity)
        .bytes(2, honest.signature())
        .bytes(3, honest.header())
        .toByteArray();
    byte[] neither = new ProtoWriter().bytes(2, honest.signature()).toByteArray();
    byte[] unsigned = new ProtoWriter().bytes(3, honest.header()).toByteArray();
    for (byte[] bad : List.of(both, neither, unsigned)) {
      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() ->
              BlockSignatures.parse(new ProtoWriter().repeated(2, List.of(bad)).toByteArray()));
    }
    for (byte[] badHeader : List.of(
        new byte[0],
        new ProtoWriter().bytes(2, new byte[1]).toByteArray(),
        new ProtoWriter().number(1, 1L << 32).toByteArray(),
        Bytes.concat(honest.header(), new byte[] {26, 1, 1}))) {
      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> BlockSignature.ofIdentifier(badHeader, honest.signature()));
      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> BlockSignature.ofIdentity(badHeader, honest.signature()));
    }
    for (byte[] badValue : List.of(
        new byte[] {1}, new byte[] {10, 2, 8, 0}, new byte[] {18, 0}, new byte[] {26, 1, 1})) {
      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> BlockSignatures.of(badValue, List.of(honest)));
      // read from a block, where the value could otherwise end behind what is another part's
      byte[] told = new ProtoWriter()
          .bytes(1, badValue)
          .repeated(2, List.of(honest.toByteArray()))
          .toByteArray();
      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> BlockSignatures.parse(told));
    }
  }
}
