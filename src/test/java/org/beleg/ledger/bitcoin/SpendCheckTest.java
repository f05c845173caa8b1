package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.VerifyingKey;
import org.junit.jupiter.api.Test;

/** The rules of scripts, one by one; most of them on scripts behind P2WSH that ask for no signature. */
class SpendCheckTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final Verdict ACCEPTED = Verdict.accepted();

  private final TestSigner signer = new TestSigner(3);

  private static Transaction transaction(
      int version, byte[] scriptSig, Witness witness, long sequence, long lockTime) {
    OutPoint point = new OutPoint(Hash.of(new byte[32]), 0);
    return Transaction.of(
        version,
        List.of(TransactionInput.of(point, scriptSig, sequence, witness)),
        List.of(TransactionOutput.of(1, new byte[] {0x6a})),
        lockTime);
  }

  private static Verdict check(byte[] scriptPubKey, byte[] scriptSig, Witness witness) {
    return new SpendCheck(
            transaction(2, scriptSig, witness, 0, 0),
            List.of(TransactionOutput.of(1, scriptPubKey)))
        .check(0);
  }

  private static byte[] p2wsh(byte[] script) {
    return OutputKind.witness(0, ScriptMachine.sha256(script));
  }

  private static Verdict run(byte[] script, byte[]... arguments) {
    List<byte[]> items = new ArrayList<>(List.of(arguments));
    items.add(script);
    return check(p2wsh(script), new byte[0], Witness.of(items));
  }

  private static Verdict run(String script, String... arguments) {
    return run(
        HEX.parseHex(script), Arrays.stream(arguments).map(HEX::parseHex).toArray(byte[][]::new));
  }

  private static void accepted(String script, String... arguments) {
    assertThat(run(script, arguments)).as(script).isEqualTo(ACCEPTED);
  }

  private static void failed(String script, String... arguments) {
    assertThat(run(script, arguments).reason()).as(script).contains(Reason.SCRIPT_FAILED);
  }

  @Test
  void theStackMustEndWithOneTrueElement() {
    accepted("51");
    accepted("", "01");
    accepted("", "0000000001");
    failed("00");
    failed("", "80"); // minus zero
    failed("", "0080");
    failed("");
    failed("5151");
    failed("", "01", "01");
  }

  @Test
  void conditionsMustBeEmptyOrOne() {
    accepted("6351670068", "01");
    accepted("6300675168", "");
    accepted("6451670068", "");
    failed("6351670068", "02");
    failed("6351670068", "0001");
    failed("6351670068", "00");
    failed("6351670068");
  }

  @Test
  void branchesNestAndMustBeClosed() {
    accepted("63635167006867006851" + "75", "01", "01");
    accepted("6300676351670068" + "68", "01", "");
    accepted("630067516700675168" + "75", ""); // ELSE may come again
    failed("6351", "01");
    failed("5168");
    failed("5167");
    failed("516851");
    // what is not taken is not done, and IF there takes nothing
    accepted("63756367756868" + "51", "");
  }

  @Test
  void pushesMustBeShortest() {
    failed("0101"); // OP_1
    failed("0110"); // OP_16
    failed("0181"); // OP_1NEGATE
    accepted("0111");
    failed("4c0111");
    failed("4c00");
    accepted("4c4c" + "11".repeat(76));
    failed("4d4c00" + "11".repeat(76));
    accepted("4d0001" + "11".repeat(256));
    failed("4e0001" + "0000" + "11".repeat(256));
    failed("63" + "0101" + "6851", ""); // also where it is not executed
  }

  @Test
  void pushesMustBeInsideTheScriptAndOfAtMost520Bytes() {
    failed("02ff");
    failed("4c");
    failed("4dff");
    failed("4effffffff");
    failed("4e0000008000");
    accepted("4d0802" + "11".repeat(520));
    failed("4d0902" + "11".repeat(521));
    assertThat(run("7551", "11".repeat(520))).isEqualTo(ACCEPTED);
    failed("7551", "11".repeat(521));
  }

  @Test
  void scriptsAndOperationsAreLimited() {
    accepted("51" + "76".repeat(100) + "75".repeat(100));
    accepted("51" + "76".repeat(100) + "75".repeat(100) + "69" + "51");
    failed("51" + "76".repeat(101) + "75".repeat(101));
    byte[] longest = new byte[10_001];
    Arrays.fill(longest, (byte) 0x51);
    assertThat(run(longest).reason()).contains(Reason.SCRIPT_FAILED);
    byte[][] many = new byte[1_001][];
    Arrays.fill(many, new byte[0]);
    assertThat(run(new byte[] {0x51}, many).reason()).contains(Reason.SCRIPT_FAILED);
    byte[] pushes = new byte[1_001];
    Arrays.fill(pushes, (byte) 0x51);
    assertThat(run(pushes).detail()).contains("more than 1000 elements");
  }

  @Test
  void numbersMustBeShortestAndOfAtMostFourBytes() {
    accepted("9c", "05", "05");
    failed("9c", "0500", "05");
    failed("9c", "80", "");
    accepted("9c", "8000", "8000");
    accepted("93" + "00" + "9c", "81", "01"); // -1 + 1
    failed("93" + "7551", "00000080", "01");
    accepted("93" + "05" + "feffffff00" + "87", "ffffff7f", "ffffff7f"); // the sum may be longer
    accepted("9c", "ffffff7f", "ffffff7f");
    failed("9c", "ffffffff00", "ffffffff00");
    accepted("92", "02");
    failed("92", "");
    accepted("9a", "02", "03");
    failed("9a", "02", "");
    accepted("9b", "", "03");
    failed("9b", "", "");
    accepted("9d51", "07", "07");
    failed("9d51", "07", "08");
  }

  @Test
  void elementsMoveAndHash() {
    accepted("7c" + "52" + "88" + "51" + "87", "02", "01");
    accepted("6b6c", "01");
    failed("6b");
    failed("6c");
    accepted("73" + "69", "01".repeat(2));
    accepted("827551" + "7c" + "75", "0102030405");
    accepted("82" + "55" + "88" + "7551", "0102030405");
    accepted("a6" + "14" + "9c1185a5c5e9fc54612808977ee8f548b2258d31" + "87", "");
    accepted(
        "a8" + "20" + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" + "87",
        "");
    accepted("a9" + "14" + "b472a266d0bd89c13706a4132ccfb16f7c3b9fcb" + "87", "");
    accepted(
        "aa" + "20" + "5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456" + "87",
        "");
    failed("88" + "51", "01", "02");
    failed("87", "01", "02");
    failed("6951", "");
  }

  @Test
  void whatIsUnknownIsInconclusiveWhereverItStands() {
    for (int opcode = 0; opcode < 256; opcode++) {
      if ((opcode <= ScriptCode.OP_16 && opcode != 0x50)
          || List.of(
                  0x63, 0x64, 0x67, 0x68, 0x69, 0x6b, 0x6c, 0x73, 0x75, 0x76, 0x7c, 0x82, 0x87,
                  0x88, 0x92, 0x93, 0x9a, 0x9b, 0x9c, 0x9d, 0xa6, 0xa8, 0xa9, 0xaa, 0xac, 0xad,
                  0xae, 0xaf, 0xb1, 0xb2)
              .contains(opcode)) {
        continue;
      }
      Verdict verdict = run("63" + HEX.toHexDigits((byte) opcode) + "6851", "");
      // NOPs reserved for upgrades among them; the separator alone is forbidden outright
      assertThat(verdict.reason())
          .as("opcode %x", opcode)
          .contains(opcode == 0xab ? Reason.SCRIPT_FAILED : Reason.SCRIPT_INCONCLUSIVE);
    }
  }

  @Test
  void programsOfOtherVersionsAreInconclusive() {
    byte[] thirtyTwo = new byte[32];
    for (int version = 2; version <= 16; version++) {
      assertThat(check(OutputKind.witness(version, thirtyTwo), new byte[0], Witness.empty())
              .reason())
          .contains(Reason.SCRIPT_INCONCLUSIVE);
    }
    for (byte[] program : List.of(new byte[2], new byte[31], new byte[33], new byte[40])) {
      for (int version : new int[] {0, 1}) {
        assertThat(check(OutputKind.witness(version, program), new byte[0], Witness.empty())
                .reason())
            .contains(Reason.SCRIPT_INCONCLUSIVE);
      }
    }
    byte[] taproot = OutputKind.witness(1, signer.xOnly());
    byte[] nested = OutputKind.scriptHash(ScriptMachine.hash160(taproot));
    assertThat(check(nested, new WireWriter().sized(taproot).toByteArray(), Witness.empty())
            .reason())
        .contains(Reason.SCRIPT_INCONCLUSIVE);
  }

  @Test
  void p2sh_takesAPushOfTheProgramAlone() {
    byte[] script = {0x51};
    byte[] program = p2wsh(script);
    byte[] output = OutputKind.scriptHash(ScriptMachine.hash160(program));
    byte[] push = new WireWriter().sized(program).toByteArray();
    Witness witness = Witness.of(script);
    assertThat(check(output, push, witness)).isEqualTo(ACCEPTED);
    assertThat(check(output, new WireWriter().uint8(0x51).raw(push).toByteArray(), witness)
            .reason())
        .contains(Reason.SCRIPT_FAILED);
    assertThat(check(output, push, Witness.empty()).reason()).contains(Reason.SCRIPT_FAILED);
    assertThat(check(output, new byte[0], witness).reason()).contains(Reason.SCRIPT_FAILED);
    assertThat(check(output, new byte[] {0x51}, witness).reason()).contains(Reason.SCRIPT_FAILED);
    // a plain script there has no witness
    byte[] plain = OutputKind.scriptHash(ScriptMachine.hash160(script));
    byte[] plainPush = new WireWriter().sized(script).toByteArray();
    // one byte 51 is pushed in its shortest form
    assertThat(check(plain, plainPush, Witness.empty())).isEqualTo(ACCEPTED);
    assertThat(check(plain, plainPush, witness).reason()).contains(Reason.SCRIPT_FAILED);
  }

  // --- signatures --------------------------------------------------------------------------------

  private byte[] multisig(int m, TestSigner... signers) {
    WireWriter script = new WireWriter().uint8(0x50 + m);
    for (TestSigner each : signers) {
      script.sized(each.publicKey());
    }
    return script
        .uint8(0x50 + signers.length)
        .uint8(ScriptCode.OP_CHECKMULTISIG)
        .toByteArray();
  }

  private byte[] sign(TestSigner by, byte[] script) throws VerificationException {
    SignatureHashes hashes = SignatureHashes.of(
        transaction(2, new byte[0], Witness.empty(), 0, 0),
        List.of(TransactionOutput.of(1, p2wsh(script))));
    return by.segwit(hashes, 0, script, SignatureHashes.ALL);
  }

  @Test
  void multisig_takesSignaturesInTheOrderOfKeysAndNothingBesides() throws VerificationException {
    TestSigner a = new TestSigner(10);
    TestSigner b = new TestSigner(11);
    TestSigner c = new TestSigner(12);
    byte[] script = multisig(2, a, b, c);
    byte[] none = {};
    byte[] signedA = sign(a, script);
    byte[] signedB = sign(b, script);
    byte[] signedC = sign(c, script);
    assertThat(run(script, none, signedA, signedB)).isEqualTo(ACCEPTED);
    assertThat(run(script, none, signedA, signedC)).isEqualTo(ACCEPTED);
    assertThat(run(script, none, signedB, signedC)).isEqualTo(ACCEPTED);
    assertThat(run(script, none, signedB, signedA).reason()).contains(Reason.SIGNATURE_MISMATCH);
    assertThat(run(script, none, signedA, signedA).reason()).contains(Reason.SIGNATURE_MISMATCH);
    assertThat(run(script, none, signedA, none).reason()).contains(Reason.SIGNATURE_MISMATCH);
    assertThat(run(script, none, none, none).reason()).contains(Reason.SCRIPT_FAILED);
    assertThat(run(script, new byte[] {1}, signedA, signedB).reason())
        .contains(Reason.SCRIPT_FAILED);
    assertThat(run(script, signedA, signedB).reason()).contains(Reason.SCRIPT_FAILED);
    // one key twice is two keys
    byte[] twice = multisig(2, a, a);
    byte[] signedTwice = sign(a, twice);
    assertThat(run(twice, none, signedTwice, signedTwice)).isEqualTo(ACCEPTED);
  }

  @Test
  void multisig_countsKeysAgainstTheLimits() {
    failed("51" + "0115" + "ae", "", ""); // 21 keys
    String key = "21" + HEX.formatHex(signer.publicKey());
    accepted("00" + key + "51" + "ae", ""); // none of one
    failed("52" + key + "51" + "ae", "", "", ""); // more signatures than keys
    failed("4f" + key + "51" + "ae", "");
    failed("00" + "4f" + "ae", "");
    // 11 times 20 keys, and 11 operations of their own
    String keys = key.repeat(20);
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < 11; i++) {
      script.append("00").append("00").append(keys).append("0114").append("af");
    }
    assertThat(run(script + "51").detail()).contains("too many keys");
  }

  @Test
  void keysMustHaveOneOfTwoForms() throws VerificationException {
    for (byte[] key : List.of(signer.publicKey(), signer.uncompressed())) {
      byte[] script = new WireWriter().sized(key).uint8(ScriptCode.OP_CHECKSIG).toByteArray();
      assertThat(run(script, sign(signer, script))).isEqualTo(ACCEPTED);
      for (int first : new int[] {0x00, 0x05, 0x06, 0x07}) {
        script[1] = (byte) first; // hybrid forms among them
        assertThat(run(script, sign(signer, script)).reason()).contains(Reason.SCRIPT_FAILED);
      }
    }
    // right in form, but no point
    byte[] noPoint = new byte[33];
    noPoint[0] = 2;
    noPoint[32] = 5;
    byte[] script = new WireWriter().sized(noPoint).uint8(0xac).toByteArray();
    assertThat(run(script, sign(signer, script)).reason()).contains(Reason.SIGNATURE_MISMATCH);
    byte[] negated = new WireWriter().sized(noPoint).uint8(0xac).uint8(0x91).toByteArray();
    assertThat(run(negated, new byte[0]).reason()).contains(Reason.SCRIPT_INCONCLUSIVE); // NOT
  }

  @Test
  void legacyScripts_mayNotContainTheirOwnSignature() throws VerificationException {
    byte[] key = signer.publicKey();
    byte[] script = new WireWriter().sized(key).uint8(0xac).toByteArray();
    byte[] signature = signer.legacy(
        SignatureHashes.of(
            transaction(2, new byte[0], Witness.empty(), 0, 0),
            List.of(TransactionOutput.of(1, script))),
        0,
        script);
    assertThat(check(script, new WireWriter().sized(signature).toByteArray(), Witness.empty()))
        .isEqualTo(ACCEPTED);
    byte[] holding =
        new WireWriter().sized(signature).uint8(0x75).sized(key).uint8(0xac).toByteArray();
    assertThat(check(holding, new WireWriter().sized(signature).toByteArray(), Witness.empty())
            .detail())
        .contains("its own signature");
  }

  // --- lock times --------------------------------------------------------------------------------

  private static Verdict runLocked(String script, int version, long sequence, long lockTime) {
    byte[] bytes = HEX.parseHex(script);
    return new SpendCheck(
            transaction(version, new byte[0], Witness.of(bytes), sequence, lockTime),
            List.of(TransactionOutput.of(1, p2wsh(bytes))))
        .check(0);
  }

  @Test
  void checkLockTime_comparesLikeWithLike() {
    assertThat(runLocked("0164b1", 2, 0, 100)).isEqualTo(ACCEPTED);
    assertThat(runLocked("0164b1", 2, 0, 101)).isEqualTo(ACCEPTED);
    assertThat(runLocked("0164b1", 2, 0, 99).reason()).contains(Reason.SCRIPT_FAILED);
    assertThat(runLocked("0164b1", 2, 0xFFFF_FFFFL, 100).reason()).contains(Reason.SCRIPT_FAILED);
    assertThat(runLocked("0164b1", 2, 0, 500_000_000).reason()).contains(Reason.SCRIPT_FAILED);
    assertThat(runLocked("040065cd1db1", 2, 0, 500_000_000)).isEqualTo(ACCEPTED);
    assertThat(runLocked("040065cd1db1", 2, 0, 499_999_999).reason())
        .contains(Reason.SCRIPT_FAILED);
    assertThat(runLocked("05ffffffff00b1", 2, 0, 0xFFFF_FFFFL)).isEqualTo(ACCEPTED);
    assertThat(runLocked("06ffffffff0001b1", 2, 0, 0xFFFF_FFFFL).reason())
        .contains(Reason.SCRIPT_FAILED);
    assertThat(runLocked("4fb1", 2, 0, 100).reason()).contains(Reason.SCRIPT_FAILED);
  }

  @Test
  void checkSequence_comparesLikeWithLike() {
    assertThat(runLocked("0164b2", 2, 100, 0)).isEqualTo(ACCEPTED);
    assertThat(runLocked("0164b2", 2, 0x0001_0064L, 0))
        .isEqualTo(ACCEPTED); // bits that do not count
    assertThat(runLocked("0164b2", 2, 99, 0).reason()).contains(Reason.SCRIPT_FAILED);
    assertThat(runLocked("0164b2", 1, 100, 0).reason()).contains(Reason.SCRIPT_FAILED);
    assertThat(runLocked("0164b2", -1, 100, 0)).isEqualTo(ACCEPTED); // versions have no sign
    assertThat(runLocked("0164b2", 2, 0x8000_0064L, 0).reason()).contains(Reason.SCRIPT_FAILED);
    assertThat(runLocked("0164b2", 2, 0x0040_0064L, 0).reason()).contains(Reason.SCRIPT_FAILED);
    assertThat(runLocked("03640040b2", 2, 0x0040_0064L, 0)).isEqualTo(ACCEPTED);
    assertThat(runLocked("050000008000b2", 1, 0, 0)).isEqualTo(ACCEPTED); // locks nothing
    assertThat(runLocked("4fb2", 2, 100, 0).reason()).contains(Reason.SCRIPT_FAILED);
  }

  // --- taproot -----------------------------------------------------------------------------------

  private Verdict runLeaf(int version, byte[] script, List<byte[]> arguments)
      throws MalformedDataException {
    VerifyingKey internal = VerifyingKey.of(SignatureScheme.BIP340, signer.xOnly());
    TapTree tree = TapTree.branch(
        TapTree.leaf(TapLeaf.of(version, script)), TapTree.leaf(TapLeaf.of(new byte[] {0x51})));
    List<byte[]> items = new ArrayList<>(arguments);
    items.add(script);
    items.add(tree.prove(internal, 0).format());
    return check(TaprootOutput.of(internal, tree).scriptPubKey(), new byte[0], Witness.of(items));
  }

  private byte[] signLeaf(byte[] script) throws MalformedDataException, VerificationException {
    VerifyingKey internal = VerifyingKey.of(SignatureScheme.BIP340, signer.xOnly());
    TapTree tree = TapTree.branch(
        TapTree.leaf(TapLeaf.of(script)), TapTree.leaf(TapLeaf.of(new byte[] {0x51})));
    SignatureHashes hashes = SignatureHashes.of(
        transaction(2, new byte[0], Witness.empty(), 0, 0),
        List.of(TransactionOutput.of(1, TaprootOutput.of(internal, tree).scriptPubKey())));
    return signer.schnorr(
        hashes.taprootScriptPath(0, SignatureHashes.DEFAULT, TapLeaf.of(script).hash()));
  }

  @Test
  void tapscript_checksSignaturesOfXOnlyKeys()
      throws MalformedDataException, VerificationException {
    byte[] script = new WireWriter().sized(signer.xOnly()).uint8(0xac).toByteArray();
    byte[] signature = signLeaf(script);
    assertThat(runLeaf(TapLeaf.TAPSCRIPT, script, List.of(signature))).isEqualTo(ACCEPTED);
    assertThat(runLeaf(0xc2, script, List.of(signature)).reason())
        .contains(Reason.SCRIPT_INCONCLUSIVE);
    assertThat(runLeaf(TapLeaf.TAPSCRIPT, script, List.of(new byte[0])).reason())
        .contains(Reason.SCRIPT_FAILED);
    signature[40]++;
    assertThat(runLeaf(TapLeaf.TAPSCRIPT, script, List.of(signature)).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void tapscript_knowsNoOtherKeysAndNoMultisig() throws MalformedDataException {
    byte[] compressed = new WireWriter().sized(signer.publicKey()).uint8(0xac).toByteArray();
    assertThat(runLeaf(TapLeaf.TAPSCRIPT, compressed, List.of(new byte[64])).reason())
        .contains(Reason.SCRIPT_INCONCLUSIVE);
    assertThat(runLeaf(TapLeaf.TAPSCRIPT, HEX.parseHex("00ac"), List.of(new byte[64]))
            .reason())
        .contains(Reason.SCRIPT_FAILED);
    for (String script : List.of("000000ae", "5150", "51ba")) {
      Verdict verdict = runLeaf(TapLeaf.TAPSCRIPT, HEX.parseHex(script), List.of());
      assertThat(verdict.reason())
          .contains(script.endsWith("ba") ? Reason.SCRIPT_FAILED : Reason.SCRIPT_INCONCLUSIVE);
    }
  }

  @Test
  void tapscript_spendsItsBudgetOnSignatures()
      throws MalformedDataException, VerificationException {
    // each costs 50, and the 35 bytes of script that check it again bring 35
    for (int copies : new int[] {1, 5, 40}) {
      WireWriter writer = new WireWriter();
      for (int i = 0; i < copies; i++) {
        writer.uint8(0x76).sized(signer.xOnly()).uint8(0xad);
      }
      byte[] script = writer.uint8(0x75).uint8(0x51).toByteArray();
      Verdict verdict = runLeaf(TapLeaf.TAPSCRIPT, script, List.of(signLeaf(script)));
      assertThat(verdict.isAccepted()).as("%s copies: %s", copies, verdict).isEqualTo(copies <= 5);
      if (copies > 5) {
        assertThat(verdict.detail()).contains("too many signatures");
      }
    }
  }

  @Test
  void taproot_refusesControlBlocksOfOtherScriptsAndLengths()
      throws MalformedDataException, VerificationException {
    byte[] script = new WireWriter().sized(signer.xOnly()).uint8(0xac).toByteArray();
    VerifyingKey internal = VerifyingKey.of(SignatureScheme.BIP340, signer.xOnly());
    TapTree tree = TapTree.leaf(TapLeaf.of(script));
    byte[] output = TaprootOutput.of(internal, tree).scriptPubKey();
    byte[] control = tree.prove(internal, 0).format();
    byte[] none = {};
    assertThat(check(output, none, Witness.of(new byte[] {0x51}, control)).reason())
        .contains(Reason.TAPROOT_COMMITMENT_MISMATCH);
    assertThat(
            check(output, none, Witness.of(script, Arrays.copyOf(control, 34))).reason())
        .contains(Reason.SCRIPT_FAILED);
    control[0] ^= 1;
    assertThat(check(output, none, Witness.of(script, control)).reason())
        .contains(Reason.TAPROOT_PARITY_WRONG);
    byte[] noKey = OutputKind.witness(1, new byte[32]);
    assertThat(check(noKey, none, Witness.of(script, control)).reason())
        .contains(Reason.SCRIPT_FAILED);
    assertThat(check(noKey, none, Witness.of(new byte[64])).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
  }
}
