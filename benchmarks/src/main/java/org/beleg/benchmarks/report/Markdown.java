package org.beleg.benchmarks.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The page of results: one section for each run, one table for each work. */
final class Markdown {

  private static final List<String> PACKAGES = List.of("hash", "tree", "proof", "chain", "sign");
  private static final String BESIDE = "beside";
  private static final String RATIO = "Beleg / peer";
  private static final String SOURCES = "src/main/java/org/beleg/benchmarks/";

  private static final String HEAD = """
      # Results

      Written by `./benchmarks/report` from the files in [results](results); not to be edited. How to read it:

      - **Beleg / peer** is Beleg's time over that of a peer which did the same work in the same run. Below 1,
        Beleg needs less. \u00b1 is the 99.9 % confidence interval, as JMH computes it.
      - Absolute times stand beside their ratio alone; on another machine they are others.
      - B/op is what one operation allocates. `kernel` and `threads` are Beleg's; each peer has one thread.
        Where no kernel is named, Beleg chose it, and where no number of threads, it is one.
      - Corda and bitcoinj compute trees of another shape, and are compared on work per leaf.
      """;

  private final StringBuilder page = new StringBuilder(HEAD);

  /** Adds a run, with the plots that were drawn of it. */
  void add(ResultFile file, Collection<Plots.Plot> plots) {
    page.append("\n## ").append(file.name()).append("\n\n");
    page.append(file.machine().sentence())
        .append(" JMH: ")
        .append(file.effort())
        .append(".\n");
    if (file.isShort()) {
      page.append(
          "\n**A short run: what lies within the ± means nothing, and a single figure may be off by a "
              + "quarter.**\n");
    }
    for (Plots.Plot plot : plots) {
      page.append("\n![").append(plot.title()).append("](").append(plot.path()).append(")\n");
    }
    works(file).forEach(this::table);
    footprints(file);
  }

  String text() {
    return page.toString();
  }

  private static SortedMap<String, List<Measurement>> works(ResultFile file) {
    Comparator<String> order = Comparator.<String>comparingInt(work -> {
          int at = PACKAGES.indexOf(work.substring(0, Math.max(0, work.indexOf('.'))));
          return at < 0 ? PACKAGES.size() : at;
        })
        .thenComparing(Comparator.naturalOrder());
    return file.measurements().stream()
        .filter(measurement -> Double.isNaN(measurement.bytesPerLeaf()))
        .collect(Collectors.groupingBy(
            Measurement::work, () -> new TreeMap<>(order), Collectors.toList()));
  }

  private void table(String work, List<Measurement> measurements) {
    List<Measurement> ours = measurements.stream()
        .filter(measurement -> measurement.contender().isBeleg())
        .sorted(BY_PARAMS)
        .toList();
    if (ours.isEmpty()) {
      return; // a peer alone is no comparison
    }
    String benchmark = ours.get(0).benchmark();
    TreeSet<String> params = new TreeSet<>();
    ours.forEach(measurement -> params.addAll(measurement.params().keySet()));
    page.append("\n### ").append(work).append("\n\n[What is measured](").append(SOURCES);
    page.append(benchmark.replace('.', '/')).append("Benchmark.java).\n\n");
    List<String> head = new ArrayList<>(params);
    head.addAll(List.of(BESIDE, RATIO, "\u00b1", "Beleg", "peer", "B/op", "peer's B/op"));
    row(head);
    row(head.stream()
        .map(column -> params.contains(column) || column.equals(BESIDE) ? "---" : "---:")
        .toList());
    for (Measurement measurement : ours) {
      List<Measurement> peers = measurements.stream()
          .filter(peer -> !peer.contender().isBeleg() && measurement.comparesWith(peer))
          .sorted(Comparator.comparing(Measurement::contender))
          .toList();
      if (peers.isEmpty()) {
        row(cells(params, measurement, alone(measurement)));
      }
      for (Measurement peer : peers) {
        row(cells(params, measurement, beside(new Ratio(measurement, peer))));
      }
    }
  }

  /** By each parameter in turn, numbers by their value. */
  static final Comparator<Measurement> BY_PARAMS = (left, right) -> {
    TreeSet<String> params = new TreeSet<>(left.params().keySet());
    params.addAll(right.params().keySet());
    for (String param : params) {
      int order = Comparator.comparingLong((Measurement one) -> one.number(param))
          .thenComparing(one -> one.params().getOrDefault(param, ""))
          .compare(left, right);
      if (order != 0) {
        return order;
      }
    }
    return left.contender().compareTo(right.contender());
  };

  private static List<String> cells(
      Collection<String> params, Measurement measurement, List<String> rest) {
    List<String> cells = new ArrayList<>();
    for (String param : params) {
      cells.add(Figures.param(param, measurement.params().getOrDefault(param, "")));
    }
    cells.addAll(rest);
    return cells;
  }

  private static List<String> beside(Ratio ratio) {
    return List.of(
        ratio.peer().contender().label(),
        "**" + Figures.ratio(ratio.value()) + "**",
        Figures.error(ratio.value(), ratio.error()),
        Figures.time(ratio.ours().nanos()),
        Figures.time(ratio.peer().nanos()),
        Figures.bytes(ratio.ours().allocatedBytes()),
        Figures.bytes(ratio.peer().allocatedBytes()));
  }

  private static List<String> alone(Measurement ours) {
    return List.of(
        "nothing",
        Figures.NONE,
        Figures.NONE,
        Figures.time(ours.nanos()),
        Figures.NONE,
        Figures.bytes(ours.allocatedBytes()),
        Figures.NONE);
  }

  private void footprints(ResultFile file) {
    List<Measurement> retained = file.measurements().stream()
        .filter(measurement -> !Double.isNaN(measurement.bytesPerLeaf()))
        .sorted(BY_PARAMS)
        .toList();
    if (retained.stream().noneMatch(one -> one.contender().isBeleg())) {
      return;
    }
    page.append("\n### Heap that a tree retains, in bytes per leaf\n\n");
    row(List.of(Measurement.TREE_SIZE, BESIDE, RATIO, "Beleg", "peer"));
    row(List.of("---", "---", "---:", "---:", "---:"));
    for (Measurement ours : retained) {
      for (Measurement peer : retained) {
        if (ours.contender().isBeleg() && !peer.contender().isBeleg() && ours.comparesWith(peer)) {
          row(List.of(
              Figures.param(Measurement.TREE_SIZE, ours.params().get(Measurement.TREE_SIZE)),
              peer.contender().label(),
              "**" + Figures.ratio(ours.bytesPerLeaf() / peer.bytesPerLeaf()) + "**",
              Figures.plain(ours.bytesPerLeaf()),
              Figures.plain(peer.bytesPerLeaf())));
        }
      }
    }
  }

  private void row(List<String> cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
