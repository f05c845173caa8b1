package org.beleg.benchmarks;

import java.util.concurrent.ForkJoinPool;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A pool for the benchmarks that ask for one, and only those have its parameter. */
@State(Scope.Benchmark)
public class Workers {

  /** A number, or {@code all} for as many as the machine has. */
  @Param("all")
  public String threads;

  private ForkJoinPool pool;

  @Setup
  public void open() {
    pool = new ForkJoinPool(
        threads.equals("all")
            ? Runtime.getRuntime().availableProcessors()
            : Integer.parseInt(threads));
  }

  @TearDown
  public void close() {
    pool.shutdown();
  }

  /** Those threads; the caller waits. */
  public ForkJoinPool pool() {
    return pool;
  }
}
