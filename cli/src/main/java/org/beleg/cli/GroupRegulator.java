package org.beleg.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.chain.ChainSegment;
import org.beleg.chain.HashChain;
import org.beleg.hash.Hash;
import org.beleg.ledger.corda.TearOff;
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
  private final Map<Subsidiary, List<String>> agreedFields;

  /** Knows which fields each subsidiary agreed to show of every record. */
  GroupRegulator(TrustPolicy policy, Map<Subsidiary, List<String>> agreedFields) {
    this.policy = policy;
    this.agreedFields = Map.copyOf(agreedFields);
  }

  /** Whether enough subsidiaries vouch for a checkpoint. */
  Verdict checkpoint(SignedNote note) {
    return policy.verify(note);
  }

  /**
   * Whether the shown fields are those of a record at this place of the ledger, the record's heading is all
   * there, and no field is withheld that the subsidiary agreed to show.
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
    Verdict agreed = agreedFields(tearOff);
    if (!agreed.isAccepted()) {
      return agreed;
    }
    Verdict sealed = receipt.verify(id.toByteArray(), policy);
    if (sealed.isAccepted() && receipt.proof().leafIndex() != index) {
      return Verdict.rejected(
          Reason.LEAF_INDEX_OUT_OF_RANGE,
          "receipt of record " + receipt.proof().leafIndex() + ", not " + index);
    }
    return sealed;
  }

  private Verdict agreedFields(TearOff tearOff) {
    String whose = texts(tearOff, GroupLedger.HEADING).findFirst().orElse("");
    Optional<Subsidiary> subsidiary = Arrays.stream(Subsidiary.values())
        .filter(each -> GroupLedger.owner(each).component().equals(whose))
        .findFirst();
    if (subsidiary.isEmpty()) {
      return Verdict.rejected(Reason.ORIGIN_MISMATCH, "'" + whose + "' is no company of the group");
    }
    Set<String> shown = texts(tearOff, GroupLedger.FIELDS)
        .map(field -> field.substring(0, Math.max(0, field.indexOf('='))))
        .collect(Collectors.toSet());
    List<String> withheld = agreedFields.getOrDefault(subsidiary.get(), List.of()).stream()
        .filter(name -> !shown.contains(name))
        .toList();
    return withheld.isEmpty()
        ? Verdict.accepted()
        : Verdict.rejected(Reason.COMPONENTS_HIDDEN, "fields not shown: " + withheld);
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
    return Stream.of(GroupLedger.HEADING, GroupLedger.FIELDS)
        .flatMap(group -> texts(tearOff, group))
        .toList();
  }

  private static Stream<String> texts(TearOff tearOff, int group) {
    return tearOff.group(group).stream()
        .flatMap(shown -> shown.components().stream())
        .map(component -> new String(component, UTF_8));
  }
}
