package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.acinq.bitcoin.ByteVector32;
import fr.acinq.bitcoin.Crypto;
import fr.acinq.bitcoin.PrivateKey;
import fr.acinq.bitcoin.Satoshi;
import fr.acinq.bitcoin.Script;
import fr.acinq.bitcoin.ScriptFlags;
import fr.acinq.bitcoin.ScriptTree;
import fr.acinq.bitcoin.TxOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/**
 * Spends of every kind, signed by bitcoin-kmp and then spoilt: its interpreter, under the rules by which
 * nodes pass transactions on, and ours give one verdict.
 */
class SpendCheckDifferentialTest {

  private static final int CASES = Integer.getInteger("beleg.bitcoin.cases", 1000);
  private static final long SEED = 20261201;

  private static final int BASE = 0;
  private static final int WITNESS_V0 = 1;
  private static final int LOCK = 2016;

  private final SplittableRandom random = TestTrees.seeded(getClass(), SEED);

  /** What is spent, and a transaction of one input that may spend it. */
  private static final class Spend {
    final TransactionOutput output;
    byte[] scriptSig = {};
    List<byte[]> witness = new ArrayList<>();
    int version = 2;
    long sequence = LOCK;
    long lockTime = LOCK;

    Spend(byte[] scriptPubKey) {
      this.output = TransactionOutput.of(10_000, scriptPubKey);
    }

    Transaction transaction() {
      OutPoint point = new OutPoint(org.beleg.hash.Hash.of(new byte[32]), 7);
      return Transaction.of(
          version,
          List.of(TransactionInput.of(point, scriptSig, sequence, Witness.of(witness))),
          List.of(TransactionOutput.of(9_000, new byte[] {0x6a})),
          lockTime);
    }

    fr.acinq.bitcoin.Transaction theirs() {
      return fr.acinq.bitcoin.Transaction.read(transaction().format());
    }

    TxOut theirOutput() {
      return new TxOut(new Satoshi(output.satoshis()), output.scriptPubKey());
    }

    byte[] sign(byte[] script, int version, PrivateKey key) {
      return theirs()
          .signInput(0, script, SignatureHashes.ALL, new Satoshi(output.satoshis()), version, key);
    }
  }

  private PrivateKey key() {
    byte[] secret = TestTrees.randomBytes(random, 32);
    secret[0] &= 0x7F;
    return new PrivateKey(secret);
  }

  private static byte[] publicKey(PrivateKey key) {
    return key.publicKey().value.toByteArray();
  }

  private static byte[] script(Object... parts) {
    WireWriter writer = new WireWriter();
    for (Object part : parts) {
      if (part instanceof byte[] push) {
        writer.uint8(push.length).raw(push);
      } else {
        writer.uint8((Integer) part);
      }
    }
    return writer.toByteArray();
  }

  private static byte[] p2wsh(byte[] script) {
    return OutputKind.witness(0, ScriptMachine.sha256(script));
  }

  // --- scripts and what satisfies them
  // ----------------------------------------------------------------

  private interface Satisfier {
    List<byte[]> arguments(Signer signer);
  }

  private interface Signer {
    byte[] sign(PrivateKey key);
  }

  /** A script of the old or the first witness rules, with a way to satisfy it. */
  private static final class Lock {
    final byte[] script;
    final Satisfier satisfier;

    Lock(byte[] script, Satisfier satisfier) {
      this.script = script;
      this.satisfier = satisfier;
    }
  }

  private Lock multisig() {
    int n = 1 + random.nextInt(4);
    int m = 1 + random.nextInt(n);
    List<PrivateKey> keys = new ArrayList<>();
    WireWriter script = new WireWriter().uint8(0x50 + m);
    for (int i = 0; i < n; i++) {
      keys.add(key());
      script.sized(publicKey(keys.get(i)));
    }
    script.uint8(0x50 + n).uint8(ScriptCode.OP_CHECKMULTISIG);
    int skipped = random.nextInt(n - m + 1);
    return new Lock(script.toByteArray(), signer -> {
      List<byte[]> arguments = new ArrayList<>(List.of(new byte[0]));
      keys.subList(skipped, skipped + m).forEach(key -> arguments.add(signer.sign(key)));
      return arguments;
    });
  }

  private Lock timeLock() {
    PrivateKey now = key();
    PrivateKey later = key();
    boolean byHeight = random.nextBoolean();
    int wanted = random.nextInt(3) == 0 ? LOCK + 1 - random.nextInt(2) : random.nextInt(1, 3000);
    byte[] script = script(
        ScriptCode.OP_IF,
        publicKey(now),
        ScriptCode.OP_ELSE,
        number(wanted),
        byHeight ? ScriptCode.OP_CHECKLOCKTIMEVERIFY : ScriptCode.OP_CHECKSEQUENCEVERIFY,
        ScriptCode.OP_DROP,
        publicKey(later),
        ScriptCode.OP_ENDIF,
        ScriptCode.OP_CHECKSIG);
    boolean first = random.nextBoolean();
    return new Lock(
        script,
        signer -> new ArrayList<>(
            List.of(signer.sign(first ? now : later), first ? new byte[] {1} : new byte[0])));
  }

  private static Object number(int number) {
    return number <= 16 ? (Object) (0x50 + number) : ScriptNumber.format(number);
  }

  /** A preimage and a key, or two keys: as in channels of payments. */
  private Lock hashLock() {
    PrivateKey own = key();
    PrivateKey other = key();
    byte[] secret = TestTrees.randomBytes(random, 32);
    byte[] script = script(
        publicKey(other),
        ScriptCode.OP_SWAP,
        ScriptCode.OP_SIZE,
        new byte[] {32},
        ScriptCode.OP_EQUAL,
        ScriptCode.OP_NOTIF,
        ScriptCode.OP_DROP,
        0x52,
        ScriptCode.OP_SWAP,
        publicKey(own),
        0x52,
        ScriptCode.OP_CHECKMULTISIG,
        ScriptCode.OP_ELSE,
        ScriptCode.OP_HASH160,
        ScriptMachine.hash160(secret),
        ScriptCode.OP_EQUALVERIFY,
        ScriptCode.OP_CHECKSIG,
        ScriptCode.OP_ENDIF);
    boolean known = random.nextBoolean();
    return new Lock(
        script,
        signer -> known
            ? new ArrayList<>(List.of(signer.sign(other), secret))
            : new ArrayList<>(
                List.of(new byte[0], signer.sign(other), signer.sign(own), new byte[0])));
  }

  private Lock policy() {
    PrivateKey one = key();
    PrivateKey two = key();
    int rule = random.nextInt(3);
    byte[] script = script(
        publicKey(one),
        ScriptCode.OP_CHECKSIG,
        ScriptCode.OP_SWAP,
        publicKey(two),
        ScriptCode.OP_CHECKSIG,
        rule == 0 ? ScriptCode.OP_BOOLAND : rule == 1 ? ScriptCode.OP_BOOLOR : ScriptCode.OP_ADD,
        ScriptCode.OP_0NOTEQUAL,
        ScriptCode.OP_DUP,
        ScriptCode.OP_TOALTSTACK,
        ScriptCode.OP_VERIFY,
        ScriptCode.OP_FROMALTSTACK,
        ScriptCode.OP_IFDUP,
        ScriptCode.OP_NUMEQUAL);
    boolean both = random.nextBoolean();
    return new Lock(
        script,
        signer ->
            new ArrayList<>(List.of(both ? signer.sign(two) : new byte[0], signer.sign(one))));
  }

  private Lock lock() {
    return switch (random.nextInt(4)) {
      case 0 -> multisig();
      case 1 -> timeLock();
      case 2 -> hashLock();
      default -> policy();
    };
  }

  // --- spends ------------------------------------------------------------------------------------

  private static byte[] pushes(List<byte[]> arguments) {
    WireWriter script = new WireWriter();
    for (byte[] argument : arguments) {
      if (argument.length == 1 && argument[0] == 1) {
        script.uint8(0x51);
      } else if (argument.length > 75) {
        script.uint8(argument.length > 255 ? 0x4d : 0x4c).uint8(argument.length);
        if (argument.length > 255) {
          script.uint8(argument.length >> 8);
        }
        script.raw(argument);
      } else {
        script.uint8(argument.length).raw(argument);
      }
    }
    return script.toByteArray();
  }

  private Spend spend() {
    PrivateKey key = key();
    byte[] keyHash = ScriptMachine.hash160(publicKey(key));
    switch (random.nextInt(8)) {
      case 0 -> {
        Spend spend = new Spend(OutputKind.keyHash(keyHash));
        byte[] signature = spend.sign(spend.output.scriptPubKey(), BASE, key);
        spend.scriptSig = pushes(List.of(signature, publicKey(key)));
        return spend;
      }
      case 1, 2 -> {
        boolean nested = random.nextBoolean();
        byte[] program = OutputKind.witness(0, keyHash);
        Spend spend =
            new Spend(nested ? OutputKind.scriptHash(ScriptMachine.hash160(program)) : program);
        spend.witness.add(spend.sign(OutputKind.keyHash(keyHash), WITNESS_V0, key));
        spend.witness.add(publicKey(key));
        spend.scriptSig = nested ? pushes(List.of(program)) : new byte[0];
        return spend;
      }
      case 3, 4 -> {
        boolean nested = random.nextBoolean();
        Lock lock = lock();
        byte[] program = p2wsh(lock.script);
        Spend spend =
            new Spend(nested ? OutputKind.scriptHash(ScriptMachine.hash160(program)) : program);
        spend.witness =
            lock.satisfier.arguments(signer -> spend.sign(lock.script, WITNESS_V0, signer));
        spend.witness.add(lock.script);
        spend.scriptSig = nested ? pushes(List.of(program)) : new byte[0];
        return spend;
      }
      case 5 -> {
        boolean bare = random.nextBoolean();
        Lock lock = lock();
        Spend spend = new Spend(
            bare ? lock.script : OutputKind.scriptHash(ScriptMachine.hash160(lock.script)));
        List<byte[]> arguments =
            lock.satisfier.arguments(signer -> spend.sign(lock.script, BASE, signer));
        if (!bare) {
          arguments.add(lock.script);
        }
        spend.scriptSig = pushes(arguments);
        return spend;
      }
      case 6 -> {
        Spend spend = new Spend(Script.write(
            Script.pay2tr(key.xOnlyPublicKey(), Crypto.TaprootTweak.KeyPathTweak.INSTANCE)));
        spend.witness.add(fr.acinq.bitcoin.Transaction.Companion.signInputTaprootKeyPath(
                key, spend.theirs(), 0, List.of(spend.theirOutput()), 0, null, null, null)
            .toByteArray());
        return spend;
      }
      default -> {
        return tapscript(key);
      }
    }
  }

  private Spend tapscript(PrivateKey internal) {
    PrivateKey one = key();
    PrivateKey two = key();
    boolean both = random.nextBoolean();
    byte[] script = script(
        one.xOnlyPublicKey().value.toByteArray(),
        ScriptCode.OP_CHECKSIG,
        two.xOnlyPublicKey().value.toByteArray(),
        ScriptCode.OP_CHECKSIGADD,
        both ? 0x52 : 0x51,
        ScriptCode.OP_NUMEQUALVERIFY,
        number(random.nextInt(LOCK - 2, LOCK + 2)),
        ScriptCode.OP_CHECKSEQUENCEVERIFY);
    ScriptTree.Leaf leaf = new ScriptTree.Leaf(new fr.acinq.bitcoin.ByteVector(script), 0xc0);
    ScriptTree.Leaf other = new ScriptTree.Leaf(new fr.acinq.bitcoin.ByteVector("51"), 0xc0);
    ScriptTree tree = new ScriptTree.Branch(leaf, other);
    Spend spend = new Spend(Script.write(Script.pay2tr(internal.xOnlyPublicKey(), tree)));
    ByteVector32 leafHash = leaf.hash();
    List<byte[]> signatures = new ArrayList<>();
    signatures.add(both ? signLeaf(spend, two, leafHash) : new byte[0]);
    signatures.add(signLeaf(spend, one, leafHash));
    Script.witnessScriptPathPay2tr(
            internal.xOnlyPublicKey(), leaf, new fr.acinq.bitcoin.ScriptWitness(List.of()), tree)
        .stack
        .forEach(item -> signatures.add(item.toByteArray()));
    spend.witness = signatures;
    return spend;
  }

  private static byte[] signLeaf(Spend spend, PrivateKey key, ByteVector32 leafHash) {
    return fr.acinq.bitcoin.Transaction.Companion.signInputTaprootScriptPath(
            key, spend.theirs(), 0, List.of(spend.theirOutput()), 0, leafHash, null, null)
        .toByteArray();
  }

  /** One step away from what was signed. */
  private void spoil(Spend spend) {
    boolean hasWitness = !spend.witness.isEmpty();
    int at = hasWitness ? random.nextInt(spend.witness.size()) : 0;
    switch (random.nextInt(hasWitness ? 9 : 5)) {
      case 0 -> spend.lockTime += random.nextInt(3) - 1;
      case 1 -> spend.sequence = random.nextBoolean() ? 0xFFFF_FFFFL : spend.sequence - 1;
      case 2 -> spend.version = random.nextInt(3);
      case 3 -> spend.scriptSig = flipped(spend.scriptSig);
      case 4 -> spend.scriptSig = Arrays.copyOf(spend.scriptSig, spend.scriptSig.length + 1);
      case 5 -> spend.witness.set(at, flipped(spend.witness.get(at)));
      case 6 -> spend.witness.remove(at);
      case 7 -> spend.witness.add(at, spend.witness.get(random.nextInt(spend.witness.size())));
      default -> {
        byte[] swapped = spend.witness.get(0);
        spend.witness.set(0, spend.witness.get(at));
        spend.witness.set(at, swapped);
      }
    }
  }

  private byte[] flipped(byte[] bytes) {
    byte[] flipped = bytes.clone();
    if (flipped.length > 0) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static boolean theirs(Spend spend) {
    Map<fr.acinq.bitcoin.OutPoint, TxOut> outputs = new HashMap<>();
    fr.acinq.bitcoin.Transaction transaction = spend.theirs();
    outputs.put(transaction.txIn.get(0).outPoint, spend.theirOutput());
    try {
      transaction.correctlySpends(outputs, ScriptFlags.STANDARD_SCRIPT_VERIFY_FLAGS);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Test
  void verdicts_areThoseOfBitcoinKmp() {
    int accepted = 0;
    Map<Reason, Integer> reasons = new TreeMap<>();
    for (int i = 0; i < CASES; i++) {
      Spend spend = spend();
      if (i % 2 == 1) {
        spoil(spend);
      }
      Verdict ours = new SpendCheck(spend.transaction(), List.of(spend.output)).check(0);
      boolean theirs = theirs(spend);
      assertThat(ours.isAccepted())
          .as("case %s of seed %s: ours %s", i, SEED, ours)
          .isEqualTo(theirs);
      accepted += theirs ? 1 : 0;
      ours.reason().ifPresent(reason -> reasons.merge(reason, 1, Integer::sum));
    }
    System.out.println(accepted + " accepted, refused for " + reasons);
    assertThat(accepted).isGreaterThan(CASES / 3);
    assertThat(reasons)
        .containsKeys(Reason.SCRIPT_FAILED, Reason.SIGNATURE_MISMATCH)
        .hasSizeGreaterThan(3);
  }
}
