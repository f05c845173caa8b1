package org.beleg.benchmarks;

import org.beleg.Verdict;
import org.beleg.internal.kernel.HashEngine;
import org.beleg.internal.kernel.Kernels;
import org.openjdk.jmh.infra.BenchmarkParams;

/** What setups demand before anything is timed. */
public final class Checks {

  /** The system property by which Beleg's kernel is chosen when a JVM starts. */
  public static final String KERNEL = "org.beleg.kernel";

  /** The JVM option of the benchmarks whose names end in {@code Scalar}. */
  public static final String SCALAR = "-D" + KERNEL + "=scalar";

  private Checks() {}

  /** Two ways to compute one thing must agree. */
  public static void agree(boolean agreed, String what) {
    if (!agreed) {
      throw new IllegalStateException("results differ: " + what);
    }
  }

  /** An honest proof or signature must be accepted. */
  public static void accepted(Verdict verdict) {
    agree(verdict.isAccepted(), verdict.detail());
  }

  /**
   * The kernel must be the one that the benchmark is named after: {@code -jvmArgsAppend} on JMH's command
   * line would silently take the place of the option.
   */
  public static void kernel(BenchmarkParams params) {
    boolean scalar = params.getBenchmark().endsWith("Scalar");
    agree(!scalar || "scalar".equals(System.getProperty(KERNEL)), "the kernel is not scalar");
  }

  /**
   * Chooses Beleg's kernel by parameter. It is chosen once for a JVM, at the first large batch, and each
   * combination of parameters has a JVM of its own.
   */
  public static void chooseKernel(String kernel) {
    System.setProperty(KERNEL, kernel);
    String chosen = Kernels.rfc6962(HashEngine.SHA_256).name();
    agree(chosen.equals(kernel), "this JVM runs the kernel " + chosen + ", not " + kernel);
  }
}
