package org.beleg.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.beleg.MalformedDataException;
import org.beleg.VerificationException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** All types are values: copied in and out, equal by content, printed in one line. */
class FabricValuesTest {

  private static final List<BlockHeader> HEADERS = Orderers.headers(3);

  private interface Make {
    Object value(int variant) throws MalformedDataException, VerificationException;
  }

  private static Block block(Orderers orderers, int variant) {
    BlockHeader header = HEADERS.get(1 + variant);
    return Block.of(
        header, Orderers.data("" + (1 + variant)), Orderers.signatures(orderers.sign(0, header)));
  }

  @TestFactory
  Stream<DynamicTest> values_areEqualByContent() {
    Orderers orderers = new Orderers(3);
    Function<Make, DynamicTest> test = make -> DynamicTest.dynamicTest(make.toString(), () -> {
      Object value = make.value(0);
      assertThat(value).isEqualTo(make.value(0)).hasSameHashCodeAs(make.value(0));
      assertThat(value).isNotEqualTo(make.value(1)).isNotEqualTo("a text");
      assertThat(value.toString()).isNotEmpty().doesNotContain("\n");
    });
    return Stream.<Make>of(
            variant -> HEADERS.get(variant),
            variant -> Orderers.envelope("payload " + variant),
            variant -> Orderers.data("payload " + variant),
            variant -> orderers.sign(variant, HEADERS.get(1)),
            variant -> orderers.signByIdentity(variant, HEADERS.get(1)),
            variant -> Orderers.signatures(orderers.sign(variant, HEADERS.get(1))),
            variant -> orderers.consenters().get(variant),
            variant -> ConsenterSet.atLeast(1 + variant, orderers.consenters()),
            variant -> block(orderers, variant),
            variant -> HeaderChain.startingAt(HEADERS.get(variant)))
        .map(test);
  }

  @Test
  void bytes_areCopiedInAndOut() throws MalformedDataException {
    byte[] bytes = {1, 2, 3};
    Envelope envelope = Envelope.of(bytes, bytes);
    BlockSignatures signatures = BlockSignatures.of(Orderers.value(), List.of());
    Consenter consenter = new Orderers(1).consenters().get(0);
    bytes[0] = 9;
    envelope.payload()[0] = 9;
    envelope.signature()[0] = 9;
    signatures.value()[0] = 9;
    consenter.serializedIdentity()[0] = 9;
    consenter.certificatePem()[0] = 9;
    assertThat(envelope).isEqualTo(Envelope.of(new byte[] {1, 2, 3}, new byte[] {1, 2, 3}));
    assertThat(signatures.value()).isEqualTo(Orderers.value());
    assertThat(consenter).isEqualTo(new Orderers(1).consenters().get(0));
    assertThat(consenter.mspId()).isEqualTo("Org1MSP");
    assertThat(consenter.id()).isEqualTo(1);
  }

  @Test
  void sets_knowTheirKind() {
    Orderers orderers = new Orderers(1);
    assertThat(orderers.byzantine())
        .isNotEqualTo(ConsenterSet.atLeast(1, orderers.consenters()))
        .hasToString("1 of 1 orderers");
    assertThat(orderers.byzantine().consenters()).isEqualTo(orderers.consenters());
  }
}
