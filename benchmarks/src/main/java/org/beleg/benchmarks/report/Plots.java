package org.beleg.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jfree.svg.SVGGraphics2D;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** Draws a run as SVG, without a screen. What was not measured is not drawn. */
final class Plots {

  /**
   * A drawing.
   *
   * @param title what it shows
   * @param path where it is, seen from the page of results
   */
  record Plot(String title, String path) {}

  private static final int WIDTH = 760;
  private static final int HEIGHT = 440;
  private static final double NANOS_PER_MICRO = 1e3;

  /** Larger trees leave the caches, smaller ones are all overhead. */
  private static final String THROUGHPUT_TREE = Long.toString(1 << 20);

  private static final String THROUGHPUT_PAIRS = "4096";

  private final Path home;
  private final ResultFile file;
  private final List<Plot> plots = new ArrayList<>();

  private Plots(Path home, ResultFile file) {
    this.home = home;
    this.file = file;
  }

  /** Draws what there is to draw, under {@code results/plots}. */
  static List<Plot> draw(Path home, ResultFile file) throws IOException {
    Plots plots = new Plots(home, file);
    plots.lines(
        "build",
        "Building a tree: time per leaf",
        "ns per leaf",
        one -> one.benchmark().startsWith("tree.Build")
            && one.operation().isEmpty()
            && !one.benchmark().contains("Entries")
            && !repeatedByPeers(one),
        one -> one.nanos() / one.number(Measurement.TREE_SIZE));
    for (String operation : List.of("Prove", "Check")) {
      plots.lines(
          operation.toLowerCase(Locale.ROOT),
          operation.equals("Prove") ? "Proving one leaf" : "Checking the proof of one leaf",
          "ns per proof",
          one -> one.benchmark().startsWith("proof.Inclusion")
              && one.operation().equals(operation)
              && !repeatedByPeers(one),
          Measurement::nanos);
    }
    plots.lines(
        "footprint",
        "Heap that a tree retains",
        "bytes per leaf",
        one -> !Double.isNaN(one.bytesPerLeaf()),
        Measurement::bytesPerLeaf);
    plots.throughput();
    return plots.plots;
  }

  /** Classes of peers measure Beleg and the loop once more, at sizes that another class has already. */
  private static boolean repeatedByPeers(Measurement one) {
    return one.benchmark().endsWith("Peers")
        && (one.contender().isBeleg() || one.contender() == Contender.MESSAGE_DIGEST);
  }

  private void lines(
      String name,
      String title,
      String unit,
      Predicate<Measurement> shown,
      ToDoubleFunction<Measurement> value)
      throws IOException {
    Map<String, TreeMap<Double, Double>> series = new TreeMap<>();
    for (Measurement one : file.measurements()) {
      if (shown.test(one) && one.number(Measurement.TREE_SIZE) > 0) {
        series
            .computeIfAbsent(one.series(), key -> new TreeMap<>())
            .put((double) one.number(Measurement.TREE_SIZE), value.applyAsDouble(one));
      }
    }
    if (series.isEmpty()) {
      return;
    }
    XYChart chart = new XYChartBuilder()
        .width(WIDTH)
        .height(HEIGHT)
        .title(title)
        .xAxisTitle("leaves, as a power of 2")
        .yAxisTitle(unit)
        .build();
    style(chart.getStyler());
    chart.getStyler().setYAxisLogarithmic(true);
    series.forEach((label, points) -> chart.addSeries(
        label,
        points.keySet().stream().map(size -> Math.log(size) / Math.log(2)).toList(),
        List.copyOf(points.values())));
    write(name, title, chart);
  }

  /** Hashes in a second, for what depends on kernel and threads. */
  private void throughput() throws IOException {
    Map<String, Map<String, Double>> bars = new TreeMap<>();
    List<String> works = new ArrayList<>();
    for (Measurement one : file.measurements()) {
      String work = null;
      double hashes = 0;
      if (one.benchmark().equals("tree.Build")
          && THROUGHPUT_TREE.equals(one.params().get(Measurement.TREE_SIZE))) {
        work = "build, 2^20 leaves";
        hashes = one.number(Measurement.TREE_SIZE);
      } else if (one.benchmark().equals("hash.HashPairs")
          && THROUGHPUT_PAIRS.equals(one.params().get("pairs"))) {
        work = "4,096 pairs of hashes";
        hashes = one.number("pairs");
      }
      if (work != null) {
        if (!works.contains(work)) {
          works.add(work);
        }
        String series =
            one.contender().isBeleg() ? one.series() : one.contender().plainLabel();
        bars.computeIfAbsent(series, key -> new TreeMap<>())
            .merge(work, NANOS_PER_MICRO * hashes / one.nanos(), Math::max);
      }
    }
    if (bars.isEmpty()) {
      return;
    }
    String title = "Throughput by kernel and threads";
    CategoryChart chart = new CategoryChartBuilder()
        .width(WIDTH)
        .height(HEIGHT)
        .title(title)
        .yAxisTitle("million node hashes per second")
        .build();
    style(chart.getStyler());
    works.sort(null);
    bars.forEach((series, values) -> chart.addSeries(
        series,
        works,
        works.stream().map(work -> values.getOrDefault(work, 0.0)).toList()));
    write("throughput", title, chart);
  }

  private static String twoDecimals(double value) {
    long hundredths = Math.round(value * 100);
    return hundredths % 100 == 0
        ? Long.toString(hundredths / 100)
        : Double.toString(hundredths / 100.0);
  }

  private static void style(AxesChartStyler styler) {
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setChartBackgroundColor(java.awt.Color.WHITE);
    styler.setLocale(Locale.ROOT);
    styler.setYAxisDecimalPattern("#,##0.##");
    styler.setXAxisDecimalPattern("#0");
  }

  private void write(String name, String title, Chart<?, ?> chart) throws IOException {
    SVGGraphics2D svg = new SVGGraphics2D(WIDTH, HEIGHT);
    svg.setDefsKeyPrefix("d"); // else the time of day
    svg.setGeomDoubleConverter(Plots::twoDecimals); // text is drawn as outlines, and they are long
    svg.setTransformDoubleConverter(Plots::twoDecimals);
    chart.paint(svg, WIDTH, HEIGHT);
    String path = "results/plots/" + file.name() + "-" + name + ".svg";
    Path target = home.resolve(path);
    Files.createDirectories(target.getParent());
    Files.writeString(target, svg.getSVGDocument());
    plots.add(new Plot(title, path));
  }
}
