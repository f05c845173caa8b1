package org.beleg.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.junit.jupiter.api.Test;

/** Chains that grow by hashes to the front, and by signatures to the back. */
class HeaderChainTest {

  private static final List<BlockHeader> HEADERS = Orderers.headers(8);
  private static final Orderers ORDERERS = new Orderers(4);

  private static void assertReason(ThrowingCallable call, Reason reason) {
    VerificationException refused = catchThrowableOfType(VerificationException.class, call);
    assertThat(refused).isNotNull();
    assertThat(refused.verdict().reason()).contains(reason);
  }

  private static Block block(BlockHeader header, int payload, int... signers) {
    BlockSignature[] signatures = new BlockSignature[signers.length];
    for (int i = 0; i < signers.length; i++) {
      signatures[i] = ORDERERS.sign(signers[i], header);
    }
    return Block.of(header, Orderers.data("" + payload), Orderers.signatures(signatures));
  }

  @Test
  void prependAll_needsTheNamedHeadersAlone() throws VerificationException {
    HeaderChain chain = HeaderChain.startingAt(HEADERS.get(7))
        .prependAll(HEADERS.subList(4, 7))
        .prependAll(List.of())
        .prependAll(HEADERS.subList(0, 4));
    assertThat(chain.length()).isEqualTo(8);
    assertThat(chain.first()).isEqualTo(HEADERS.get(0));
    assertThat(chain.head()).isEqualTo(HEADERS.get(7));
    for (int i = 0; i < 8; i++) {
      assertThat(chain.header(i)).isEqualTo(HEADERS.get(i));
    }
    assertThat(chain)
        .isEqualTo(HeaderChain.startingAt(HEADERS.get(0)).appendLinked(HEADERS.subList(1, 8)));
  }

  @Test
  void prependAll_refusesEveryOtherHeader() {
    HeaderChain chain = HeaderChain.startingAt(HEADERS.get(7));
    for (int i = 0; i < 7; i++) {
      List<BlockHeader> older = new ArrayList<>(HEADERS.subList(0, 7));
      BlockHeader honest = older.get(i);
      older.set(
          i,
          i == 0
              ? BlockHeader.genesis(Orderers.data("other").dataHash())
              : BlockHeader.of(
                  i, honest.previousHash().orElseThrow(), Orderers.data("other").dataHash()));
      assertReason(() -> chain.prependAll(older).length(), Reason.BLOCK_LINK_BROKEN);
      List<BlockHeader> gap = new ArrayList<>(HEADERS.subList(0, 7));
      gap.remove(i);
      if (i > 0) {
        assertReason(() -> chain.prependAll(gap).length(), Reason.BLOCK_NUMBER_WRONG);
      }
      List<BlockHeader> twice = new ArrayList<>(HEADERS.subList(0, 7));
      twice.add(i, HEADERS.get(i));
      assertReason(() -> chain.prependAll(twice).length(), Reason.BLOCK_NUMBER_WRONG);
    }
  }

  @Test
  void append_needsTheSignaturesOfTheOrderers() throws VerificationException {
    HeaderChain chain = HeaderChain.startingAt(HEADERS.get(4));
    ConsenterSet quorum = ORDERERS.byzantine();
    HeaderChain longer = chain
        .append(block(HEADERS.get(5), 5, 0, 1, 2), quorum)
        .append(block(HEADERS.get(6), 6, 3, 2, 1), quorum);
    assertThat(longer.head()).isEqualTo(HEADERS.get(6));
    assertThat(chain.length()).isEqualTo(1);
    assertReason(
        () -> chain.append(block(HEADERS.get(5), 5, 0, 1), quorum).length(),
        Reason.QUORUM_NOT_REACHED);
    assertReason(
        () -> chain.append(block(HEADERS.get(5), 6, 0, 1, 2), quorum).length(),
        Reason.DATA_HASH_MISMATCH);
    assertReason(
        () -> chain.append(block(HEADERS.get(6), 6, 0, 1, 2), quorum).length(),
        Reason.BLOCK_NUMBER_WRONG);
    // linked rightly, but by nobody's signature
    BlockHeader invented =
        BlockHeader.of(5, HEADERS.get(4).hash(), Orderers.data("5").dataHash());
    Block unsigned = Block.of(invented, Orderers.data("5"), Orderers.signatures());
    assertReason(() -> chain.append(unsigned, quorum).length(), Reason.QUORUM_NOT_REACHED);
    // signed rightly, but for another predecessor
    BlockHeader fork =
        BlockHeader.of(5, HEADERS.get(3).hash(), Orderers.data("5").dataHash());
    assertReason(
        () -> chain.append(block(fork, 5, 0, 1, 2), quorum).length(), Reason.BLOCK_LINK_BROKEN);
  }

  @Test
  void appendLinked_refusesBrokenLinks() {
    HeaderChain chain = HeaderChain.startingAt(HEADERS.get(2));
    assertReason(
        () -> chain.appendLinked(HEADERS.subList(4, 6)).length(), Reason.BLOCK_NUMBER_WRONG);
    assertReason(
        () -> chain.appendLinked(HEADERS.subList(2, 6)).length(), Reason.BLOCK_NUMBER_WRONG);
    BlockHeader other = BlockHeader.of(3, HEADERS.get(0).hash(), HEADERS.get(3).dataHash());
    assertReason(() -> chain.appendLinked(List.of(other)).length(), Reason.BLOCK_LINK_BROKEN);
  }

  @Test
  void verify_bindsNumberHeaderAndData() throws VerificationException {
    HeaderChain chain = HeaderChain.startingAt(HEADERS.get(6)).prependAll(HEADERS.subList(2, 6));
    for (int i = 2; i <= 6; i++) {
      assertThat(chain.verify(block(HEADERS.get(i), i))).isEqualTo(Verdict.accepted());
      assertThat(chain.verify(block(HEADERS.get(i), i + 1)).reason())
          .contains(Reason.DATA_HASH_MISMATCH);
      BlockHeader other =
          BlockHeader.of(i, HEADERS.get(0).hash(), Orderers.data("" + i).dataHash());
      assertThat(chain.verify(block(other, i)).reason()).contains(Reason.BLOCK_LINK_BROKEN);
    }
    for (int i : new int[] {0, 1, 7}) {
      assertThat(chain.verify(block(HEADERS.get(i), i)).reason())
          .contains(Reason.BLOCK_NUMBER_WRONG);
      assertThatIllegalArgumentException().isThrownBy(() -> chain.header(i));
    }
    assertThat(chain.toString()).isEqualTo("headers of blocks 2 to 6");
  }
}
