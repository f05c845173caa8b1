package org.beleg.ledger.fabric;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;

/**
 * Headers of consecutive blocks of Hyperledger Fabric, around one that the caller trusts.
 *
 * <pre>{@code
 * HeaderChain chain = HeaderChain.startingAt(trusted)
 *     .prependAll(older)                                // by their hashes
 *     .append(next, orderers);                          // by its orderers' signatures
 * Verdict verdict = chain.verify(block);
 * }</pre>
 *
 * <p>Whatever is put in front is fixed by the hash that the header behind it names. What is put behind is
 * fixed by nothing in the chain, so it needs signatures, or {@link #appendLinked}, whose caller says so.
 *
 * <p>Immutable; equal iff the headers are. About 200 bytes for each header; each call that adds headers copies
 * the list.
 */
@Immutable
public final class HeaderChain {

  private final ImmutableList<BlockHeader> headers;

  private HeaderChain(ImmutableList<BlockHeader> headers) {
    this.headers = headers;
  }

  /**
   * A chain of one header.
   *
   * @param trusted a header that the caller trusts, from a source of its own
   * @return the chain
   */
  public static HeaderChain startingAt(BlockHeader trusted) {
    return new HeaderChain(ImmutableList.of(trusted));
  }

  /**
   * This chain with the headers of older blocks in front, each of which the header behind it names.
   *
   * <p>Cost: one hash for each.
   *
   * @param older in ascending order of their numbers, the last one just before {@link #first()}
   * @return the longer chain
   * @throws VerificationException with a reason of {@link BlockHeader#checkFollows}, if one does not fit
   */
  public HeaderChain prependAll(List<BlockHeader> older) throws VerificationException {
    ImmutableList<BlockHeader> copy = ImmutableList.copyOf(older);
    BlockHeader behind = first();
    for (BlockHeader header : copy.reverse()) {
      behind.checkFollows(header).orThrow();
      behind = header;
    }
    return new HeaderChain(
        ImmutableList.<BlockHeader>builder().addAll(copy).addAll(headers).build());
  }

  /**
   * This chain with the next block, if enough orderers signed it.
   *
   * @param next the block behind {@link #head()}
   * @param orderers those of the channel when the block was made
   * @return the longer chain
   * @throws VerificationException with a reason of {@link BlockHeader#checkFollows} or {@link Block#verify}
   */
  public HeaderChain append(Block next, ConsenterSet orderers) throws VerificationException {
    next.header().checkFollows(head()).orThrow();
    next.verify(orderers).orThrow();
    return with(ImmutableList.of(next.header()));
  }

  /**
   * This chain with headers behind it whose links are right and whose signatures are not looked at.
   *
   * <p><b>Security.</b> Anybody can make such headers. Use this for headers that were verified before, or to
   * ask whether the last one is a header that is trusted from elsewhere: then all of them are.
   *
   * <p>Cost: one hash for each.
   *
   * @param newer in ascending order of their numbers, the first one just behind {@link #head()}
   * @return the longer chain
   * @throws VerificationException with a reason of {@link BlockHeader#checkFollows}, if one does not fit
   */
  public HeaderChain appendLinked(List<BlockHeader> newer) throws VerificationException {
    ImmutableList<BlockHeader> copy = ImmutableList.copyOf(newer);
    BlockHeader before = head();
    for (BlockHeader header : copy) {
      header.checkFollows(before).orThrow();
      before = header;
    }
    return with(copy);
  }

  private HeaderChain with(List<BlockHeader> newer) {
    return new HeaderChain(
        ImmutableList.<BlockHeader>builder().addAll(headers).addAll(newer).build());
  }

  /**
   * The header of the oldest block.
   *
   * @return the header
   */
  public BlockHeader first() {
    return headers.get(0);
  }

  /**
   * The header of the newest block.
   *
   * @return the header
   */
  public BlockHeader head() {
    return headers.get(headers.size() - 1);
  }

  /**
   * The number of headers.
   *
   * @return 1 or more
   */
  public int length() {
    return headers.size();
  }

  /**
   * The header of one block.
   *
   * @param number from that of {@link #first()} to that of {@link #head()}
   * @return the header
   * @throws IllegalArgumentException if the block is not in this chain
   */
  public BlockHeader header(long number) {
    checkArgument(
        contains(number),
        "block %s is not in [%s, %s]",
        number,
        first().number(),
        head().number());
    return headers.get((int) (number - first().number()));
  }

  private boolean contains(long number) {
    return number >= first().number() && number <= head().number();
  }

  /**
   * Tells whether a block is one of this chain: its header, and through it its data. Its signatures are not
   * asked for.
   *
   * @param block a block that anyone may have sent
   * @return accepted; or rejected with {@link Reason#BLOCK_NUMBER_WRONG} if its number is not in this chain,
   *     {@link Reason#BLOCK_LINK_BROKEN} if the chain has another header of this number, or {@link
   *     Reason#DATA_HASH_MISMATCH}
   */
  public Verdict verify(Block block) {
    BlockHeader header = requireNonNull(block, "block").header();
    if (!contains(header.number())) {
      return Verdict.rejected(
          Reason.BLOCK_NUMBER_WRONG,
          "block " + header.number() + " is not in [" + first().number() + ", "
              + head().number() + "]");
    }
    if (!header(header.number()).equals(header)) {
      return Verdict.rejected(
          Reason.BLOCK_LINK_BROKEN, "another block " + header.number() + " is in the chain");
    }
    return block.check();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeaderChain that && headers.equals(that.headers);
  }

  @Override
  public int hashCode() {
    return headers.hashCode();
  }

  /** The numbers of the first and last block: one line. */
  @Override
  public String toString() {
    return "headers of blocks " + first().number() + " to " + head().number();
  }
}
