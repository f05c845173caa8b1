package org.beleg.internal.kernel;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Code for the lanes of vectors, or the reason why it is not used: the rules of {@link
 * KernelSelection}, for kernels of hashes and for whatever else is computed in lanes.
 *
 * @param code null if it is not to be used
 * @param reason why, for the log
 */
public record VectorCode<T>(@Nullable T code, String reason) {

  /**
   * Goes through the rules, for this JVM, and logs the answer.
   *
   * @param what for the log
   * @param loader makes the code, by the name of a class that nothing links to
   * @param lanes how many the code has
   * @param disagreement what it computes otherwise than scalar code does, or null
   */
  public static <T> VectorCode<T> select(
      String what,
      Callable<T> loader,
      ToIntFunction<T> lanes,
      Function<T, @Nullable String> disagreement) {
    String wish = System.getProperty(KernelSelection.PROPERTY, "");
    VectorCode<T> selection = ofWish(wish, loader, lanes, disagreement);
    System.getLogger("org.beleg")
        .log(
            System.Logger.Level.DEBUG,
            "{0} {1}: {2}",
            what,
            selection.code() == null ? "scalar" : "vector",
            selection.reason());
    return selection;
  }

  /** Goes through the rules for a value of the property. */
  static <T> VectorCode<T> ofWish(
      String wish,
      Callable<T> loader,
      ToIntFunction<T> lanes,
      Function<T, @Nullable String> disagreement) {
    String refusal = KernelSelection.refusal(
        wish, KernelSelection.isModuleReadable(), Runtime.version().feature());
    if (refusal != null) {
      return new VectorCode<>(null, refusal);
    }
    T code;
    try {
      code = loader.call();
    } catch (Exception | LinkageError e) {
      Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
      return new VectorCode<>(null, "vector code does not load: " + cause);
    }
    refusal = KernelSelection.refusal(wish, lanes.applyAsInt(code));
    if (refusal == null) {
      refusal = disagreement.apply(code);
    }
    return refusal != null
        ? new VectorCode<>(null, refusal)
        : new VectorCode<>(code, lanes.applyAsInt(code) + " lanes");
  }
}
