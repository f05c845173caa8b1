package org.beleg.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.chain.ChainSegment;
import org.beleg.chain.HashChain;
import org.beleg.cli.DemoForgeries.Forgery;
import org.beleg.cli.GroupRecords.Field;
import org.beleg.hash.Hash;
import org.beleg.ledger.corda.TearOff;
import org.beleg.note.NoteSigner;
import org.beleg.note.SignedNote;
import org.beleg.sign.SigningKey;

/** What a group, or one of its subsidiaries alone, might try on a regulator. All must be refused. */
final class GroupForgeries {

  private static final List<Subsidiary> ALL = List.of(Subsidiary.values());

  private final GroupLedger ledger;
  private final GroupRegulator regulator;
  private final SignedNote checkpoint;
  private final List<Forgery> forgeries = new ArrayList<>();

  private GroupForgeries(GroupLedger ledger, GroupRegulator regulator) {
    this.ledger = ledger;
    this.regulator = regulator;
    this.checkpoint = ledger.checkpoint(ALL);
  }

  /** Tries them all. */
  static List<Forgery> attempt(GroupLedger ledger, GroupRegulator regulator)
      throws MalformedDataException {
    GroupForgeries forger = new GroupForgeries(ledger, regulator);
    forger.alterFields();
    forger.withholdAField();
    forger.signTooFew();
    forger.hideRecords();
    return List.copyOf(forger.forgeries);
  }

  /** Other values in what the regulator sees. */
  private void alterFields() throws MalformedDataException {
    int last = (int) ledger.tree().size() - 1;
    TearOff genuine = ledger.tearOff(last);
    List<String> fields = GroupRegulator.fields(genuine);
    String shown = fields.get(Math.min(2, fields.size() - 1)); // or the heading's, if all is hidden
    add(
        "field: '" + shown + "' altered in the tear-off",
        regulator.record(last, altered(genuine, shown), ledger.receipt(last, checkpoint)));
    String subsidiary = fields.get(0);
    add(
        "field: '" + subsidiary + "' altered, as if another company's",
        regulator.record(last, altered(genuine, subsidiary), ledger.receipt(last, checkpoint)));
    add(
        "record: the tear-off of record " + last + " with the receipt of record 0",
        regulator.record(last, genuine, ledger.receipt(0, checkpoint)));
  }

  /** A field less than the regulator is to see, if it is to see any. */
  private void withholdAField() throws MalformedDataException {
    int last = (int) ledger.tree().size() - 1;
    Subsidiary whose = ledger.records().get(last).subsidiary();
    Optional<String> field = ledger.records().get(last).fields().stream()
        .map(Field::name)
        .filter(whose::shows)
        .findFirst();
    if (field.isPresent()) {
      TearOff less = ledger.tearOff(last, name -> whose.shows(name) && !name.equals(field.get()));
      add(
          "field: '" + field.get() + "' withheld, which was agreed to be shown",
          regulator.record(last, less, ledger.receipt(last, checkpoint)));
    }
  }

  /** A tear-off in which the last character of a component is another one. */
  private static TearOff altered(TearOff genuine, String component) throws MalformedDataException {
    byte[] bytes = genuine.toByteArray();
    String text = new String(bytes, ISO_8859_1); // a character for each byte, so places are kept
    String needle = new String(component.getBytes(UTF_8), ISO_8859_1);
    bytes[text.indexOf(needle) + needle.length() - 1] ^= 1;
    return TearOff.parse(bytes);
  }

  /** Checkpoints that look right, but are not vouched for by enough. */
  private void signTooFew() {
    for (Subsidiary alone : ALL) {
      add(
          "signatures: only " + alone.label() + " signed",
          regulator.checkpoint(ledger.checkpoint(List.of(alone))));
    }
    Subsidiary signed = Subsidiary.BANK;
    NoteSigner again =
        NoteSigner.of("also-" + signed.keyName(), SigningKey.generate(signed.scheme()));
    add(
        "signatures: " + signed.label() + " signed, and a key that nobody knows",
        regulator.checkpoint(ledger.checkpoint(List.of(signed)).withSignatureOf(again)));
    NoteSigner impostor = NoteSigner.of(
        Subsidiary.INSURANCE.keyName(), SigningKey.generate(Subsidiary.INSURANCE.scheme()));
    add(
        "signatures: " + signed.label() + " signed, and another key under insurance's name",
        regulator.checkpoint(ledger.checkpoint(List.of(signed)).withSignatureOf(impostor)));
  }

  /** A record kept back, in each way that does not break a signature. */
  private void hideRecords() {
    int size = (int) ledger.tree().size();
    int hidden = size / 2;
    List<Hash> ids = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      ids.add(GroupRegulator.id(ledger.tearOff(i)));
    }
    ChainSegment whole = ledger.chain().segment(0, size);
    List<Hash> fewer = new ArrayList<>(ids);
    fewer.remove(hidden);
    add(
        "hidden: record " + hidden + " not handed in",
        regulator.complete(checkpoint, whole, fewer));
    List<Hash> twice = new ArrayList<>(ids);
    twice.set(hidden, ids.get(0));
    add(
        "hidden: record 0 handed in twice, in place of record " + hidden,
        regulator.complete(checkpoint, whole, twice));
    HashChain rewritten = HashChain.start(GroupLedger.ALGORITHM, GroupLedger.ORIGIN);
    for (Hash id : twice) {
      rewritten = rewritten.append(id.toByteArray());
    }
    add(
        "hidden: the same, and the chain written anew to fit",
        regulator.complete(checkpoint, rewritten.segment(0, size), twice));
  }

  private void add(String what, Verdict verdict) {
    forgeries.add(new Forgery(what, verdict));
  }
}
