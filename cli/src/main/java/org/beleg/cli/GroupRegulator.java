package org.beleg.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.chain.ChainSegment;
import org.beleg.chain.HashChain;
import org.beleg.hash.Hash;
import org.beleg.ledger.corda.TearOff;
import org.beleg.ledger.corda.VisibleGroup;
import org.beleg.note.Checkpoint;
import org.beleg.note.Receipt;
import org.beleg.note.SignedNote;
import org.beleg.note.TrustPolicy;

/**
 * What a regulator does with what a group hands in, offline and with nothing but the subsidiaries' public
 * keys: whether each record is what was signed, and whether none is missing.
 */
final class GroupRegulator {

  private final TrustPolicy policy;

  GroupRegulator(TrustPolicy policy) {
    this.policy = policy;
  }

  /** Whether enough subsidiaries vouch for a checkpoint. */
  Verdict checkpoint(SignedNote note) {
    return policy.verify(note);
  }

  /**
   * Whether the shown fields are those of a record at this place of the ledger, and the record's heading is
   * all there.
   */
  Verdict record(long index, TearOff tearOff, Receipt receipt) {
    if (tearOff.groupHashes().get(0).size() != GroupLedger.ALGORITHM.size()) {
      return Verdict.rejected(Reason.HASH_SIZE_WRONG, "not hashed with " + GroupLedger.ALGORITHM);
    }
    Hash id = id(tearOff);
    Verdict shown = tearOff.verify(GroupLedger.PROFILE, id);
    Verdict heading = tearOff.verifyAllVisible(GroupLedger.PROFILE, id, GroupLedger.HEADING);
    if (!shown.isAccepted() || !heading.isAccepted()) {
      return shown.isAccepted() ? heading : shown;
    }
    Verdict sealed = receipt.verify(id.toByteArray(), policy);
    if (sealed.isAccepted() && receipt.proof().leafIndex() != index) {
      return Verdict.rejected(
          Reason.LEAF_INDEX_OUT_OF_RANGE,
          "receipt of record " + receipt.proof().leafIndex() + ", not " + index);
    }
    return sealed;
  }

  /** The id of a tear-off's record: a claim, until the record was judged. */
  static Hash id(TearOff tearOff) {
    return tearOff.impliedId(GroupLedger.ALGORITHM);
  }

  /** Whether these are all records of the ledger, in its order, from its first to its last. */
  Verdict complete(SignedNote note, ChainSegment segment, List<Hash> ids) {
    try {
      Checkpoint checkpoint = policy.open(note);
      if (ids.size() != checkpoint.treeSize()) {
        return Verdict.rejected(
            Reason.ENTRY_COUNT_WRONG,
            ids.size() + " records, " + checkpoint.treeSize() + " were sealed");
      }
      HashChain start = HashChain.start(GroupLedger.ALGORITHM, GroupLedger.ORIGIN);
      List<byte[]> entries = ids.stream().map(Hash::toByteArray).toList();
      return segment.check(start.head(), GroupLedger.chainHead(checkpoint), entries);
    } catch (VerificationException e) {
      return e.verdict();
    } catch (MalformedDataException e) {
      return Verdict.rejected(Reason.CHECKPOINT_MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  /** The shown fields of a record, in words: {@code name=value}. */
  static List<String> fields(TearOff tearOff) {
    return tearOff.visibleGroups().stream()
        .map(VisibleGroup::components)
        .flatMap(List::stream)
        .map(component -> new String(component, UTF_8))
        .toList();
  }
}
