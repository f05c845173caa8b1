package org.beleg.internal.mldsa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.beleg.testing.TestTrees;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every verdict is that of Bouncy Castle. */
class MlDsaDifferentialTest {

  private static final long SEED = 20260303L;
  private static final int KEYS = 10;
  private static final int SIGNATURES = 12;

  private final SplittableRandom random = TestTrees.seeded(MlDsaDifferentialTest.class, SEED);

  private static MLDSAParameters bouncy(MlDsaParameters parameters) {
    return switch (parameters) {
      case ML_DSA_44 -> MLDSAParameters.ml_dsa_44;
      case ML_DSA_65 -> MLDSAParameters.ml_dsa_65;
      case ML_DSA_87 -> MLDSAParameters.ml_dsa_87;
    };
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The verdict of both. */
  private static boolean verdict(
      MlDsaPublicKey key, byte[] context, byte[] message, byte[] signature) {
    MLDSASigner peer = new MLDSASigner();
    MLDSAPublicKeyParameters same =
        new MLDSAPublicKeyParameters(bouncy(key.parameters), key.encoded());
    peer.init(false, new ParametersWithContext(same, context));
    peer.update(message, 0, message.length);
    boolean expected = peer.verifySignature(signature);
    boolean actual = MlDsaSignature.decode(key.parameters, signature)
        .map(decoded -> {
          MlDsaVerification verification = MlDsaVerification.start(key, decoded, context);
          int half = message.length / 2;
          verification.update(message, 0, half);
          verification.update(message, half, message.length - half);
          return verification.holds();
        })
        .orElse(false);
    assertThat(actual).as("seed %d", SEED).isEqualTo(expected);
    return actual;
  }

  @ParameterizedTest
  @EnumSource
  void signaturesAndTheirMutations(MlDsaParameters parameters) throws CryptoException {
    for (int i = 0; i < KEYS; i++) {
      MLDSAPrivateKeyParameters secret =
          new MLDSAPrivateKeyParameters(bouncy(parameters), bytes(32));
      MlDsaPublicKey key = MlDsaPublicKey.of(parameters, secret.getPublicKey());
      for (int j = 0; j < SIGNATURES; j++) {
        byte[] context = bytes(random.nextInt(256));
        byte[] message = bytes(random.nextInt(500));
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, new ParametersWithContext(secret, context));
        signer.update(message, 0, message.length);
        byte[] signature = signer.generateSignature();
        assertThat(verdict(key, context, message, signature)).isTrue();
        for (int region = 0; region < 6; region++) {
          byte[] mutated = mutated(parameters, signature, region);
          // nobody but the signer can make a second signature of one message
          assertThat(verdict(key, context, message, mutated))
              .isEqualTo(Arrays.equals(mutated, signature));
        }
        assertThat(verdict(key, context, bytes(message.length + 1), signature)).isFalse();
        assertThat(verdict(key, bytes(20), message, signature)).isFalse();
      }
    }
  }

  private byte[] mutated(MlDsaParameters parameters, byte[] signature, int region) {
    byte[] mutated = signature.clone();
    int z = parameters.challengeBytes;
    int hints = signature.length - parameters.omega - parameters.k;
    int ends = signature.length - parameters.k;
    switch (region) {
      case 0 -> mutated[random.nextInt(z)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> mutated[random.nextInt(z, hints)] ^= (byte) (1 << random.nextInt(8));
      case 2 -> mutated[random.nextInt(hints, ends)] = (byte) random.nextInt();
      case 3 -> mutated[random.nextInt(ends, signature.length)] += (byte) random.nextInt(-2, 3);
      case 4 -> { // the same hints in another order
        int place = random.nextInt(hints, ends - 1);
        mutated[place] = signature[place + 1];
        mutated[place + 1] = signature[place];
      }
      default -> { // a byte behind the last hint, where there is room
        int used = signature[signature.length - 1] & 0xff;
        if (used < parameters.omega) {
          mutated[random.nextInt(hints + used, ends)] = (byte) random.nextInt(1, 256);
        } else {
          mutated[ends - 1]++;
        }
      }
    }
    return mutated;
  }

  /** A key of any bytes is a key, and no random bytes are its signature. */
  @ParameterizedTest
  @EnumSource
  void randomBytes(MlDsaParameters parameters) {
    MlDsaPublicKey key = MlDsaPublicKey.of(parameters, bytes(parameters.publicKeyBytes()));
    for (int i = 0; i < 50; i++) {
      byte[] signature = bytes(parameters.signatureBytes());
      int hints = parameters.omega + parameters.k;
      Arrays.fill(signature, signature.length - hints, signature.length, (byte) 0);
      assertThat(verdict(key, new byte[0], bytes(5), signature)).isFalse();
    }
  }

  /** Signatures that an honest signer never or rarely makes: z and hints at their limits. */
  @ParameterizedTest
  @EnumSource
  void limits(MlDsaParameters parameters) {
    for (int i = 0; i < 10; i++) {
      ZeroKey zero = new ZeroKey(parameters, bytes(32));
      MlDsaPublicKey key = MlDsaPublicKey.of(parameters, zero.raw);
      byte[] message = bytes(10);
      int limit = parameters.normBound;
      int[] z = random.ints((long) parameters.l * Ntt.N, 1 - limit, limit).toArray();
      boolean[] hints = new boolean[parameters.k * Ntt.N];
      for (int count = 0; count < parameters.omega; ) {
        int place = random.nextInt(hints.length);
        count += hints[place] ? 0 : 1;
        hints[place] = true;
      }
      byte[] signature = zero.sign(message, z, hints);
      assertThat(verdict(key, new byte[0], message, signature)).isTrue();
      signature[signature.length - 1]++;
      assertThat(verdict(key, new byte[0], message, signature)).isFalse();
      for (int edge : new int[] {limit - 1, 1 - limit, limit, -limit}) {
        z[random.nextInt(z.length)] = edge;
        assertThat(verdict(key, new byte[0], message, zero.sign(message, z, hints)))
            .isEqualTo(Math.abs(edge) < limit);
      }
    }
  }

  /** Two hints in another order say the same, so only strict decoding refuses them. */
  @ParameterizedTest
  @EnumSource
  void secondEncodingsOfTheSameHints(MlDsaParameters parameters) {
    ZeroKey zero = new ZeroKey(parameters, bytes(32));
    MlDsaPublicKey key = MlDsaPublicKey.of(parameters, zero.raw);
    boolean[] hints = new boolean[parameters.k * Ntt.N];
    hints[3] = true;
    hints[200] = true;
    int[] z = new int[parameters.l * Ntt.N];
    byte[] signature = zero.sign(new byte[1], z, hints);
    assertThat(verdict(key, new byte[0], new byte[1], signature)).isTrue();
    int begin = signature.length - parameters.omega - parameters.k;
    byte[] swapped = signature.clone();
    swapped[begin] = signature[begin + 1];
    swapped[begin + 1] = signature[begin];
    assertThat(verdict(key, new byte[0], new byte[1], swapped)).isFalse();
    byte[] padded = signature.clone();
    padded[begin + parameters.omega - 1] = 1;
    assertThat(verdict(key, new byte[0], new byte[1], padded)).isFalse();
    byte[] twice = signature.clone();
    twice[begin + 2] = twice[begin + 1];
    for (int i = 0; i < parameters.k; i++) {
      twice[signature.length - 1 - i] = 3;
    }
    assertThat(verdict(key, new byte[0], new byte[1], twice)).isFalse();
  }
}
