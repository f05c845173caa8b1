package org.beleg.benchmarks.sign;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.beleg.Verdict;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.sign.BatchVerifier;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SignedMessage;
import org.beleg.sign.SigningKey;
import org.beleg.sign.VerifyingKey;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Many Ed25519 signatures of messages of 64 bytes, per batch: Beleg together, Beleg one by one, and
 * Bouncy Castle one by one, all with keys decoded before. What native code needs for one of them, {@code
 * benchmarks/native/run} says.
 *
 * <p>{@code ./benchmarks/run sign.Ed25519Batch}
 */
public class Ed25519BatchBenchmark extends Defaults {

  /** How many signatures, and whether each has a key of its own. */
  public enum Batch {
    DISTINCT_8(8, true),
    DISTINCT_64(64, true),
    ONE_KEY_1024(1_024, false),
    PREPARED_1024(1_024, false),
    DISTINCT_1024(1_024, true);

    final int size;
    final boolean distinct;

    Batch(int size, boolean distinct) {
      this.size = size;
      this.distinct = distinct;
    }

    VerifyingKey key(SigningKey signer) {
      return this == PREPARED_1024 ? signer.verifyingKey().prepared() : signer.verifyingKey();
    }
  }

  @Param
  Batch batch;

  private final ForkJoinPool pool = new ForkJoinPool(2);
  private final List<SignedMessage> items = new ArrayList<>();
  private final List<byte[]> messages = new ArrayList<>();
  private final List<byte[]> signatures = new ArrayList<>();
  private final List<Ed25519PublicKeyParameters> keys = new ArrayList<>();

  @Setup
  public void setup() {
    Random random = new Random(1);
    SigningKey key = SigningKey.generate(SignatureScheme.ED25519);
    VerifyingKey verifyingKey = batch.key(key);
    Ed25519PublicKeyParameters theirs =
        new Ed25519PublicKeyParameters(key.verifyingKey().toRaw());
    for (int i = 0; i < batch.size; i++) {
      if (batch.distinct) {
        key = SigningKey.generate(SignatureScheme.ED25519);
        verifyingKey = batch.key(key);
        theirs = new Ed25519PublicKeyParameters(key.verifyingKey().toRaw());
      }
      byte[] message = new byte[64];
      random.nextBytes(message);
      byte[] signature = key.sign(message);
      items.add(SignedMessage.of(verifyingKey, message, signature));
      messages.add(message);
      signatures.add(signature);
      keys.add(theirs);
    }
    Checks.agree(bouncyCastleSingles() == batch.size, "signatures of Beleg");
    Checks.agree(belegSingles() == batch.size, "one by one");
    Checks.agree(belegBatch().stream().allMatch(Verdict::isAccepted), "together");
  }

  @Benchmark
  public List<Verdict> belegBatch() {
    return BatchVerifier.verify(items);
  }

  /** In two threads, which a batch of at least 64 is shared among. */
  @Benchmark
  public List<Verdict> belegTwoThreads() {
    return BatchVerifier.verify(items, pool);
  }

  @TearDown
  public void tearDown() {
    pool.shutdown();
  }

  /** One by one: it knows no batches. */
  @Benchmark
  public int bouncyCastleBatch() {
    return bouncyCastleSingles();
  }

  @Benchmark
  public int belegSingles() {
    int accepted = 0;
    for (SignedMessage item : items) {
      accepted += item.verify().isAccepted() ? 1 : 0;
    }
    return accepted;
  }

  @Benchmark
  public int bouncyCastleSingles() {
    int accepted = 0;
    for (int i = 0; i < messages.size(); i++) {
      byte[] message = messages.get(i);
      accepted += keys.get(i)
              .verify(
                  Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signatures.get(i), 0)
          ? 1
          : 0;
    }
    return accepted;
  }
}
