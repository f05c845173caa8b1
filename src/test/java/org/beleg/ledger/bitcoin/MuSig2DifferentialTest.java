package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.acinq.secp256k1.Secp256k1;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/**
 * Sessions that libsecp256k1 signs, verified and aggregated by both; keys repeat and are tweaked, nonces
 * and partial signatures are exchanged.
 */
class MuSig2DifferentialTest {

  private static final int CASES = Integer.getInteger("beleg.bitcoin.cases", 1000);

  /** Sessions cost more than keys, as each signer signs and is verified. */
  private static final int SESSIONS = CASES / 20;

  private static final long SEED = 20261130;
  private static final Secp256k1 PEER = Secp256k1.get();
  private static final int CACHE_BYTES = Secp256k1.MUSIG2_PUBLIC_KEYAGG_CACHE_SIZE;

  private final SplittableRandom random = TestTrees.seeded(getClass(), SEED);

  private byte[] scalar() {
    byte[] scalar = TestTrees.randomBytes(random, 32);
    scalar[0] &= 0x7F; // below the order, and not zero but with a chance of 2^-255
    return scalar;
  }

  /** Keys, some of them twice. */
  private List<byte[]> secrets() {
    List<byte[]> secrets = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      boolean again = !secrets.isEmpty() && random.nextInt(4) == 0;
      secrets.add(again ? secrets.get(random.nextInt(secrets.size())) : scalar());
    }
    return secrets;
  }

  private static byte[] publicKey(byte[] secret) {
    return PEER.pubKeyCompress(PEER.pubkeyCreate(secret));
  }

  /** Both forms of one aggregate; the peer's cache is changed in place. */
  private MuSig2Key aggregate(List<byte[]> publicKeys, byte[] cache) throws MalformedDataException {
    MuSig2Key key = MuSig2Key.of(publicKeys);
    assertThat(PEER.musigPubkeyAgg(publicKeys.toArray(new byte[0][]), cache))
        .isEqualTo(key.verifyingKey().toRaw());
    for (int i = random.nextInt(4); i > 0; i--) {
      byte[] tweak = scalar();
      byte[] theirs;
      if (random.nextBoolean()) {
        key = key.withXOnlyTweak(tweak);
        theirs = PEER.musigPubkeyXonlyTweakAdd(cache, tweak);
      } else {
        key = key.withPlainTweak(tweak);
        theirs = PEER.musigPubkeyTweakAdd(cache, tweak);
      }
      assertThat(PEER.pubKeyCompress(theirs)).isEqualTo(key.toCompressed());
    }
    return key;
  }

  @Test
  void keysAndTweaks_areThoseOfLibsecp256k1() throws MalformedDataException {
    for (int i = 0; i < CASES; i++) {
      List<byte[]> publicKeys =
          secrets().stream().map(MuSig2DifferentialTest::publicKey).toList();
      MuSig2Key key = aggregate(publicKeys, new byte[CACHE_BYTES]);
      assertThat(key.signerCount()).isEqualTo(publicKeys.size());
      assertThat(key.publicKey(0)).isEqualTo(publicKeys.get(0));
    }
  }

  @Test
  void sessions_haveTheVerdictsAndSignaturesOfLibsecp256k1()
      throws MalformedDataException, VerificationException {
    for (int i = 0; i < SESSIONS; i++) {
      List<byte[]> secrets = secrets();
      List<byte[]> publicKeys =
          secrets.stream().map(MuSig2DifferentialTest::publicKey).toList();
      byte[] cache = new byte[CACHE_BYTES];
      MuSig2Key key = aggregate(publicKeys, cache);
      byte[] message = TestTrees.randomBytes(random, 32);
      List<byte[]> secretNonces = new ArrayList<>();
      List<byte[]> nonces = new ArrayList<>();
      List<MuSig2Nonce> parsed = new ArrayList<>();
      for (int s = 0; s < secrets.size(); s++) {
        byte[] both = PEER.musigNonceGen(
            scalar(), secrets.get(s), PEER.pubkeyCreate(secrets.get(s)), message, cache, null);
        int middle = both.length - MuSig2Nonce.SIZE;
        secretNonces.add(Arrays.copyOf(both, middle));
        nonces.add(Arrays.copyOfRange(both, middle, both.length));
        parsed.add(MuSig2Nonce.parse(nonces.get(s)));
      }
      byte[] sum = PEER.musigNonceAgg(nonces.toArray(new byte[0][]));
      MuSig2AggregateNonce aggregate = MuSig2AggregateNonce.of(parsed);
      assertThat(aggregate.format()).isEqualTo(sum);
      byte[] theirs = PEER.musigNonceProcess(sum, message, cache);
      MuSig2Session ours = MuSig2Session.of(key, aggregate, message);
      List<byte[]> partials = new ArrayList<>();
      for (int s = 0; s < secrets.size(); s++) {
        partials.add(PEER.musigPartialSign(secretNonces.get(s), secrets.get(s), cache, theirs));
      }
      for (int s = 0; s < secrets.size(); s++) {
        for (int nonce = 0; nonce < secrets.size(); nonce++) {
          int partial = random.nextInt(3) == 0 ? random.nextInt(secrets.size()) : s;
          int verdict = PEER.musigPartialSigVerify(
              partials.get(partial),
              nonces.get(nonce),
              PEER.pubkeyCreate(secrets.get(s)),
              cache,
              theirs);
          assertThat(ours.verifyPartial(s, parsed.get(nonce), partials.get(partial))
                  .isAccepted())
              .isEqualTo(verdict == 1);
        }
      }
      byte[] signature = ours.aggregate(partials);
      assertThat(signature)
          .isEqualTo(PEER.musigPartialSigAgg(theirs, partials.toArray(new byte[0][])));
      assertThat(key.verifyingKey().verify(message, signature)).isEqualTo(Verdict.accepted());
    }
  }
}
