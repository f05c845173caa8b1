package org.beleg.cli;

import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error, if that is a terminal and the work lasts more than a second. */
final class Progress implements AutoCloseable {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int WIDTH = 78;
  private static final long BYTES_PER_UNIT = 1 << 20;

  private final String task;
  private final String unit;
  private final long unitSize;
  private final long total;
  private final long startNanos = System.nanoTime();
  private long done;
  private @Nullable ProgressBar bar;

  private Progress(String task, String unit, long unitSize, long total) {
    this.task = task;
    this.unit = unit;
    this.unitSize = unitSize;
    this.total = total;
  }

  /** Progress in bytes; a negative total is one that nobody knows. */
  static Progress ofBytes(String task, long totalBytes) {
    return new Progress(task, " MiB", BYTES_PER_UNIT, totalBytes);
  }

  /** Progress in things. */
  static Progress of(String task, String unit, long total) {
    return new Progress(task, " " + unit, 1, total);
  }

  void advance(long amount) {
    done += amount;
    if (bar != null) {
      bar.stepTo(done);
    } else if (Terminal.showsErrors() && System.nanoTime() - startNanos > PATIENCE_NANOS) {
      bar = open();
    }
  }

  private ProgressBar open() {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setUnit(unit, unitSize)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
        .build()
        .stepTo(done);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
