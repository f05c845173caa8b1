package org.beleg.benchmarks.hash;

import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.internal.kernel.Kernels;
import org.beleg.internal.kernel.LaneFunction;
import org.openjdk.jmh.annotations.Param;

/**
 * What the benchmarks of kernels have in common: each runs on the scalar kernel and on the vector kernel.
 *
 * <p>{@code vector} is what Beleg chooses by itself; where it does not choose the vector kernel, those
 * rows fail in their setup and are missing from the results, instead of measuring what nobody gets.
 */
public abstract class KernelDefaults extends Defaults {

  @Param({"scalar", "vector"})
  String kernel;

  /** Must come first in a setup: the choice is made once in a JVM, and each row has its own. */
  final void chooseKernel() {
    if (kernel.equals("scalar")) {
      System.setProperty(Checks.KERNEL, "scalar");
    }
    String chosen = Kernels.rfc6962(LaneFunction.SHA_256).name();
    if (!chosen.equals(kernel)) {
      throw new IllegalStateException("Beleg chooses the " + chosen + " kernel here");
    }
  }
}
