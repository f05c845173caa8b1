package org.beleg.ledger.bitcoin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.VerificationException;
import org.beleg.internal.sign.Secp256k1Point;
import org.beleg.testing.HostileBytes;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** Whatever co-signers send: a value that prints it, a verdict, or {@link MalformedDataException}. */
class MuSig2FuzzTest {

  private static final byte[] KEY = Secp256k1Point.generator().toCompressed();

  @FuzzTest
  void parse(byte[] data) {
    try {
      assertArrayEquals(data, MuSig2Nonce.parse(data).format());
    } catch (MalformedDataException expected) {
      assertFalse(expected.where().isEmpty());
    }
    try {
      MuSig2AggregateNonce nonce = MuSig2AggregateNonce.parse(data);
      assertArrayEquals(data, nonce.format());
      MuSig2Session session = MuSig2Session.of(MuSig2Key.of(List.of(KEY)), nonce, data);
      assertFalse(isSignature(session, Arrays.copyOf(data, 32)));
      assertFalse(isSignature(session, data));
    } catch (MalformedDataException expected) {
      assertFalse(expected.where().isEmpty());
    }
    try {
      byte[] key = Arrays.copyOf(data, Math.min(data.length, 33));
      assertArrayEquals(key, MuSig2Key.of(List.of(KEY, key)).publicKey(1));
    } catch (MalformedDataException expected) {
      assertFalse(expected.where().isEmpty());
    }
  }

  private static boolean isSignature(MuSig2Session session, byte[] partial) {
    try {
      return session.aggregate(List.of(partial)).length > 0;
    } catch (VerificationException expected) {
      return false;
    }
  }

  @Test
  void parse_survivesSpoiltBytes() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20261207);
    byte[] nonce = new byte[MuSig2Nonce.SIZE];
    System.arraycopy(KEY, 0, nonce, 0, KEY.length);
    System.arraycopy(KEY, 0, nonce, KEY.length, KEY.length);
    byte[] half = nonce.clone();
    Arrays.fill(half, 0, KEY.length, (byte) 0);
    HostileBytes.flood(
        random, List.of(nonce, half, new byte[MuSig2Nonce.SIZE], KEY), 500, this::parse);
  }
}
