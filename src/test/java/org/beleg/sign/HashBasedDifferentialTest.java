package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.testing.ReferenceLms;
import org.beleg.testing.ReferenceXmss;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.HSSPublicKeyParameters;
import org.bouncycastle.crypto.params.LMSPublicKeyParameters;
import org.bouncycastle.crypto.params.XMSSMTParameters;
import org.bouncycastle.crypto.params.XMSSMTPublicKeyParameters;
import org.bouncycastle.crypto.params.XMSSParameters;
import org.bouncycastle.crypto.params.XMSSPublicKeyParameters;
import org.bouncycastle.crypto.signers.HSSSigner;
import org.bouncycastle.crypto.signers.LMSSigner;
import org.bouncycastle.crypto.signers.XMSSMTSigner;
import org.bouncycastle.crypto.signers.XMSSSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every parameter set of LMS, HSS, XMSS and XMSS^MT: signatures of a plain reference, judged by Beleg and
 * by Bouncy Castle. The latter has another domain in the sets of XMSS with 24 bytes, so those are compared
 * with the reference alone.
 */
class HashBasedDifferentialTest {

  private static final long SEED = 20260107L;

  @Test
  void lms_everyPairOfTypes() throws MalformedDataException, IOException {
    Random random = new Random(SEED);
    for (int type = 5; type <= 24; type++) {
      for (int otsType = 1; otsType <= 16; otsType++) {
        byte[] message = message(random);
        if ((type - 5) / 5 != (otsType - 1) / 4) {
          byte[] raw = new byte[(type - 5) / 5 % 2 == 0 ? 56 : 48];
          raw[3] = (byte) type;
          raw[7] = (byte) otsType;
          assertThrows(
              MalformedDataException.class, () -> VerifyingKey.of(SignatureScheme.LMS, raw));
          continue;
        }
        ReferenceLms made = ReferenceLms.make(type, otsType, message, random);
        LMSSigner engine = new LMSSigner();
        engine.init(false, LMSPublicKeyParameters.getInstance(made.publicKey()));
        assertThat(engine.verifySignature(message, made.signature())).isTrue();
        assertVerdicts(SignatureScheme.LMS, made.publicKey(), message, made.signature(), random);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void hss_levels(int levels) throws MalformedDataException, IOException {
    Random random = new Random(SEED);
    byte[] message = message(random);
    ReferenceLms made = ReferenceLms.hierarchy(levels, message, random);
    HSSSigner engine = new HSSSigner();
    engine.init(false, HSSPublicKeyParameters.getInstance(made.publicKey()));
    assertThat(engine.verifySignature(message, made.signature())).isTrue();
    assertVerdicts(SignatureScheme.HSS, made.publicKey(), message, made.signature(), random);
    byte[] lms = Arrays.copyOfRange(made.publicKey(), 4, made.publicKey().length);
    assertThat(VerifyingKey.of(SignatureScheme.LMS, lms)
            .isSameSigner(VerifyingKey.of(SignatureScheme.HSS, made.publicKey())))
        .isTrue();
  }

  @Test
  void xmss_everySet() throws MalformedDataException {
    Random random = new Random(SEED);
    for (int code = 1; code <= 21; code++) {
      byte[] message = message(random);
      ReferenceXmss made = ReferenceXmss.make(false, code, message, random);
      if (!hasShortHashes(code, 3)) {
        XMSSSigner engine = new XMSSSigner();
        engine.init(
            false,
            new XMSSPublicKeyParameters.Builder(XMSSParameters.lookupByOID(code))
                .withPublicKey(made.publicKey())
                .build());
        assertThat(isAccepted(engine, message, made.signature()))
            .as("set %d", code)
            .isTrue();
      }
      assertVerdicts(SignatureScheme.XMSS, made.publicKey(), message, made.signature(), random);
    }
  }

  /** All shapes with SHA-256, and one with each other hash; the largest two as well. */
  @Test
  void xmssMt_setsOfEveryShapeAndHash() throws MalformedDataException {
    Random random = new Random(SEED);
    for (int code = 1; code <= 56; code++) {
      if (code > 8 && (code - 1) % 8 != 0 && code != 16 && code != 56) {
        assertLength(code, random);
        continue;
      }
      byte[] message = message(random);
      ReferenceXmss made = ReferenceXmss.make(true, code, message, random);
      if (!hasShortHashes(code, 8)) {
        XMSSMTSigner engine = new XMSSMTSigner();
        engine.init(
            false,
            new XMSSMTPublicKeyParameters.Builder(XMSSMTParameters.lookupByOID(code))
                .withPublicKey(made.publicKey())
                .build());
        assertThat(isAccepted(engine, message, made.signature()))
            .as("set %d", code)
            .isTrue();
      }
      assertVerdicts(SignatureScheme.XMSS_MT, made.publicKey(), message, made.signature(), random);
    }
  }

  /** The remaining sets differ from those in their numbers alone, which the length shows. */
  private static void assertLength(int code, Random random) throws MalformedDataException {
    XMSSMTParameters parameters = XMSSMTParameters.lookupByOID((code - 1) % 8 + 1);
    int n = new int[] {32, 64, 32, 64, 24, 32, 24}[(code - 1) / 8];
    int height = parameters.getHeight();
    byte[] raw = new byte[4 + 2 * n];
    random.nextBytes(raw);
    System.arraycopy(new byte[] {0, 0, 0, (byte) code}, 0, raw, 0, 4);
    int length = (height + 7) / 8 + n + parameters.getLayers() * (2 * n + 3) * n + height * n;
    VerifyingKey key = VerifyingKey.of(SignatureScheme.XMSS_MT, raw);
    assertThat(key.verify(raw, new byte[length]).reason()).contains(Reason.SIGNATURE_MISMATCH);
    assertThat(key.verify(raw, new byte[length - 1]).reason())
        .contains(Reason.SIGNATURE_LENGTH_WRONG);
  }

  /** The groups of sets that are cut to 24 bytes. */
  private static boolean hasShortHashes(int code, int groupSize) {
    int group = (code - 1) / groupSize;
    return group == 4 || group == 6;
  }

  private static boolean isAccepted(Signer engine, byte[] message, byte[] signature) {
    engine.update(message, 0, message.length);
    return engine.verifySignature(signature);
  }

  private static void assertVerdicts(
      SignatureScheme scheme, byte[] raw, byte[] message, byte[] signature, Random random)
      throws MalformedDataException {
    VerifyingKey key = VerifyingKey.of(scheme, raw);
    assertThat(key.toRaw()).isEqualTo(raw);
    assertThat(key.verify(message, signature).detail())
        .as("%s, seed %d", key, SEED)
        .isEmpty();
    byte[] mutant = signature.clone();
    mutant[random.nextInt(mutant.length)] ^= 1;
    assertThat(key.verify(message, mutant).isAccepted()).isFalse();
    assertThat(
            key.verify(message, Arrays.copyOf(signature, signature.length - 1)).reason())
        .contains(Reason.SIGNATURE_LENGTH_WRONG);
    assertThat(
            key.verify(message, Arrays.copyOf(signature, signature.length + 1)).reason())
        .contains(Reason.SIGNATURE_LENGTH_WRONG);
  }

  private static byte[] message(Random random) {
    byte[] message = new byte[random.nextInt(200)];
    random.nextBytes(message);
    return message;
  }
}
