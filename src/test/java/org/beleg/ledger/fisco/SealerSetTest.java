package org.beleg.ledger.fisco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.hash.Hash;
import org.beleg.sign.SignatureEncoding;
import org.beleg.sign.SignatureRules;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.testing.ReferenceSm2;
import org.beleg.testing.SeededRandom;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;

class SealerSetTest {

  private static final long SEED = 20260318L;
  private static final CryptoSuite SUITE = CryptoSuite.SM3_SM2;
  private static final Hash ROOT = Hash.of(new byte[32]);
  private static final BlockHeader HEADER =
      BlockHeader.of(3, 7, new BlockHeader.Parent(6, ROOT), ROOT, ROOT, ROOT);

  private static SigningKey secret(int node) {
    return SigningKey.generate(SignatureScheme.SM2_SM3, new SeededRandom(SEED + node));
  }

  private static AccountKey key(int node) throws MalformedDataException {
    byte[] raw = secret(node).verifyingKey().toRaw();
    return AccountKey.of(SUITE, Arrays.copyOfRange(raw, 1, raw.length));
  }

  private static byte[] signature(int node, BlockHeader header) {
    return secret(node)
        .withRules(SignatureRules.of(SignatureScheme.SM2_SM3).withEncoding(SignatureEncoding.P1363))
        .sign(header.hash(SUITE).toByteArray());
  }

  private static SealerSet nodes(long... weights) throws MalformedDataException {
    Map<AccountKey, Long> map = new HashMap<>();
    for (int node = 0; node < weights.length; node++) {
      map.put(key(node), weights[node]);
    }
    return SealerSet.of(SUITE, map);
  }

  private static Map<AccountKey, byte[]> signed(int... nodes) throws MalformedDataException {
    Map<AccountKey, byte[]> signatures = new HashMap<>();
    for (int node : nodes) {
      signatures.put(key(node), signature(node, HEADER));
    }
    return signatures;
  }

  @Test
  void requiredWeight_isMoreThanTwoThirds() throws MalformedDataException {
    long[][] cases = {{1, 1}, {2, 2}, {3, 3}, {4, 3}, {7, 5}, {Long.MAX_VALUE, 0}};
    for (long[] each : cases) {
      long required = nodes(each[0]).requiredWeight();
      assertThat(each[1] == 0 || required == each[1]).isTrue();
      assertThat(required).isGreaterThan(each[0] / 3 * 2);
    }
  }

  @Test
  void verify_countsWeightsOfThoseWhoSigned() throws MalformedDataException {
    SealerSet equal = nodes(1, 1, 1, 1);
    assertThat(equal.verify(HEADER, signed(0, 2, 3)).isAccepted()).isTrue();
    assertThat(equal.verify(HEADER, signed(0, 3)).reason()).contains(Reason.QUORUM_NOT_REACHED);
    SealerSet heavy = nodes(5, 1, 1);
    assertThat(heavy.verify(HEADER, signed(0)).isAccepted()).isTrue();
    assertThat(heavy.verify(HEADER, signed(1, 2)).isAccepted()).isFalse();
    assertThat(equal.verify(HEADER, Map.of()).detail())
        .startsWith("3 of 4 needed, 0 valid:")
        .contains("unsigned");
  }

  @Test
  void strangersOtherHeadersAndOtherFormsDoNotCount() throws MalformedDataException {
    SealerSet equal = nodes(1, 1, 1, 1);
    assertThat(equal.verify(HEADER, signed(0, 1, 4, 5, 6)).isAccepted()).isFalse();
    BlockHeader other = HEADER.withExtraData(new byte[] {1});
    assertThat(equal.verify(other, signed(0, 1, 2, 3)).isAccepted()).isFalse();
    Map<AccountKey, byte[]> borrowed = signed(0, 1);
    borrowed.put(key(2), signature(1, HEADER));
    borrowed.put(
        key(3), AccountKeyTest.transactionSignature(secret(3), HEADER.hash(SUITE))); // 128 bytes
    assertThat(equal.verify(HEADER, borrowed).reason()).contains(Reason.QUORUM_NOT_REACHED);
    // and one that does not hold does no harm
    Map<AccountKey, byte[]> enough = signed(0, 1, 2);
    enough.put(key(3), new byte[0]);
    assertThat(equal.verify(HEADER, enough).isAccepted()).isTrue();
  }

  @Test
  void of_refusesSetsThatMeanNothing() throws MalformedDataException {
    assertThatIllegalArgumentException().isThrownBy(() -> SealerSet.of(SUITE, Map.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> nodes(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> nodes(1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> nodes(Long.MAX_VALUE, 1));
    Map<AccountKey, Long> foreign = Map.of(key(0), 1L);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SealerSet.of(CryptoSuite.KECCAK_SECP256K1, foreign));
  }

  /** The point with the other y is the key of n - d, which is the same signer's. */
  @Test
  void of_refusesOneSignerUnderTwoKeys() throws MalformedDataException {
    byte[] xy = key(0).toByteArray();
    BigInteger p = ReferenceSm2.STANDARD.p();
    BigInteger y = new BigInteger(1, xy, 32, 32);
    System.arraycopy(BigIntegers.asUnsignedByteArray(32, p.subtract(y)), 0, xy, 32, 32);
    Map<AccountKey, Long> twins = Map.of(key(0), 1L, AccountKey.of(SUITE, xy), 1L);
    assertThatIllegalArgumentException().isThrownBy(() -> SealerSet.of(SUITE, twins));
  }

  @Test
  void sets_areValues() throws MalformedDataException {
    assertThat(nodes(1, 2)).isEqualTo(nodes(1, 2)).hasSameHashCodeAs(nodes(1, 2));
    assertThat(nodes(1, 2)).isNotEqualTo(nodes(2, 1));
    assertThat(nodes(1, 2).toString()).startsWith("3 of {");
  }
}
