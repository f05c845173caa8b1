package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.beleg.ledger.bitcoin.RegtestBlocks.CHAIN;
import static org.beleg.ledger.bitcoin.RegtestBlocks.HEIGHT;
import static org.beleg.ledger.bitcoin.RegtestBlocks.TRANSACTIONS;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.junit.jupiter.api.Test;

class SpvProofTest {

  private static final Transaction PAYMENT = TRANSACTIONS.get(1);
  private static final TransactionProof INSIDE = RegtestBlocks.proof(1);

  /** For whoever trusts the header at height 6. */
  private static final SpvProof PROOF = SpvProof.prove(INSIDE, CHAIN, HEIGHT, 6);

  private static final ConfirmationPolicy POLICY = ConfirmationPolicy.of(CHAIN.at(6), 5);

  @Test
  void verify_acceptsBehindEveryTrustedHeader() {
    for (int trusted = 0; trusted <= 12; trusted++) {
      for (int known = trusted; known <= 12; known++) {
        SpvProof proof = SpvProof.prove(INSIDE, CHAIN, HEIGHT, trusted);
        assertThat(proof.headers()).hasSize(12 - trusted);
        assertAccepted(proof, ConfirmationPolicy.of(CHAIN.at(known), 5));
      }
    }
  }

  @Test
  void verify_acceptsBehindACheckpoint() throws VerificationException {
    HeaderChain longChain = RegtestMiner.chain(2016, 1);
    HeaderChain trusted = HeaderChain.startAt(BitcoinNetwork.REGTEST, longChain.checkpoint(2016));
    BlockHeader block = RegtestMiner.mine(
        trusted.tip().hash(),
        CHAIN.header(HEIGHT).merkleRoot(),
        trusted.tip().timestampSeconds() + 1);
    HeaderChain full = trusted.append(block);
    SpvProof proof = SpvProof.prove(INSIDE, full, 2017, 2016);
    assertAccepted(proof, ConfirmationPolicy.of(trusted, 1));
    // before the checkpoint nothing is known
    assertRefused(
        SpvProof.of(INSIDE, 2015), ConfirmationPolicy.of(full, 1), Reason.BLOCK_NOT_IN_CHAIN);
    assertRefused(
        SpvProof.of(INSIDE, 2015, 2015, List.of(longChain.header(2015))),
        ConfirmationPolicy.of(full, 1),
        Reason.HEADER_UNLINKED);
  }

  @Test
  void verify_refusesUnlinkedHeader() {
    List<BlockHeader> headers = new ArrayList<>(PROOF.headers());
    headers.remove(3);
    assertRefused(headers, Reason.HEADER_UNLINKED);
    headers.add(3, headers.get(2));
    assertRefused(headers, Reason.HEADER_UNLINKED);
    // of another place, of another chain, of another network
    assertRefused(SpvProof.of(INSIDE, HEIGHT, 8, PROOF.headers()), POLICY, Reason.HEADER_UNLINKED);
    assertRefused(SpvProof.of(INSIDE, HEIGHT, 6, PROOF.headers()), POLICY, Reason.HEADER_UNLINKED);
    HeaderChain other = RegtestBlocks.chain(12, 9);
    assertRefused(PROOF, ConfirmationPolicy.of(other.at(6), 5), Reason.HEADER_UNLINKED);
    HeaderChain mainnet = HeaderChain.startAt(BitcoinNetwork.MAINNET);
    assertRefused(
        SpvProof.prove(INSIDE, CHAIN, HEIGHT, 0),
        ConfirmationPolicy.of(mainnet, 1),
        Reason.HEADER_UNLINKED);
  }

  @Test
  void verify_refusesHashAboveTarget() {
    List<BlockHeader> headers = new ArrayList<>(PROOF.headers());
    BlockHeader last = headers.get(5);
    headers.set(
        5,
        RegtestMiner.search(
            nonce -> BlockHeader.of(
                4,
                last.previousHash(),
                last.merkleRoot(),
                last.timestampSeconds(),
                last.bits(),
                nonce),
            false));
    assertRefused(headers, Reason.PROOF_OF_WORK_MISSING);
  }

  @Test
  void verify_refusesWrongBits() {
    List<BlockHeader> headers = new ArrayList<>(PROOF.headers());
    BlockHeader last = headers.get(5);
    headers.set(
        5,
        RegtestMiner.search(
            nonce -> BlockHeader.of(
                4,
                last.previousHash(),
                last.merkleRoot(),
                last.timestampSeconds(),
                0x2100ffff,
                nonce),
            true));
    assertRefused(headers, Reason.TARGET_UNEXPECTED);
  }

  @Test
  void verify_refusesTooFewConfirmations() {
    assertRefused(PROOF, ConfirmationPolicy.of(CHAIN.at(6), 6), Reason.CONFIRMATIONS_TOO_FEW);
    assertRefused(PROOF, ConfirmationPolicy.of(CHAIN, 6), Reason.CONFIRMATIONS_TOO_FEW);
    assertRefused(
        SpvProof.of(INSIDE, HEIGHT),
        ConfirmationPolicy.of(CHAIN.at(8), 2),
        Reason.CONFIRMATIONS_TOO_FEW);
    assertRefused(
        PROOF, ConfirmationPolicy.of(CHAIN.at(6), Long.MAX_VALUE), Reason.CONFIRMATIONS_TOO_FEW);
    assertThatIllegalArgumentException().isThrownBy(() -> ConfirmationPolicy.of(CHAIN, 0));
  }

  @Test
  void verify_refusesTooLittleWork() {
    BigInteger work = BigInteger.valueOf(10); // five headers of 2
    assertAccepted(PROOF, POLICY.requiringWork(work));
    assertRefused(
        PROOF, POLICY.requiringWork(work.add(BigInteger.ONE)), Reason.CONFIRMATIONS_TOO_FEW);
    assertThat(POLICY.requiringWork(work).minimumConfirmations()).isEqualTo(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> POLICY.requiringWork(BigInteger.ONE.negate()));
  }

  @Test
  void verify_refusesHeadersFromTheFuture() {
    long last = CHAIN.tip().timestampSeconds();
    assertAccepted(PROOF, POLICY.requiringTimesUpTo(last));
    assertRefused(PROOF, POLICY.requiringTimesUpTo(last - 1), Reason.HEADER_TIME_TOO_LATE);
    assertRefused(
        PROOF,
        POLICY.requiringTimesUpTo(last - 1).requiringWork(BigInteger.TEN),
        Reason.HEADER_TIME_TOO_LATE);
    // what the verifier has already it took for good
    assertAccepted(PROOF, ConfirmationPolicy.of(CHAIN, 5).requiringTimesUpTo(0));
    assertThat(POLICY.requiringTimesUpTo(7).latestTimestampSeconds()).isEqualTo(7);
    assertThatIllegalArgumentException().isThrownBy(() -> POLICY.requiringTimesUpTo(-1));
  }

  @Test
  void verify_refusesAnotherHeight() {
    for (int height : new int[] {7, 9, 12}) {
      SpvProof relabelled = SpvProof.of(INSIDE, height, 7, PROOF.headers());
      assertRefused(relabelled, ConfirmationPolicy.of(CHAIN.at(6), 1), Reason.ROOT_MISMATCH);
    }
    assertRefused(
        SpvProof.of(INSIDE, 13, 7, PROOF.headers()),
        ConfirmationPolicy.of(CHAIN.at(6), 1),
        Reason.BLOCK_NOT_IN_CHAIN);
  }

  @Test
  void verify_refusesAnotherTransactionOrIndex() {
    assertThat(PROOF.verify(TRANSACTIONS.get(2), POLICY).reason()).hasValue(Reason.ROOT_MISMATCH);
    SpvProof other = SpvProof.prove(RegtestBlocks.proof(2), CHAIN, HEIGHT, 6);
    assertThat(other.verify(TRANSACTIONS.get(2), POLICY).isAccepted()).isTrue();
    assertThat(other.verify(PAYMENT, POLICY).isAccepted()).isFalse();
  }

  @Test
  void verify_refusesTheBranchWithLessOrEqualWork() {
    // parts at 5; the verifier knows it up to 12 as well
    HeaderChain rival = RegtestBlocks.chain(12, 9);
    SpvProof behindFive = SpvProof.prove(INSIDE, CHAIN, HEIGHT, 5);
    assertRefused(behindFive, ConfirmationPolicy.of(rival, 1), Reason.BLOCK_NOT_IN_CHAIN);
    assertAccepted(behindFive, ConfirmationPolicy.of(rival.at(11), 5));
    // a block that both have is confirmed by the verifier's own headers
    SpvProof common = SpvProof.of(INSIDE, 3, 6, behindFive.headers());
    assertThatExceptionOfType(VerificationException.class)
        .isThrownBy(() -> common.confirmedHeader(ConfirmationPolicy.of(rival, 11)));
    assertThat(confirmed(common, ConfirmationPolicy.of(rival, 10))).isEqualTo(CHAIN.header(3));
  }

  @Test
  void verify_refusesHeadersThatArePinnedOtherwise() {
    HeaderChain pinned = CHAIN.at(6).pinning(10, RegtestBlocks.chain(12, 9).hash(10));
    assertRefused(PROOF, ConfirmationPolicy.of(pinned, 1), Reason.HEADER_PINNED_OTHERWISE);
  }

  @Test
  void verify_leavesTheTrustedChainAsItIs() throws VerificationException {
    HeaderChain trusted = CHAIN.at(6);
    assertAccepted(PROOF, ConfirmationPolicy.of(trusted, 5));
    assertThat(trusted.height()).isEqualTo(6);
    assertThat(trusted.append(CHAIN.header(7))).isEqualTo(CHAIN.at(7));
  }

  @Test
  void of_refusesHeightsThatNoBlockHas() {
    long most = HeaderCheckpoint.MAX_HEIGHT;
    List<BlockHeader> two = PROOF.headers().subList(0, 2);
    assertThatIllegalArgumentException().isThrownBy(() -> SpvProof.of(INSIDE, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> SpvProof.of(INSIDE, most + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> SpvProof.of(INSIDE, 1, 0, two));
    assertThatIllegalArgumentException().isThrownBy(() -> SpvProof.of(INSIDE, 1, most, two));
    assertThatIllegalArgumentException().isThrownBy(() -> SpvProof.of(INSIDE, 1, 1, List.of()));
    assertRefused(SpvProof.of(INSIDE, most, most - 1, two), POLICY, Reason.HEADER_UNLINKED);
  }

  @Test
  void format_isReadBack() throws MalformedDataException {
    for (SpvProof proof : List.of(PROOF, SpvProof.of(INSIDE, 0))) {
      SpvProof read = SpvProof.parse(proof.format());
      assertThat(read).isEqualTo(proof).hasSameHashCodeAs(proof);
      assertThat(read.format()).isEqualTo(proof.format());
      assertThat(read.headers()).isEqualTo(proof.headers());
    }
    assertThat(PROOF.format())
        .startsWith("beleg/bitcoin-spv-proof/v1\nheight 8\nfirst-height 7\nheader BAAAA");
    assertAccepted(SpvProof.parse(PROOF.format()), POLICY);
  }

  @Test
  void parse_refusesOtherTexts() {
    String text = PROOF.format();
    String bare = SpvProof.of(INSIDE, 8).format();
    String header =
        text.lines().filter(line -> line.startsWith("header")).toList().get(0) + "\n";
    for (String other : List.of(
        "",
        text + "\n",
        text.substring(0, text.length() - 1),
        text.replace("v1", "v2"),
        text.replace("height 8", "height 08"),
        text.replace("height 8", "height -8"),
        text.replace("height 8\n", "height 268435456\n"),
        text.replace("first-height 7", "first-height 0"),
        text.replace("first-height 7", "first-height 268435451"),
        text.replace("first-height 7\n", ""),
        bare.replace("height 8\n", "height 8\nfirst-height 7\n"),
        text.replace(header, "header AAAA\n"),
        text.replace(header, header + "\n"),
        text.replace("header BAAAA", "header  BAAAA"),
        text.replace("\n", "\r\n"))) {
      assertThatExceptionOfType(MalformedDataException.class)
          .as(other)
          .isThrownBy(() -> SpvProof.parse(other));
    }
  }

  private static BlockHeader confirmed(SpvProof proof, ConfirmationPolicy policy) {
    try {
      return proof.confirmedHeader(policy);
    } catch (VerificationException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertAccepted(SpvProof proof, ConfirmationPolicy policy) {
    assertThat(proof.verify(PAYMENT, policy)).isEqualTo(Verdict.accepted());
    assertThat(confirmed(proof, policy).merkleRoot())
        .isEqualTo(CHAIN.header(HEIGHT).merkleRoot());
  }

  private static void assertRefused(List<BlockHeader> headers, Reason reason) {
    assertRefused(
        SpvProof.of(INSIDE, HEIGHT, 7, headers), ConfirmationPolicy.of(CHAIN.at(6), 1), reason);
  }

  private static void assertRefused(SpvProof proof, ConfirmationPolicy policy, Reason reason) {
    assertThat(proof.verify(PAYMENT, policy).reason()).hasValue(reason);
  }

  @Test
  void values_nameWhatTheyClaim() {
    assertThat(PROOF.transactionProof()).isEqualTo(INSIDE);
    assertThat(PROOF.firstHeight()).isEqualTo(7);
    assertThat(PROOF.toString()).endsWith("block at height 8, 6 headers");
    assertThat(PROOF).isNotEqualTo(SpvProof.of(INSIDE, HEIGHT));
    assertThat(POLICY.trusted()).isEqualTo(CHAIN.at(6));
    assertThat(POLICY.minimumWork()).isZero();
    assertThat(POLICY.toString()).startsWith("5 confirmations and work 0 behind REGTEST headers");
  }

  @Test
  void policies_areEqualIffTheyAskForTheSame() {
    assertThat(POLICY)
        .isEqualTo(ConfirmationPolicy.of(CHAIN.at(6), 5))
        .hasSameHashCodeAs(ConfirmationPolicy.of(CHAIN.at(6), 5))
        .isNotEqualTo(ConfirmationPolicy.of(CHAIN.at(7), 5))
        .isNotEqualTo(ConfirmationPolicy.of(CHAIN.at(6), 6))
        .isNotEqualTo(POLICY.requiringWork(BigInteger.ONE))
        .isNotEqualTo(POLICY.requiringTimesUpTo(5))
        .isNotEqualTo(PROOF);
  }
}
