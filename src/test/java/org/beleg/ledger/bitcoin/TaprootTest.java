package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.io.BaseEncoding;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.hash.Hash;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.sign.VerifyingKey;
import org.junit.jupiter.api.Test;

class TaprootTest {

  private static final BaseEncoding HEX = BaseEncoding.base16();
  private static final byte[] OP_1 = {0x51};
  private static final TapLeaf ONE = TapLeaf.of(OP_1);
  private static final TapLeaf TWO = TapLeaf.of(new byte[] {0x52});
  private static final TapLeaf THREE = TapLeaf.of(0xFA, new byte[300]);
  private static final TapTree TREE =
      TapTree.branch(TapTree.leaf(ONE), TapTree.branch(TapTree.leaf(TWO), TapTree.leaf(THREE)));
  private static final VerifyingKey INTERNAL = key(1);
  private static final TaprootOutput OUTPUT = TaprootOutput.of(INTERNAL, TREE);

  private static VerifyingKey key(int secret) {
    byte[] raw = new byte[32];
    raw[31] = (byte) secret;
    try {
      return SigningKey.of(SignatureScheme.BIP340, raw).verifyingKey();
    } catch (MalformedDataException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void taggedHash_isTheKnownOne() {
    assertThat(ONE.hash().toHex()).startsWith("a85b2107").endsWith("782d675");
    assertThat(TaggedHash.of("TapLeaf").hash(new byte[] {(byte) 0xC0}, new byte[] {1, 0x51}))
        .isEqualTo(TaggedHash.of("TapLeaf").hash(new byte[] {(byte) 0xC0, 1, 0x51}))
        .isEqualTo(ONE.hash())
        .isNotEqualTo(TaggedHash.of("TapBranch").hash(new byte[] {(byte) 0xC0, 1, 0x51}));
  }

  @Test
  void prove_isAcceptedForEveryLeaf() {
    for (int i = 0; i < 3; i++) {
      TapLeaf leaf = TREE.leaves().get(i);
      ControlBlock shown = TREE.prove(INTERNAL, i);
      assertThat(shown.check(leaf.script(), OUTPUT.key()).isAccepted()).isTrue();
      assertThat(shown.leafVersion()).isEqualTo(leaf.version());
      assertThat(shown.internalKey()).isEqualTo(INTERNAL.toRaw());
      assertThat(shown.hasOddY()).isEqualTo(OUTPUT.hasOddY());
      assertThat(shown.path()).hasSize(i == 0 ? 1 : 2);
    }
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> TREE.prove(INTERNAL, 3));
  }

  @Test
  void check_refusesWrongParity() throws MalformedDataException {
    for (int secret = 1; secret < 9; secret++) { // outputs of both parities are among them
      byte[] bytes = TREE.prove(key(secret), 1).format();
      bytes[0] ^= 1;
      assertThat(ControlBlock.parse(bytes)
              .check(TWO.script(), TaprootOutput.of(key(secret), TREE).key())
              .reason())
          .hasValue(Reason.TAPROOT_PARITY_WRONG);
    }
  }

  @Test
  void check_refusesAnotherScriptVersionKeyOrPath() throws MalformedDataException {
    ControlBlock shown = TREE.prove(INTERNAL, 1);
    assertMismatch(shown, OP_1, OUTPUT.key());
    assertMismatch(shown, new byte[0], OUTPUT.key());
    assertMismatch(shown, TWO.script(), key(2));
    assertMismatch(shown, TWO.script(), INTERNAL);
    assertMismatch(shown, TWO.script(), TaprootOutput.of(INTERNAL).key());
    // one byte of each part
    for (int at : new int[] {0, 33, 64, 65, 96}) {
      byte[] bytes = shown.format();
      bytes[at] ^= 2;
      assertMismatch(ControlBlock.parse(bytes), TWO.script(), OUTPUT.key());
    }
    byte[] bytes = shown.format();
    // a step less, a step more, and the steps in the other order
    assertMismatch(ControlBlock.parse(Arrays.copyOf(bytes, 65)), TWO.script(), OUTPUT.key());
    assertMismatch(ControlBlock.parse(Arrays.copyOf(bytes, 129)), TWO.script(), OUTPUT.key());
    System.arraycopy(shown.format(), 33, bytes, 65, 32);
    System.arraycopy(shown.format(), 65, bytes, 33, 32);
    assertMismatch(ControlBlock.parse(bytes), TWO.script(), OUTPUT.key());
  }

  @Test
  void check_refusesInnerNodeAsScript() throws MalformedDataException {
    // the two children of an inner node, shown as the script of a leaf one level higher
    byte[] both = new byte[64];
    Hash two = TWO.hash();
    Hash three = THREE.hash();
    boolean isOrdered = two.compareTo(three) < 0;
    (isOrdered ? two : three).copyTo(both, 0);
    (isOrdered ? three : two).copyTo(both, 32);
    byte[] shorter = new byte[65];
    System.arraycopy(TREE.prove(INTERNAL, 1).format(), 0, shorter, 0, 33);
    ONE.hash().copyTo(shorter, 33);
    assertMismatch(ControlBlock.parse(shorter), both, OUTPUT.key());
  }

  @Test
  void check_refusesInternalKeyThatIsNoPoint() throws MalformedDataException {
    byte[] bytes = TREE.prove(INTERNAL, 1).format();
    String[] keys = {
      "EEFDEA4CDB677750A420FEE807EACF21EB9898AE79B9768766E4FAA04A2D4A34", // not on the curve
      "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F", // the prime
      "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC30", // 1 behind it
      "00".repeat(32),
      "FF".repeat(32),
    };
    for (String key : keys) {
      System.arraycopy(HEX.decode(key), 0, bytes, 1, 32);
      assertThat(ControlBlock.parse(bytes).check(TWO.script(), OUTPUT.key()).reason())
          .as(key)
          .hasValue(Reason.TAPROOT_KEY_INVALID);
    }
  }

  @Test
  void tweaked_refusesTweaksFromTheOrderOn() {
    String n = "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141";
    byte[] internal = INTERNAL.toRaw();
    assertThat(TaprootOutput.tweaked(internal, hash(n))).isEmpty();
    assertThat(TaprootOutput.tweaked(internal, hash("FF".repeat(32)))).isEmpty();
    // P = G, so that n - 1 makes infinity, and 0 leaves G
    assertThat(TaprootOutput.tweaked(internal, hash(n.replace("4141", "4140")))).isEmpty();
    assertThat(
            TaprootOutput.tweaked(internal, hash("00".repeat(32))).orElseThrow().x())
        .isEqualTo(internal);
  }

  private static Hash hash(String hex) {
    return Hash.parseHex(hex.toLowerCase(Locale.ROOT));
  }

  @Test
  void parse_refusesEveryOtherLengthOfControlBlock() throws MalformedDataException {
    for (int length = 0; length <= 33 + 32 * 130; length++) {
      byte[] bytes = new byte[length];
      if (length >= 33 && (length - 33) % 32 == 0 && length <= 33 + 32 * 128) {
        assertThat(ControlBlock.parse(bytes).format()).isEqualTo(bytes);
      } else {
        assertThatExceptionOfType(MalformedDataException.class)
            .isThrownBy(() -> ControlBlock.parse(bytes));
      }
    }
  }

  @Test
  void branch_isTheSameWhicheverChildIsFirst() {
    TapTree turned =
        TapTree.branch(TapTree.branch(TapTree.leaf(THREE), TapTree.leaf(TWO)), TapTree.leaf(ONE));
    assertThat(turned.rootHash()).isEqualTo(TREE.rootHash());
    assertThat(turned).isNotEqualTo(TREE);
    assertThat(TREE)
        .isEqualTo(TapTree.branch(
            TapTree.leaf(ONE), TapTree.branch(TapTree.leaf(TWO), TapTree.leaf(THREE))));
    assertThat(TaprootOutput.of(INTERNAL, turned))
        .isEqualTo(OUTPUT)
        .hasSameHashCodeAs(OUTPUT)
        .isNotEqualTo(TaprootOutput.of(INTERNAL));
  }

  @Test
  void branch_isAtMost128Deep() {
    TapTree chain = TapTree.leaf(ONE);
    for (int i = 0; i < TapTree.MAX_DEPTH; i++) {
      chain = TapTree.branch(TapTree.leaf(TWO), chain);
    }
    TapTree deepest = chain;
    ControlBlock shown = deepest.prove(INTERNAL, 128);
    assertThat(shown.format()).hasSize(33 + 32 * 128);
    assertThat(shown.check(OP_1, TaprootOutput.of(INTERNAL, deepest).key()).isAccepted())
        .isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TapTree.branch(deepest, TapTree.leaf(ONE)));
    // a tree that shares its parts grows too fast to be printed
    assertThatIllegalArgumentException().isThrownBy(() -> {
      TapTree doubled = TapTree.leaf(ONE);
      for (int i = 0; i < TapTree.MAX_DEPTH; i++) {
        doubled = TapTree.branch(doubled, doubled);
      }
    });
  }

  @Test
  void leaf_refusesOddVersionsAndTheAnnex() {
    for (int version : new int[] {1, 0x51, 0x50, 0x100, -2, 0xFF}) {
      assertThatIllegalArgumentException().isThrownBy(() -> TapLeaf.of(version, OP_1));
    }
    byte[] script = {1, 2};
    TapLeaf leaf = TapLeaf.of(script);
    script[0]++;
    leaf.script()[1]++;
    assertThat(leaf)
        .isEqualTo(TapLeaf.of(new byte[] {1, 2}))
        .hasToString("leaf of version c0 with a script of 2 bytes");
  }

  @Test
  void parseScriptPubKey_refusesOtherOutputs() {
    byte[] script = OUTPUT.scriptPubKey();
    List<byte[]> others = List.of(
        new byte[0],
        Arrays.copyOf(script, 33),
        Arrays.copyOf(script, 35),
        HEX.decode("5220" + HEX.encode(OUTPUT.key().toRaw())),
        HEX.decode("5121" + HEX.encode(OUTPUT.key().toRaw())),
        HEX.decode("5120" + "FF".repeat(32)));
    for (byte[] other : others) {
      assertThatExceptionOfType(MalformedDataException.class)
          .isThrownBy(() -> TaprootOutput.parseScriptPubKey(other));
    }
  }

  @Test
  void keysOfOtherSchemes_areTheCallersMistake() {
    VerifyingKey ed25519 = SigningKey.generate(SignatureScheme.ED25519).verifyingKey();
    assertThatIllegalArgumentException().isThrownBy(() -> TaprootOutput.of(ed25519));
    assertThatIllegalArgumentException().isThrownBy(() -> TREE.prove(ed25519, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TREE.prove(INTERNAL, 0).check(OP_1, ed25519));
  }

  private static void assertMismatch(ControlBlock shown, byte[] script, VerifyingKey key) {
    assertThat(shown.check(script, key).reason()).hasValue(Reason.TAPROOT_COMMITMENT_MISMATCH);
  }

  @Test
  void values_areEqualIffTheirBytesAre() throws MalformedDataException {
    ControlBlock shown = TREE.prove(INTERNAL, 1);
    assertThat(ControlBlock.parse(shown.format()))
        .isEqualTo(shown)
        .hasSameHashCodeAs(shown)
        .isNotEqualTo(TREE.prove(INTERNAL, 2));
    assertThat(shown.toString()).startsWith("control block of ").endsWith(", path of 2");
    assertThat(TREE).hasToString("tree of 3 scripts, root " + TREE.rootHash());
    assertThat(TREE.hashCode()).isEqualTo(TREE.rootHash().hashCode());
    assertThat(ONE).isNotEqualTo(TWO).hasSameHashCodeAs(TapLeaf.of(OP_1));
    assertThat(OUTPUT.toString()).startsWith("taproot output ");
    assertThat(OUTPUT.tweak()).isNotEqualTo(TaprootOutput.of(INTERNAL).tweak());
    assertThat(TaggedHash.of("TapLeaf")).hasToString("tagged hash TapLeaf");
  }
}
