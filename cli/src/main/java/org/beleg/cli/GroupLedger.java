package org.beleg.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.beleg.MalformedDataException;
import org.beleg.chain.ChainHead;
import org.beleg.chain.HashChain;
import org.beleg.cli.GroupRecords.Field;
import org.beleg.cli.GroupRecords.GroupRecord;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.beleg.ledger.corda.ComponentGroup;
import org.beleg.ledger.corda.CordaTransaction;
import org.beleg.ledger.corda.PrivacySalt;
import org.beleg.ledger.corda.TearOff;
import org.beleg.ledger.corda.TransactionProfile;
import org.beleg.note.Checkpoint;
import org.beleg.note.NoteSigner;
import org.beleg.note.NoteVerifier;
import org.beleg.note.Receipt;
import org.beleg.note.SignedNote;
import org.beleg.note.TrustPolicy;
import org.beleg.sign.SigningKey;
import org.beleg.tree.MerkleTree;

/**
 * The ledger that a group of companies keeps together.
 *
 * <p>A record becomes a transaction of Corda's construction over SM3, with a secret salt: group {@link
 * #HEADING} says whose it is and which, group {@link #FIELDS} has a component for each field. The
 * transaction's id is the entry that is chained and sealed in the tree. So whoever has the id can be shown any
 * fields and no others, and cannot guess the rest.
 *
 * <p>The checkpoint has the head of the chain in its extension lines: the same signatures vouch for both. The
 * keys are drawn when the ledger is made and die with it.
 */
final class GroupLedger {

  static final String ORIGIN = "group.example/ledger/2026";
  static final HashAlgorithm ALGORITHM = HashAlgorithm.SM3;
  static final TreeHasher TREE_HASHER = TreeHasher.of(ALGORITHM);

  /** How many of the subsidiaries must have signed a checkpoint. */
  static final int QUORUM = 2;

  /** The components that say whose record it is, and which. */
  static final int HEADING = ComponentGroup.INPUTS.number();

  /** The components that are the fields of the record. */
  static final int FIELDS = ComponentGroup.OUTPUTS.number();

  /** All transactions of this ledger have these two groups. */
  static final TransactionProfile PROFILE = TransactionProfile.of(ALGORITHM, 2);

  private final List<GroupRecord> records;
  private final List<CordaTransaction> transactions;
  private final HashChain chain;
  private final MerkleTree tree;
  private final Map<Subsidiary, NoteSigner> signers;

  private GroupLedger(
      List<GroupRecord> records,
      List<CordaTransaction> transactions,
      HashChain chain,
      MerkleTree tree,
      Map<Subsidiary, NoteSigner> signers) {
    this.records = records;
    this.transactions = transactions;
    this.chain = chain;
    this.tree = tree;
    this.signers = signers;
  }

  /** Chains and seals records, in their order, and draws a key for each subsidiary. */
  static GroupLedger seal(List<GroupRecord> records) {
    List<CordaTransaction> transactions = new ArrayList<>();
    HashChain chain = HashChain.start(ALGORITHM, ORIGIN);
    MerkleTree tree = MerkleTree.empty(TREE_HASHER);
    for (GroupRecord record : records) {
      CordaTransaction transaction = transaction(record);
      byte[] entry = transaction.id().toByteArray();
      transactions.add(transaction);
      chain = chain.append(entry);
      tree = tree.append(entry);
    }
    Map<Subsidiary, NoteSigner> signers = new EnumMap<>(Subsidiary.class);
    for (Subsidiary subsidiary : Subsidiary.values()) {
      SigningKey key = SigningKey.generate(subsidiary.scheme());
      signers.put(subsidiary, NoteSigner.of(subsidiary.keyName(), key));
    }
    return new GroupLedger(records, transactions, chain, tree, signers);
  }

  private static CordaTransaction transaction(GroupRecord record) {
    List<Field> heading =
        List.of(owner(record.subsidiary()), new Field("record", Integer.toString(record.number())));
    return CordaTransaction.empty(ALGORITHM, PrivacySalt.generate())
        .with(HEADING, components(heading))
        .with(FIELDS, components(record.fields()));
  }

  /** The first component of a record's heading: whose it is. */
  static Field owner(Subsidiary subsidiary) {
    return new Field("subsidiary", subsidiary.label());
  }

  /** The columns of each subsidiary that a regulator may see: what was agreed before any record. */
  Map<Subsidiary, List<String>> agreedFields() {
    Map<Subsidiary, List<String>> agreed = new EnumMap<>(Subsidiary.class);
    for (GroupRecord record : records) {
      agreed.computeIfAbsent(
          record.subsidiary(),
          subsidiary -> record.fields().stream()
              .map(Field::name)
              .filter(subsidiary::shows)
              .toList());
    }
    return agreed;
  }

  private static List<byte[]> components(List<Field> fields) {
    return fields.stream().map(field -> field.component().getBytes(UTF_8)).toList();
  }

  List<GroupRecord> records() {
    return records;
  }

  HashChain chain() {
    return chain;
  }

  MerkleTree tree() {
    return tree;
  }

  NoteSigner signer(Subsidiary subsidiary) {
    NoteSigner signer = signers.get(subsidiary);
    if (signer == null) {
      throw new AssertionError(subsidiary + " has no key");
    }
    return signer;
  }

  /** The text that the subsidiaries sign: size and root of the tree, and the head of the chain. */
  String checkpointText() {
    return Checkpoint.of(TREE_HASHER, ORIGIN, tree.size(), tree.rootHash())
        .withExtensions(chain.head().format().lines().toList())
        .format();
  }

  /** The head of the chain that a checkpoint of such a ledger vouches for. */
  static ChainHead chainHead(Checkpoint checkpoint) throws MalformedDataException {
    return ChainHead.parse(ALGORITHM, String.join("\n", checkpoint.extensions()) + "\n");
  }

  /** The checkpoint, signed by some of the subsidiaries, at least one. */
  SignedNote checkpoint(List<Subsidiary> signing) {
    SignedNote note = signer(signing.get(0)).sign(checkpointText());
    for (Subsidiary subsidiary : signing.subList(1, signing.size())) {
      note = note.withSignatureOf(signer(subsidiary));
    }
    return note;
  }

  /** Whom a regulator trusts: any two of the three, over this origin and SM3. */
  static TrustPolicy policy(List<NoteVerifier> keys) {
    return TrustPolicy.of(ORIGIN, keys).withTreeHasher(TREE_HASHER).withQuorum(QUORUM);
  }

  /** What a regulator gets to see of a record. */
  TearOff tearOff(int index) {
    return tearOff(index, records.get(index).subsidiary()::shows);
  }

  /** The heading of a record, and those of its fields that have certain names. */
  TearOff tearOff(int index, Predicate<String> shows) {
    List<Field> fields = records.get(index).fields();
    return transactions
        .get(index)
        .tearOff((group, at, component) ->
            group == HEADING || shows.test(fields.get(at).name()));
  }

  /** The receipt of a record. */
  Receipt receipt(int index, SignedNote checkpoint) throws MalformedDataException {
    return Receipt.of(tree.proveInclusion(index), checkpoint);
  }
}
