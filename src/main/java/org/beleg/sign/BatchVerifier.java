package org.beleg.sign;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import org.beleg.Verdict;
import org.beleg.internal.sign.SignatureBatch;

/**
 * Judges many signatures at once, each as {@link VerifyingKey#verify} would.
 *
 * <pre>{@code
 * List<Verdict> verdicts = BatchVerifier.verify(signedMessages);
 * }</pre>
 *
 * <p>Ed25519 in all variants, with a profile whose equation has the cofactor ({@link
 * Ed25519Profile#STRICT_COFACTORED}, {@link Ed25519Profile#ZIP215}), is checked by one sum of many
 * equations, each times a random coefficient of 128 bits: a fraction of the time of single checks, most
 * of all where keys repeat. If the sum does not hold, halving it finds those at fault. With the module
 * {@code jdk.incubator.vector} on JDK 25 and 512-bit vectors, batches of 32 and more are computed eight
 * numbers side by side: from the 8,192nd signature of batches on, as the compiler needs some seconds for
 * that code. Signatures of other schemes, and of {@link Ed25519Profile#COFACTORLESS_CANONICAL}, are judged
 * one by one; all may be
 * mixed.
 *
 * <p>Advantages: every signature has its own verdict, so one bad signature spoils no other's.
 * Disadvantages: with only a few signatures there is little to gain; many bad ones cost more than
 * single checks, up to twice as much.
 *
 * <p><b>Security.</b> The coefficients are derived by SHA-512 from all keys, signatures and messages of
 * the sum, so nobody can send bad signatures whose errors cancel; the chance that a bad one passes is
 * 2^-128. A list of no signatures is refused, as "all are valid" would be true of it.
 */
public final class BatchVerifier {

  /** Signatures from which on a sum gains much of what it can. */
  private static final int MIN_PART = 32;

  private BatchVerifier() {}

  /**
   * Judges signatures in the calling thread.
   *
   * <p>Cost, as a share of the time of single checks (Ed25519, distinct keys, without and with eight
   * lanes): 1 and 1 for up to 3 signatures, 0.5 and 0.5 for 8, 0.4 and 0.2 for 64, 0.3 and 0.15 for 1,024;
   * by one key half of that. About 4 kB for each of up to 1,024 signatures at a time, beside the verdicts.
   *
   * @param items messages and signatures, at least one, of any schemes
   * @return for each item the verdict that {@link SignedMessage#verify} gives, in their order
   * @throws IllegalArgumentException if there are none
   */
  public static List<Verdict> verify(List<SignedMessage> items) {
    List<Verdict> verdicts = new ArrayList<>();
    for (List<SignedMessage> part : parts(items, SignatureBatch.MAX_TOGETHER)) {
      verdicts.addAll(judge(part));
    }
    return List.copyOf(verdicts);
  }

  /**
   * Judges signatures in the threads of a pool.
   *
   * @param items messages and signatures, at least one, of any schemes
   * @param pool where to compute
   * @return for each item the verdict that {@link SignedMessage#verify} gives, in their order
   * @throws IllegalArgumentException if there are none
   */
  public static List<Verdict> verify(List<SignedMessage> items, ForkJoinPool pool) {
    requireNonNull(pool, "pool");
    // equal parts, as many as threads or a multiple, since a large sum costs less for each
    // signature
    int atOnce = pool.getParallelism() * SignatureBatch.MAX_TOGETHER;
    int rounds = 1 + (items.size() - 1) / atOnce;
    int share = 1 + (items.size() - 1) / (rounds * pool.getParallelism());
    int size = Math.max(MIN_PART, share);
    List<Callable<List<Verdict>>> tasks = new ArrayList<>();
    for (List<SignedMessage> part : parts(items, size)) {
      tasks.add(() -> judge(part));
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (Future<List<Verdict>> done : pool.invokeAll(tasks)) {
      try {
        verdicts.addAll(done.get());
      } catch (InterruptedException e) {
        throw new AssertionError("a task that is done waits for nothing", e);
      } catch (ExecutionException e) {
        throw new AssertionError("verification threw", e.getCause());
      }
    }
    return List.copyOf(verdicts);
  }

  private static List<List<SignedMessage>> parts(List<SignedMessage> items, int size) {
    List<SignedMessage> all = List.copyOf(items);
    checkArgument(!all.isEmpty(), "no signatures");
    return Lists.partition(all, size);
  }

  private static List<Verdict> judge(List<SignedMessage> items) {
    SignatureBatch batch = new SignatureBatch();
    items.forEach(item -> item.addTo(batch));
    return batch.finish();
  }
}
