package org.beleg.ledger.corda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.Collections2;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.UnsignedBytes;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.internal.der.Der;
import org.beleg.ledger.corda.CompositeKey.Child;
import org.beleg.sign.SignatureRules;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.sign.VerifyingKey;
import org.beleg.testing.Allocations;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;

/** What a composite key is, whom it counts, and what is none. */
class CompositeKeyTest {

  private static final LeafKey K = CordaKeys.leaf(0);
  private static final LeafKey L = CordaKeys.leaf(1);
  private static final LeafKey M = CordaKeys.leaf(2);

  private static void assertStrictAlone(CompositeKey key, List<LeafKey> signers) {
    assertThat(key.check(signers, Fulfilment.AS_CORDA).isAccepted()).isTrue();
    assertThat(key.isFulfilledBy(signers)).isFalse();
    assertThat(key.check(signers, Fulfilment.DISTINCT_SIGNERS).reason())
        .contains(Reason.SIGNER_REPEATED);
  }

  // --- the forgeries -----------------------------------------------------------------------------

  @Test
  void isFulfilledBy_refusesOneKeyWithTwoWeights() {
    CompositeKey key = CompositeKey.of(3, List.of(new Child(K, 1), new Child(K, 2)));
    assertStrictAlone(key, List.of(K));
    assertThat(key.isFulfilledBy(List.of(K, L, M))).isFalse();
  }

  @Test
  void isFulfilledBy_refusesOneKeyInBothBranches() {
    CompositeKey left = CompositeKey.atLeast(1, List.of(K, L));
    CompositeKey right = CompositeKey.atLeast(1, List.of(K, M));
    CompositeKey both = CompositeKey.atLeast(2, List.of(left, right));
    assertStrictAlone(both, List.of(K));
    for (List<LeafKey> two : List.of(List.of(K, L), List.of(K, M), List.of(L, M))) {
      assertThat(both.isFulfilledBy(two)).isTrue();
    }
  }

  @Test
  void isFulfilledBy_refusesOneSignerUnderTwoSignsOfOneKey() throws MalformedDataException {
    SigningKey secret = CordaKeys.secret(SignatureScheme.ECDSA_SECP256K1_SHA256, 5);
    LeafKey plus = CordaKeys.leaf(secret);
    byte[] raw = secret.verifyingKey().toRaw();
    BigInteger p =
        BigInteger.TWO.pow(256).subtract(BigInteger.TWO.pow(32)).subtract(BigInteger.valueOf(977));
    byte[] y = p.subtract(new BigInteger(1, raw, 33, 32)).toByteArray();
    byte[] turned = Arrays.copyOf(raw, 65);
    for (int i = 0; i < 32; i++) {
      turned[33 + i] = y[y.length - 32 + i];
    }
    LeafKey minus = LeafKey.of(VerifyingKey.of(SignatureScheme.ECDSA_SECP256K1_SHA256, turned));
    assertThat(minus).isNotEqualTo(plus);
    CompositeKey both = CompositeKey.atLeast(2, List.of(plus, minus));
    assertStrictAlone(both, List.of(plus, minus));
    // and the signature under one of them is none under the other
    assertThat(CompositeKey.atLeast(1, List.of(plus, L)).isFulfilledBy(List.of(minus)))
        .isFalse();
  }

  // --- counting ----------------------------------------------------------------------------------

  @Test
  void isFulfilledBy_countsARepeatedSignerWhereItHelpsMost() {
    CompositeKey key =
        CompositeKey.of(3, List.of(new Child(K, 1), new Child(K, 2), new Child(L, 1)));
    assertThat(key.isFulfilledBy(List.of(K, L))).isTrue(); // 2 + 1
    assertThat(key.isFulfilledBy(List.of(K))).isFalse();
    assertThat(
            CompositeKey.of(2, List.of(new Child(K, 1), new Child(K, 2))).isFulfilledBy(List.of(K)))
        .isTrue();
  }

  @Test
  void isFulfilledBy_triesAllPlacesOfSeveralRepeatedSigners() {
    // K is needed on the left and L on the right, though both occur on both sides
    CompositeKey left = CompositeKey.of(2, List.of(new Child(K, 2), new Child(L, 1)));
    CompositeKey right = CompositeKey.of(2, List.of(new Child(K, 1), new Child(L, 2)));
    CompositeKey both = CompositeKey.atLeast(2, List.of(left, right));
    assertThat(both.isFulfilledBy(List.of(K, L))).isTrue();
    assertThat(both.isFulfilledBy(List.of(K))).isFalse();
    assertThat(both.isFulfilledBy(List.of(L))).isFalse();
  }

  @Test
  void check_boundsTheChoicesOfPlaces() {
    List<CordaKey> branches = new ArrayList<>();
    List<LeafKey> signers = new ArrayList<>();
    for (int i = 0; i < 13; i++) { // 2^13 choices
      LeafKey twice = CordaKeys.leaf(100 + i);
      signers.add(twice);
      branches.add(CompositeKey.of(3, List.of(new Child(twice, 1), new Child(twice, 2))));
    }
    CompositeKey key = CompositeKey.atLeast(1, branches);
    assertThat(key.check(signers, Fulfilment.DISTINCT_SIGNERS).reason())
        .contains(Reason.SIGNER_REPEATED);
    assertThat(key.check(signers.subList(0, 12), Fulfilment.DISTINCT_SIGNERS).reason())
        .contains(Reason.SIGNER_REPEATED);
    assertThat(key.check(signers, Fulfilment.AS_CORDA).isAccepted()).isTrue();
  }

  @Test
  void check_needsNoChoiceWhereNoRepeatedSignerIsNeeded() {
    List<Child> children = new ArrayList<>();
    List<LeafKey> signers = new ArrayList<>(List.of(K));
    children.add(new Child(K, 100));
    for (int i = 0; i < 13; i++) { // 2^13 choices
      LeafKey twice = CordaKeys.leaf(100 + i);
      signers.add(twice);
      children.add(new Child(twice, 1));
      children.add(new Child(twice, 2));
    }
    assertThat(CompositeKey.of(100, children).isFulfilledBy(signers)).isTrue();
    assertThat(CompositeKey.of(101, children)
            .check(signers, Fulfilment.DISTINCT_SIGNERS)
            .reason())
        .contains(Reason.SIGNER_REPEATED);
  }

  /** Each pair of leaves is compared, so what tells a signer must not be computed for each pair. */
  @Test
  void check_computesWhoALeafIsOnce() {
    SignatureScheme scheme = SignatureScheme.ECDSA_P256_SHA256;
    List<LeafKey> leaves = IntStream.range(0, 300)
        .mapToObj(i -> CordaKeys.leaf(CordaKeys.secret(scheme, i)))
        .toList();
    CompositeKey key = CompositeKey.atLeast(leaves.size(), leaves);
    assertThat(key.isFulfilledBy(leaves)).isTrue(); // and all that is computed once is known
    long before = Allocations.ofThisThread();
    boolean fulfilled = key.isFulfilledBy(leaves);
    long bytes = Allocations.ofThisThread() - before;
    assertThat(fulfilled).isTrue();
    assertThat(bytes / leaves.size() / leaves.size()).isLessThan(100);
  }

  @Test
  void check_saysWhenSignersAreTooFew() {
    CompositeKey key = CompositeKey.atLeast(2, List.of(K, L, M));
    for (Fulfilment rule : Fulfilment.values()) {
      assertThat(key.check(List.of(), rule).reason()).contains(Reason.QUORUM_NOT_REACHED);
      assertThat(key.check(List.of(K, K), rule).reason()).contains(Reason.QUORUM_NOT_REACHED);
      assertThat(K.check(List.of(L), rule).reason()).contains(Reason.QUORUM_NOT_REACHED);
      assertThat(K.check(List.of(L, K), rule).isAccepted()).isTrue();
    }
  }

  // --- the rules ---------------------------------------------------------------------------------

  @Test
  void of_refusesWhatIsNoKey() {
    List<Child> two = List.of(new Child(K, 1), new Child(L, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new Child(K, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Child(K, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> CompositeKey.of(0, two));
    assertThatIllegalArgumentException().isThrownBy(() -> CompositeKey.of(-1, two));
    assertThatIllegalArgumentException().isThrownBy(() -> CompositeKey.of(4, two));
    assertThatIllegalArgumentException().isThrownBy(() -> CompositeKey.of(1, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompositeKey.of(1, List.of(new Child(K, 1))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompositeKey.of(1, List.of(new Child(K, 1), new Child(K, 1))));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            CompositeKey.of(1, List.of(new Child(K, Integer.MAX_VALUE), new Child(L, 1))));
    assertThat(CompositeKey.of(
                Integer.MAX_VALUE, List.of(new Child(K, Integer.MAX_VALUE - 1), new Child(L, 1)))
            .isFulfilledBy(List.of(K, L)))
        .isTrue();
  }

  private static CompositeKey nested(int depth) {
    CompositeKey key = CompositeKey.atLeast(1, List.of(K, L));
    for (int i = 1; i < depth; i++) {
      key = CompositeKey.atLeast(1, List.of(key, M));
    }
    return key;
  }

  @Test
  void of_boundsDepthAndLeaves() throws MalformedDataException {
    CompositeKey deepest = nested(CompositeKey.MAX_DEPTH);
    assertThat(CordaKey.parse(deepest.toSpki())).isEqualTo(deepest);
    assertThat(deepest.isFulfilledBy(List.of(K))).isTrue();
    assertThat(deepest.leafKeys()).containsExactlyInAnyOrder(K, L, M);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompositeKey.atLeast(1, List.of(deepest, M)));
    List<Child> many = IntStream.rangeClosed(1, CompositeKey.MAX_LEAVES)
        .mapToObj(weight -> new Child(K, weight))
        .toList();
    CompositeKey largest = CompositeKey.of(1, many);
    assertThat(CordaKey.parse(largest.toSpki())).isEqualTo(largest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompositeKey.atLeast(1, List.of(largest, M)));
  }

  @Test
  void encoding_doesNotDependOnTheOrderOfChildren() {
    List<Child> children =
        List.of(new Child(K, 2), new Child(L, 1), new Child(M, 1), new Child(K, 1));
    CompositeKey key = CompositeKey.of(3, children);
    for (List<Child> order : Collections2.permutations(children)) {
      assertThat(CompositeKey.of(3, order)).isEqualTo(key).hasSameHashCodeAs(key);
    }
    assertThat(key.children().get(0)).isEqualTo(new Child(K, 2));
    List<byte[]> encodings = key.children().stream()
        .filter(child -> child.weight() == 1)
        .map(child -> child.key().toSpki())
        .toList();
    assertThat(encodings).isSortedAccordingTo(UnsignedBytes.lexicographicalComparator());
  }

  @Test
  void algorithmIdentifier_isCordas() {
    byte[] oid = Arrays.copyOfRange(CompositeKey.ALGORITHM, 2, CompositeKey.ALGORITHM.length);
    assertThat(ASN1ObjectIdentifier.getInstance(oid).getId())
        .isEqualTo("2.25.30086077608615255153862931087626791002");
  }

  // --- reading -----------------------------------------------------------------------------------

  private static byte[] integer(long value) {
    return Der.element(Der.INTEGER, BigInteger.valueOf(value).toByteArray());
  }

  private static byte[] child(CordaKey key, byte[] weight) {
    return Der.element(Der.SEQUENCE, Der.bitString(Der.BIT_STRING, key.toSpki()), weight);
  }

  private static byte[] document(byte[]... fields) {
    return Der.element(
        Der.SEQUENCE,
        CompositeKey.ALGORITHM,
        Der.bitString(Der.BIT_STRING, Der.element(Der.SEQUENCE, fields)));
  }

  private static byte[] children(byte[]... children) {
    return Der.element(Der.SEQUENCE, children);
  }

  private static void assertMalformed(byte[] spki) {
    assertThatExceptionOfType(MalformedDataException.class).isThrownBy(() -> CordaKey.parse(spki));
  }

  @Test
  void parse_refusesWhatOfWouldRefuse() throws MalformedDataException {
    byte[] one = integer(1);
    LeafKey low = IntStream.range(0, 3)
        .mapToObj(CordaKeys::leaf)
        .min((a, b) -> Arrays.compareUnsigned(a.toSpki(), b.toSpki()))
        .orElseThrow();
    LeafKey high = low.equals(K) ? L : K;
    byte[] two = children(child(low, one), child(high, one));
    assertThat(CordaKey.parse(document(one, two)))
        .isEqualTo(CompositeKey.atLeast(1, List.of(K, low.equals(K) ? L : low)));
    assertMalformed(document(one, children(child(high, one), child(low, one))));
    assertMalformed(document(one, children(child(low, one), child(low, one))));
    assertMalformed(document(one, children(child(low, one), child(high, integer(2)))));
    assertMalformed(document(one, children(child(low, one))));
    assertMalformed(document(one, children()));
    for (long threshold : new long[] {-1, 0, 3, 1L << 31, 1L << 32, (1L << 32) + 1}) {
      assertMalformed(document(integer(threshold), two));
    }
    for (long weight : new long[] {-1, 0, 1L << 31, 1L << 32, (1L << 32) + 1}) {
      assertMalformed(document(one, children(child(low, integer(weight)), child(high, one))));
    }
    byte[] most = integer(Integer.MAX_VALUE);
    assertMalformed(document(one, children(child(low, most), child(high, one))));
  }

  @Test
  void parse_refusesOtherSpellings() throws MalformedDataException {
    CompositeKey key = CompositeKey.atLeast(2, List.of(K, L));
    byte[] der = key.toSpki();
    assertMalformed(Bytes.concat(der, new byte[1]));
    assertMalformed(Arrays.copyOf(der, der.length - 1));
    byte[] list = children(child(K, integer(1)), child(L, integer(1)));
    byte[] padded = Der.element(Der.INTEGER, new byte[] {0, 1});
    assertMalformed(document(padded, list));
    assertMalformed(document(integer(1), list, integer(1)));
    assertMalformed(document(list, integer(1)));
    byte[] withNull =
        BaseEncoding.base16().decode("3017061369ADA2AF89D5B8E2AFF38D93AC9DE6969BD05A0500");
    byte[] contents = Der.element(Der.SEQUENCE, integer(1), list);
    assertMalformed(Der.element(Der.SEQUENCE, withNull, Der.bitString(Der.BIT_STRING, contents)));
    assertMalformed(Der.element(
        Der.SEQUENCE,
        CompositeKey.ALGORITHM,
        Der.bitString(Der.BIT_STRING, Bytes.concat(contents, new byte[1]))));
  }

  @Test
  void parse_boundsDepthAndLeavesAndBytes() {
    byte[] inner = nested(CompositeKey.MAX_DEPTH).toSpki();
    byte[] outer = Der.element(Der.SEQUENCE, Der.bitString(Der.BIT_STRING, inner), integer(1));
    assertMalformed(document(integer(1), children(outer, child(M, integer(1)))));
    byte[][] many = IntStream.iterate(CompositeKey.MAX_LEAVES + 1, weight -> weight - 1)
        .limit(CompositeKey.MAX_LEAVES + 1)
        .mapToObj(weight -> child(K, integer(weight)))
        .toArray(byte[][]::new);
    assertMalformed(document(integer(1), children(many)));
    assertMalformed(new byte[CompositeKey.MAX_BYTES + 1]);
  }

  // --- leaf keys ---------------------------------------------------------------------------------

  @Test
  void leafKeys_haveTheRulesOfTheirScheme() throws MalformedDataException {
    for (SigningKey secret : CordaKeys.secrets(3)) {
      LeafKey leaf = LeafKey.of(secret.verifyingKey());
      assertThat(leaf.toSpki()).isEqualTo(secret.verifyingKey().toSpki());
      assertThat(CordaKey.parse(leaf.toSpki())).isEqualTo(leaf);
      assertThat(leaf.scheme().rules()).contains(leaf.key().rules());
      assertThat(leaf.leafKeys()).containsExactly(leaf);
    }
    VerifyingKey ordinary = CordaKeys.secret(SignatureScheme.ED25519, 0).verifyingKey();
    assertThatIllegalArgumentException().isThrownBy(() -> new LeafKey(ordinary));
    VerifyingKey lowS = SignatureRules.of(SignatureScheme.ECDSA_P256_SHA256)
        .withLowS()
        .verifyingKey(CordaKeys.secret(SignatureScheme.ECDSA_P256_SHA256, 1)
            .verifyingKey()
            .toRaw());
    assertThatIllegalArgumentException().isThrownBy(() -> new LeafKey(lowS));
    assertThat(LeafKey.of(lowS).key().rules().requiresLowS()).isFalse();
  }

  @Test
  void leafKeys_areOfCordasSchemesAlone() throws IOException {
    for (SignatureScheme other : List.of(
        SignatureScheme.ECDSA_P384_SHA384, SignatureScheme.SM2_SM3, SignatureScheme.ML_DSA_44)) {
      VerifyingKey key = CordaKeys.secret(other, 1).verifyingKey();
      assertThatExceptionOfType(MalformedDataException.class).isThrownBy(() -> LeafKey.of(key));
      assertMalformed(key.toSpki());
      assertThatIllegalArgumentException().isThrownBy(() -> new LeafKey(key));
    }
    ASN1EncodableVector parameters = new ASN1EncodableVector();
    parameters.add(new ASN1Integer(0));
    parameters.add(new DERSequence(new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.6")));
    AlgorithmIdentifier sphincs = new AlgorithmIdentifier(
        new ASN1ObjectIdentifier("1.3.6.1.4.1.22554.2.1"), new DERSequence(parameters));
    assertMalformed(new SubjectPublicKeyInfo(sphincs, new byte[1_056]).getEncoded());
    assertThat(CordaScheme.SPHINCS256_SHA512.rules()).isEmpty();
  }

  @Test
  void leafKeys_ofSmallOrderAreRefused() {
    for (String raw : List.of(
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")) {
      assertMalformed(BaseEncoding.base16().lowerCase().decode("302a300506032b6570032100" + raw));
    }
  }

  @Test
  void schemes_haveCordasNumbers() {
    for (int number = 1; number <= 6; number++) {
      assertThat(CordaScheme.ofNumber(number).orElseThrow().number()).isEqualTo(number);
    }
    for (int number : new int[] {Integer.MIN_VALUE, -1, 0, 7, Integer.MAX_VALUE}) {
      assertThat(CordaScheme.ofNumber(number)).isEmpty();
    }
    assertThat(CordaScheme.ofNumber(4)).contains(CordaScheme.EDDSA_ED25519_SHA512);
  }
}
