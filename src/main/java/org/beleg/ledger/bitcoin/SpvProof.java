package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.internal.text.LineReader;

/**
 * Shows that a transaction is in a block of a chain of headers, and how much work stands behind it: the
 * simplified payment verification of Bitcoin's paper, as one value with one {@link #verify}.
 *
 * <pre>{@code
 * SpvProof proof = SpvProof.prove(block.prove(7), chain, height, checkpoint.height());
 * // years later
 * HeaderChain trusted = HeaderChain.startAt(BitcoinNetwork.MAINNET, checkpoint);
 * Verdict verdict = SpvProof.parse(text).verify(transaction, ConfirmationPolicy.of(trusted, 6));
 * }</pre>
 *
 * <p>It holds a {@link TransactionProof}, the height of the block, and headers that go on from the ones which
 * the verifier trusts; none if the verifier has them. Network, trusted headers and what counts as confirmed
 * come from the verifier.
 *
 * <p><b>What an accepted proof says.</b> That the transaction is at an index of a block; that the block is at
 * the stated height of a chain which goes on from the trusted headers by the network's rules of targets, work
 * and times; and that as many headers, and as much work, as the {@link ConfirmationPolicy} asks for include
 * and follow it. If the verifier's own headers go another way with at least as much work, the proof is
 * refused. It does not say that the network accepts the block, that no chain with more work exists, nor
 * anything about witness data: for these {@linkplain WitnessProof#verify verify a witness proof} with the
 * {@linkplain #confirmedHeader header} that this one confirms.
 *
 * <p>Source: <a href="https://bitcoin.org/bitcoin.pdf">Bitcoin: A Peer-to-Peer Electronic Cash System,
 * section 8</a>. Immutable.
 */
@Immutable
public final class SpvProof {

  private static final String FORMAT = "beleg/bitcoin-spv-proof/v1";
  private static final String WHAT = "SPV proof";
  private static final String HEIGHT = "height";
  private static final String FIRST_HEIGHT = "first-height";
  private static final String HEADER = "header";

  private final TransactionProof transactionProof;
  private final long height;

  /** The height of the first header; 0 if there is none. */
  private final long firstHeight;

  /** Whole headers, end to end. */
  @SuppressWarnings("Immutable") // private copy, never handed out, never written after construction
  private final byte[] headers;

  private SpvProof(
      TransactionProof transactionProof, long height, long firstHeight, byte[] ownedHeaders) {
    this.transactionProof = transactionProof;
    this.height = height;
    this.firstHeight = firstHeight;
    this.headers = ownedHeaders;
  }

  /**
   * A proof for a verifier who has the headers. Nothing is judged before {@link #verify}.
   *
   * @param transactionProof that the transaction is in the block
   * @param height of the block
   * @return the proof, without headers
   * @throws IllegalArgumentException if no block has that height
   */
  public static SpvProof of(TransactionProof transactionProof, long height) {
    if (height < 0 || height > HeaderCheckpoint.MAX_HEIGHT) {
      throw new IllegalArgumentException("no block has height " + height);
    }
    return new SpvProof(transactionProof, height, 0, new byte[0]);
  }

  /**
   * A proof with headers. Nothing is judged before {@link #verify}.
   *
   * @param transactionProof that the transaction is in the block
   * @param height of the block
   * @param firstHeight the height of the first header, which goes on from one that the verifier trusts
   * @param headers one or more, in order
   * @return the proof
   * @throws IllegalArgumentException if no block has one of these heights, or there is no header
   */
  public static SpvProof of(
      TransactionProof transactionProof, long height, long firstHeight, List<BlockHeader> headers) {
    SpvProof bare = of(transactionProof, height);
    byte[] flat = HeaderChain.flat(headers);
    long count = flat.length / BlockHeader.SIZE;
    if (count == 0 || firstHeight < 1 || firstHeight > HeaderCheckpoint.MAX_HEIGHT - count + 1) {
      throw new IllegalArgumentException(count + " headers from height " + firstHeight);
    }
    return new SpvProof(transactionProof, bare.height, firstHeight, flat);
  }

  /**
   * The proof for a verifier who trusts a chain up to some header: it has all headers behind that one.
   *
   * @param transactionProof that the transaction is in the block
   * @param chain with the block and what was built on it
   * @param height of the block, one of the chain's
   * @param trustedHeight of the last header that the verifier trusts, one of the chain's
   * @return the proof; of 108 characters for each header behind the trusted one
   * @throws IndexOutOfBoundsException if the chain does not have one of these heights
   */
  public static SpvProof prove(
      TransactionProof transactionProof, HeaderChain chain, long height, long trustedHeight) {
    HeaderChain atTrusted = chain.at(trustedHeight);
    HeaderChain atBlock = chain.at(height);
    if (atTrusted.height() == chain.height()) {
      return of(transactionProof, atBlock.height());
    }
    List<BlockHeader> behind = new ArrayList<>();
    for (long next = trustedHeight + 1; next <= chain.height(); next++) {
      behind.add(chain.header(next));
    }
    return of(transactionProof, atBlock.height(), trustedHeight + 1, behind);
  }

  /**
   * That the transaction is in the block.
   *
   * @return the part about the block
   */
  public TransactionProof transactionProof() {
    return transactionProof;
  }

  /**
   * The claimed height of the block.
   *
   * @return the height
   */
  public long height() {
    return height;
  }

  /**
   * The claimed height of the first of the {@link #headers()}.
   *
   * @return 1 or more, or 0 if there are none
   */
  public long firstHeight() {
    return firstHeight;
  }

  /**
   * The headers that go on from the trusted ones.
   *
   * @return a new unmodifiable list, in order
   */
  public List<BlockHeader> headers() {
    BlockHeader[] list = new BlockHeader[count()];
    Arrays.setAll(list, i -> BlockHeader.copyOf(headers, i * BlockHeader.SIZE));
    return List.of(list);
  }

  private int count() {
    return headers.length / BlockHeader.SIZE;
  }

  /**
   * Checks all of it: headers, confirmations, and that the transaction is in the block.
   *
   * <p>Cost: three hashes of 64 bytes for each header that the verifier does not have, and those of {@link
   * TransactionProof#verify}.
   *
   * @param transaction what is claimed to be in the block, without witness data
   * @param policy what the verifier trusts and asks for
   * @return accepted, or rejected with any reason of {@link #confirmedHeader} or {@link
   *     TransactionProof#verify}
   */
  public Verdict verify(Transaction transaction, ConfirmationPolicy policy) {
    BlockHeader header;
    try {
      header = confirmedHeader(policy);
    } catch (VerificationException e) {
      return e.verdict();
    }
    return transactionProof.verify(transaction, header);
  }

  /**
   * The block's header, once it is confirmed. For whoever has another proof to verify with it; {@link
   * #verify} leaves no such step to the caller.
   *
   * @param policy what the verifier trusts and asks for
   * @return the header at {@link #height()}, which the verifier may trust as far as the policy goes
   * @throws VerificationException if it is not confirmed: {@link Reason#HEADER_UNLINKED}, {@link
   *     Reason#HEADER_TIME_TOO_LATE}, {@link Reason#BLOCK_NOT_IN_CHAIN}, {@link
   *     Reason#CONFIRMATIONS_TOO_FEW}, or any reason of {@link HeaderChain#append}
   */
  public BlockHeader confirmedHeader(ConfirmationPolicy policy) throws VerificationException {
    HeaderChain trusted = policy.trusted();
    int known = knownHeaders(trusted);
    byte[] rest = Arrays.copyOfRange(headers, known * BlockHeader.SIZE, headers.length);
    if (rest.length == 0) {
      return require(policy, trusted, new byte[0], trusted.height());
    }
    HeaderChain base = trusted.at(firstHeight + known - 1);
    requireTimes(base, rest, policy.latestTimestampSeconds());
    HeaderRules rules = base.judge(rest);
    if (base.work().add(rules.work()).compareTo(trusted.work()) > 0) {
      return require(policy, base, rest, firstHeight + count() - 1);
    }
    // the verifier's own headers go another way, and what they do not share counts for nothing
    if (height > base.height()) {
      throw Refusal.of(
          Reason.BLOCK_NOT_IN_CHAIN,
          "the headers behind height " + base.height() + " have no more work than " + trusted);
    }
    return require(policy, trusted, new byte[0], trusted.height());
  }

  /** How many of the headers, from the first on, the verifier has too. */
  private int knownHeaders(HeaderChain trusted) throws VerificationException {
    if (headers.length == 0) {
      return 0;
    }
    if (firstHeight <= trusted.start().height() || firstHeight > trusted.height() + 1) {
      throw Refusal.of(
          Reason.HEADER_UNLINKED,
          "headers from height " + firstHeight + " do not go on from one of ["
              + trusted.start().height() + ", " + trusted.height() + "]");
    }
    int known = 0;
    while (known < count()
        && firstHeight + known <= trusted.height()
        && trusted
            .header(firstHeight + known)
            .equals(BlockHeader.copyOf(headers, known * BlockHeader.SIZE))) {
      known++;
    }
    return known;
  }

  private static void requireTimes(HeaderChain base, byte[] more, long latest)
      throws VerificationException {
    HeaderHistory history = base.history(more);
    long end = base.height() + 1 + more.length / BlockHeader.SIZE;
    for (long next = base.height() + 1; next < end; next++) {
      if (history.time(next) > latest) {
        throw Refusal.of(
            Reason.HEADER_TIME_TOO_LATE,
            "header at height " + next + " is of " + history.time(next) + ", after " + latest);
      }
    }
  }

  /** The header at the block's height of a chain and more headers, if it is confirmed there. */
  private BlockHeader require(
      ConfirmationPolicy policy, HeaderChain base, byte[] more, long tipHeight)
      throws VerificationException {
    if (height < base.start().height() || height > tipHeight) {
      throw Refusal.of(
          Reason.BLOCK_NOT_IN_CHAIN,
          "height " + height + " is not in [" + base.start().height() + ", " + tipHeight + "]");
    }
    long confirmations = tipHeight - height + 1;
    BigInteger work = base.history(more).work(height, tipHeight + 1);
    if (confirmations < policy.minimumConfirmations() || work.compareTo(policy.minimumWork()) < 0) {
      throw Refusal.of(
          Reason.CONFIRMATIONS_TOO_FEW,
          confirmations + " confirmations and work " + work + ", not "
              + policy.minimumConfirmations() + " and " + policy.minimumWork());
    }
    return height <= base.height()
        ? base.header(height)
        : BlockHeader.copyOf(more, (int) (height - base.height() - 1) * BlockHeader.SIZE);
  }

  /**
   * Reads what {@link #format} prints. Cost: in proportion to the text.
   *
   * @param text the proof
   * @return the proof, not yet verified
   * @throws MalformedDataException if the text is anything else
   */
  public static SpvProof parse(String text) throws MalformedDataException {
    LineReader lines = new LineReader(text, WHAT);
    lines.expect(FORMAT);
    long height = lines.number(HEIGHT);
    if (height > HeaderCheckpoint.MAX_HEIGHT) {
      throw lines.malformed("no block has height " + height);
    }
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    long firstHeight = 0;
    if (lines.nextBeginsWith(FIRST_HEIGHT + ' ')) {
      firstHeight = lines.number(FIRST_HEIGHT);
      do {
        byte[] header = ProofLines.readBytes(lines, HEADER, WHAT);
        if (header.length != BlockHeader.SIZE) {
          throw lines.malformed(header.length + " bytes, not " + BlockHeader.SIZE);
        }
        headers.writeBytes(header);
      } while (lines.nextBeginsWith(HEADER + ' '));
      long count = headers.size() / BlockHeader.SIZE;
      if (firstHeight < 1 || firstHeight > HeaderCheckpoint.MAX_HEIGHT - count + 1) {
        throw lines.malformed(count + " headers from height " + firstHeight);
      }
    }
    TransactionProof transactionProof = ProofLines.readTransactionProof(lines, WHAT);
    ProofLines.requireEnd(lines);
    return new SpvProof(transactionProof, height, firstHeight, headers.toByteArray());
  }

  /**
   * This proof as text, format {@code beleg/bitcoin-spv-proof/v1}: that name and {@code height}; if there are
   * headers, {@code first-height} and one line {@code header} for each, in base64; then the lines of {@link
   * TransactionProof#format} without the first. Each line is ended by LF.
   *
   * @return the text
   * @throws IllegalStateException as {@link TransactionProof#format}
   */
  public String format() {
    StringBuilder text = new StringBuilder(FORMAT + '\n');
    text.append(HEIGHT).append(' ').append(height).append('\n');
    if (headers.length > 0) {
      text.append(FIRST_HEIGHT).append(' ').append(firstHeight).append('\n');
      headers().forEach(header -> ProofLines.append(text, HEADER, header.format()));
    }
    ProofLines.append(text, transactionProof);
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpvProof that
        && height == that.height
        && firstHeight == that.firstHeight
        && Arrays.equals(headers, that.headers)
        && transactionProof.equals(that.transactionProof);
  }

  @Override
  public int hashCode() {
    return 31 * transactionProof.hashCode() + Long.hashCode(height);
  }

  /** Names the claim. */
  @Override
  public String toString() {
    return transactionProof + ", block at height " + height + ", " + count() + " headers";
  }
}
