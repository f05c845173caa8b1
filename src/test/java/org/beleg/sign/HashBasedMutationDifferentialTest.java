package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.internal.sign.SlhDsaSet;
import org.beleg.testing.ReferenceLms;
import org.beleg.testing.ReferenceXmss;
import org.bouncycastle.crypto.params.HSSPublicKeyParameters;
import org.bouncycastle.crypto.params.LMSPublicKeyParameters;
import org.bouncycastle.crypto.params.SLHDSAParameters;
import org.bouncycastle.crypto.params.XMSSMTParameters;
import org.bouncycastle.crypto.params.XMSSMTPublicKeyParameters;
import org.bouncycastle.crypto.params.XMSSParameters;
import org.bouncycastle.crypto.params.XMSSPublicKeyParameters;
import org.bouncycastle.crypto.signers.HSSSigner;
import org.bouncycastle.crypto.signers.LMSSigner;
import org.bouncycastle.crypto.signers.XMSSMTSigner;
import org.bouncycastle.crypto.signers.XMSSSigner;
import org.bouncycastle.crypto.signers.slhdsa.SLHDSAEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Valid and spoilt signatures of the hash-based schemes, judged by Beleg and by Bouncy Castle. The number
 * of items of each suite is that of {@code -Dbeleg.hashbased.cases}; lanes come in after some thousand, or
 * at once with {@code -Dorg.beleg.kernel=vector}.
 */
class HashBasedMutationDifferentialTest {

  private static final int CASES = Integer.getInteger("beleg.hashbased.cases", 48);
  private static final int MUTANTS_PER_SIGNATURE = 12;
  private static final long SEED = 20263102;

  /** One signature, and who judges it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Item(SignatureScheme scheme, byte[] key, byte[] message, byte[] signature) {

    Verdict beleg() throws MalformedDataException {
      return VerifyingKey.of(scheme, key).verify(message, signature);
    }

    boolean bouncyCastle() {
      try {
        switch (scheme) {
          case LMS -> {
            LMSSigner engine = new LMSSigner();
            engine.init(false, LMSPublicKeyParameters.getInstance(key));
            return engine.verifySignature(message, signature);
          }
          case HSS -> {
            HSSSigner engine = new HSSSigner();
            engine.init(false, HSSPublicKeyParameters.getInstance(key));
            return engine.verifySignature(message, signature);
          }
          case XMSS -> {
            XMSSSigner engine = new XMSSSigner();
            engine.init(
                false,
                new XMSSPublicKeyParameters.Builder(XMSSParameters.lookupByOID(key[3]))
                    .withPublicKey(key)
                    .build());
            engine.update(message, 0, message.length);
            return engine.verifySignature(signature);
          }
          case XMSS_MT -> {
            XMSSMTSigner engine = new XMSSMTSigner();
            engine.init(
                false,
                new XMSSMTPublicKeyParameters.Builder(XMSSMTParameters.lookupByOID(key[3]))
                    .withPublicKey(key)
                    .build());
            engine.update(message, 0, message.length);
            return engine.verifySignature(signature);
          }
          default -> {
            int n = key.length / 2;
            return SLHDSAEngine.internalVerifySignature(
                parameters(scheme),
                Arrays.copyOf(key, n),
                Arrays.copyOfRange(key, n, 2 * n),
                new byte[2], // no pre-hash, no context
                message,
                signature);
          }
        }
      } catch (IOException | RuntimeException refused) {
        return false;
      }
    }
  }

  private static SLHDSAParameters parameters(SignatureScheme scheme) {
    try {
      String name = scheme.name().substring("SLH_DSA_".length()).toLowerCase(Locale.ROOT);
      return (SLHDSAParameters) SLHDSAParameters.class.getField(name).get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void slhDsa(SlhDsaSet set) throws MalformedDataException {
    SignatureScheme scheme = SignatureScheme.valueOf("SLH_DSA_" + set.name());
    Random random = new Random(SEED);
    int cases = CASES / SlhDsaSet.values().length;
    TestKeys.Signed signed = TestKeys.signed(scheme);
    Item valid = new Item(scheme, signed.key().toRaw(), signed.message(), signed.signature());
    compareAll(cases, cases, 0, random, () -> valid);
  }

  /** R, each leaf and node of FORS and of the paths, and each beginning of a chain. */
  @ParameterizedTest
  @EnumSource(names = {"SHA2_128F", "SHA2_192F", "SHAKE_128F"})
  void slhDsa_everyHashOfTheSignatureCounts(SlhDsaSet set) {
    TestKeys.Signed signed = TestKeys.signed(SignatureScheme.valueOf("SLH_DSA_" + set.name()));
    int n = signed.key().toRaw().length / 2;
    Random random = new Random(SEED);
    int step = set == SlhDsaSet.SHA2_128F ? n : 11 * n;
    for (int at = 0; at < signed.signature().length; at += step) {
      byte[] mutant = signed.signature();
      mutant[at + random.nextInt(n)] ^= (byte) (1 << random.nextInt(8));
      assertThat(signed.key().verify(signed.message(), mutant).reason())
          .as("hash at %d", at)
          .contains(Reason.SIGNATURE_MISMATCH);
    }
  }

  @Test
  void lms() throws MalformedDataException {
    Random random = new Random(SEED);
    compareAll(CASES, MUTANTS_PER_SIGNATURE, 8, random, () -> {
      int group = random.nextInt(4);
      byte[] message = message(random);
      int type = 5 + 5 * group + random.nextInt(5);
      ReferenceLms made =
          ReferenceLms.make(type, 1 + 4 * group + random.nextInt(4), message, random);
      return new Item(SignatureScheme.LMS, made.publicKey(), message, made.signature());
    });
  }

  @Test
  void hss() throws MalformedDataException {
    Random random = new Random(SEED);
    compareAll(CASES, MUTANTS_PER_SIGNATURE, 12, random, () -> {
      byte[] message = message(random);
      ReferenceLms made = ReferenceLms.hierarchy(1 + random.nextInt(4), message, random);
      return new Item(SignatureScheme.HSS, made.publicKey(), message, made.signature());
    });
  }

  /** Those sets that Bouncy Castle gets right: not the ones with hashes of 24 bytes. */
  @Test
  void xmss() throws MalformedDataException {
    Random random = new Random(SEED);
    int[] groups = {0, 1, 2, 3, 5};
    compareAll(CASES, MUTANTS_PER_SIGNATURE, 4, random, () -> {
      byte[] message = message(random);
      int code = 1 + 3 * groups[random.nextInt(groups.length)] + random.nextInt(3);
      ReferenceXmss made = ReferenceXmss.make(false, code, message, random);
      return new Item(SignatureScheme.XMSS, made.publicKey(), message, made.signature());
    });
  }

  @Test
  void xmssMt() throws MalformedDataException {
    Random random = new Random(SEED);
    compareAll(CASES, MUTANTS_PER_SIGNATURE, 4, random, () -> {
      byte[] message = message(random);
      ReferenceXmss made = ReferenceXmss.make(true, 1 + random.nextInt(8), message, random);
      return new Item(SignatureScheme.XMSS_MT, made.publicKey(), message, made.signature());
    });
  }

  /** The valid one first, then its mutants; the codes at the beginning of a key stay as they are. */
  private static void compareAll(
      int cases, int mutants, int codeBytes, Random random, Supplier<Item> maker)
      throws MalformedDataException {
    int compared = 0;
    int accepted = 0;
    while (compared < cases) {
      Item valid = maker.get();
      for (int i = 0; i < mutants && compared < cases; i++, compared++) {
        Item item = i == 0 ? valid : mutant(valid, codeBytes, random);
        boolean verdict = item.beleg().isAccepted();
        assertThat(verdict)
            .as("seed %d, item %d, %s", SEED, compared, item.scheme())
            .isEqualTo(item.bouncyCastle());
        assertThat(verdict).isEqualTo(i == 0);
        accepted += verdict ? 1 : 0;
      }
      assertLengthsCount(valid);
    }
    assertThat(accepted).isPositive();
  }

  private static void assertLengthsCount(Item valid) throws MalformedDataException {
    VerifyingKey key = VerifyingKey.of(valid.scheme(), valid.key());
    int length = valid.signature().length;
    for (int wrong : new int[] {0, 1, length / 2, length - 1, length + 1, 2 * length}) {
      assertThat(key.verify(valid.message(), Arrays.copyOf(valid.signature(), wrong))
              .reason())
          .contains(Reason.SIGNATURE_LENGTH_WRONG);
    }
  }

  /** One bit, one byte, two neighbouring hashes, or a whole region of the signature; or what it is about. */
  private static Item mutant(Item valid, int codeBytes, Random random) {
    byte[] key = valid.key().clone();
    byte[] message = valid.message().clone();
    byte[] signature = valid.signature().clone();
    int at = random.nextInt(signature.length);
    switch (random.nextInt(8)) {
      case 0 ->
        key[codeBytes + random.nextInt(key.length - codeBytes)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> message = Arrays.copyOf(message, message.length + 1);
      case 2 -> message[random.nextInt(message.length)] ^= (byte) (1 << random.nextInt(8));
      case 3 -> signature[at] += (byte) (1 + random.nextInt(255));
      case 4 -> {
        int n = 16 + 8 * random.nextInt(3);
        int from = random.nextInt(signature.length - 2 * n);
        System.arraycopy(valid.signature(), from, signature, from + n, n);
        System.arraycopy(valid.signature(), from + n, signature, from, n);
      }
      case 5 -> Arrays.fill(signature, at, Math.min(at + 64, signature.length), (byte) 0);
      default -> signature[at] ^= (byte) (1 << random.nextInt(8));
    }
    return new Item(valid.scheme(), key, message, signature);
  }

  private static byte[] message(Random random) {
    byte[] message = new byte[1 + random.nextInt(200)];
    random.nextBytes(message);
    return message;
  }
}
