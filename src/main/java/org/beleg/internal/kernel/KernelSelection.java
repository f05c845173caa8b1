package org.beleg.internal.kernel;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Decides, once for a JVM, whether batches are hashed in the lanes of vectors.
 *
 * <p>In this order, and the first "no" ends it:
 *
 * <ol>
 *   <li>the system property {@value #PROPERTY}: {@code scalar} ends it, {@code vector} skips the two
 *       rules about speed and every {@link WarmUp}, anything else means nothing;
 *   <li>the module {@code jdk.incubator.vector} is in the boot layer ({@code --add-modules}), and this
 *       code may read it;
 *   <li>a JDK on which the vector code was measured to win: {@value #FIRST_FEATURE_VERSION} or later.
 *       (Time per node as a share of the scalar kernel's, 16 lanes: about 0.4 on 25, but above 4 on
 *       17, whose compiler makes an object of every vector);
 *   <li>at least {@value #FEWEST_LANES} lanes. (With 8 lanes of AVX2, which has no rotation, the share is
 *       about 0.8 beside a processor's SHA instructions; with 4 lanes of AVX C2 lacks operations, and it
 *       is 30);
 *   <li>the vector code computes what the scalar code computes.
 * </ol>
 *
 * <p>The answer is logged at DEBUG with its reason. It is never a warning and never a failure: the
 * scalar kernel computes the same hashes.
 *
 * @param provider makes vector kernels; null if the scalar ones are used
 * @param reason why, for the log
 */
record KernelSelection(@Nullable LaneProvider provider, String reason) {

  static final String PROPERTY = "org.beleg.kernel";

  static final int FIRST_FEATURE_VERSION = 25;
  static final int FEWEST_LANES = 8;

  /** Any length of short hashes. */
  private static final int SHORT_SIZE = 24;

  private static final String MODULE = "jdk.incubator.vector";
  private static final String PROVIDER = "org.beleg.internal.kernel.VectorLanes";

  private static final class Selected {
    static final KernelSelection FOR_THIS_JVM = ofThisJvm();
  }

  /** The decision for this JVM, made when it is asked for first. */
  static KernelSelection forThisJvm() {
    return Selected.FOR_THIS_JVM;
  }

  /** Makes the decision for this JVM. */
  static KernelSelection ofThisJvm() {
    KernelSelection selection = select(System.getProperty(PROPERTY, ""));
    System.getLogger("org.beleg")
        .log(System.Logger.Level.DEBUG, "kernel {0}: {1}", selection.name(), selection.reason());
    return selection;
  }

  /** Goes through the rules. */
  static KernelSelection select(String wish) {
    String refusal = refusal(wish, isModuleReadable(), Runtime.version().feature());
    return refusal != null ? new KernelSelection(null, refusal) : load(wish);
  }

  String name() {
    return provider == null ? "scalar" : "vector";
  }

  /** Why the vector code is not even to be loaded, or null. */
  static @Nullable String refusal(String wish, boolean moduleReadable, int featureVersion) {
    if (wish.equals("scalar")) {
      return "asked for by " + PROPERTY;
    }
    if (!moduleReadable) {
      return "no module " + MODULE + ", see --add-modules";
    }
    if (!wish.equals("vector") && featureVersion < FIRST_FEATURE_VERSION) {
      return "slow on JDK " + featureVersion;
    }
    return null;
  }

  /** Why loaded vector code is not to be used, or null. */
  static @Nullable String refusal(String wish, int lanes) {
    if (!wish.equals("vector") && lanes < FEWEST_LANES) {
      return "slow with " + lanes + " lanes";
    }
    return null;
  }

  private static boolean isModuleReadable() {
    return ModuleLayer.boot()
        .findModule(MODULE)
        .map(KernelSelection.class.getModule()::canRead)
        .orElse(false);
  }

  private static KernelSelection load(String wish) {
    LaneProvider provider;
    try {
      provider = Class.forName(PROVIDER)
          .asSubclass(LaneProvider.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
      return new KernelSelection(null, "vector code does not load: " + cause);
    }
    String refusal = refusal(wish, provider.lanes());
    if (refusal == null) {
      refusal = disagreement(provider);
    }
    return refusal != null
        ? new KernelSelection(null, refusal)
        : new KernelSelection(provider, provider.lanes() + " lanes");
  }

  /** Names a function for which the two kernels disagree, or returns null. */
  static @Nullable String disagreement(LaneProvider provider) {
    int count = provider.lanes() + 1;
    byte[] pairs = new byte[2 * LaneFunction.HASH_SIZE * count];
    new SplittableRandom(1).nextBytes(pairs);
    byte[][] entries = new byte[count][];
    for (int i = 0; i < count; i++) {
      entries[i] = Arrays.copyOf(pairs, 8 * i); // of one block and of more
    }
    for (LaneFunction function : LaneFunction.values()) {
      NodeKernel scalar =
          new ScalarKernel(function.maker(), LaneFunction.HASH_SIZE, Framing.RFC_6962);
      NodeKernel lanes = provider.kernel(function, Framing.RFC_6962, scalar);
      byte[] prefix = Arrays.copyOf(pairs, 2 * LaneFunction.HASH_SIZE);
      ScalarShortHashes scalarShort = new ScalarShortHashes(
          function.maker().get().after(prefix), LaneFunction.HASH_SIZE, SHORT_SIZE);
      ShortHashes lanesShort = provider.shortHashes(function, prefix, SHORT_SIZE, scalarShort);
      if (!Arrays.equals(hashes(scalar, pairs, entries), hashes(lanes, pairs, entries))
          || !Arrays.equals(hashes(scalarShort, pairs, count), hashes(lanesShort, pairs, count))) {
        return "vector code computes another " + function;
      }
    }
    return null;
  }

  private static byte[] hashes(NodeKernel kernel, byte[] pairs, byte[][] entries) {
    int count = entries.length;
    byte[] hashes = new byte[2 * count * LaneFunction.HASH_SIZE];
    kernel.hashPairs(pairs, 0, hashes, 0, count);
    kernel.hashLeaves(entries, 0, count, hashes, count * LaneFunction.HASH_SIZE);
    return hashes;
  }

  /** Chains of one and of two steps, the counter being the head, and their ends hashed again. */
  private static byte[] hashes(ShortHashes kernel, byte[] pairs, int count) {
    byte[] heads = new byte[count];
    heads[0] = 1;
    byte[] ends = Arrays.copyOf(pairs, count * SHORT_SIZE);
    kernel.chains(heads, 1, 2, ends, 0, count);
    byte[] hashes = new byte[ends.length];
    kernel.hashAll(ends, SHORT_SIZE, count, hashes, 0);
    return hashes;
  }
}
