package org.beleg.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A family of processors.
 *
 * @param family for readers
 * @param shortFamily for file names
 * @param vectors the widest vector instructions, or {@code none known}
 * @param sha whether it has instructions for SHA-256
 */
record Cpu(String family, String shortFamily, String vectors, boolean sha) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final String NO_VECTORS = "none known";

  /** From what Linux tells; elsewhere from the architecture alone. */
  static Cpu ofThisMachine() throws IOException {
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean mac = System.getProperty("os.name").startsWith("Mac");
    List<String> info = Files.isReadable(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
    return parse(info, mac ? "apple" : arch);
  }

  static Cpu parse(List<String> cpuInfo, String arch) {
    Map<String, String> first = new HashMap<>();
    for (String line : cpuInfo) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        first.putIfAbsent(
            line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    String flags = first.getOrDefault("flags", first.getOrDefault("Features", ""));
    Set<String> has = new HashSet<>(List.of(flags.split("\\s+")));
    boolean sha = has.contains("sha_ni") || has.contains("sha2");
    String vendor = first.getOrDefault("vendor_id", "");
    if (vendor.equals("GenuineIntel")) {
      boolean xeon = first.getOrDefault("model name", "").contains("Xeon");
      return new Cpu(xeon ? "Intel Xeon" : "Intel", xeon ? "xeon" : "intel", x86(has), sha);
    }
    if (vendor.equals("AuthenticAMD")) {
      String zen = zen(number(first.get("cpu family")), number(first.get("model")));
      return new Cpu("AMD " + zen, zen.toLowerCase(Locale.ROOT).replace(" ", ""), x86(has), sha);
    }
    if (arch.equals("apple")) {
      return new Cpu("Apple", arch, "NEON", true);
    }
    if (arch.equals("aarch64")) {
      return new Cpu("Arm, 64 bits", arch, has.contains("sve") ? "SVE" : "NEON", sha);
    }
    return new Cpu(arch, arch.replaceAll("[^a-z0-9]", ""), NO_VECTORS, sha);
  }

  private static String x86(Set<String> has) {
    return has.contains("avx512f") ? "AVX-512" : has.contains("avx2") ? "AVX2" : "SSE";
  }

  private static String zen(int family, int model) {
    return switch (family) {
      case 0x17 -> model < 0x30 ? "Zen 1" : "Zen 2";
      // servers, desktops and laptops of the fourth generation lie between those of the third
      case 0x19 -> model >> 4 == 1 || model >> 4 >= 6 ? "Zen 4" : "Zen 3";
      case 0x1a -> "Zen 5";
      default -> "x86";
    };
  }

  private static int number(String text) {
    return text == null ? -1 : Integer.parseInt(text);
  }

  /** Family and vectors, such as {@code zen4-avx512}. */
  String slug() {
    return vectors.equals(NO_VECTORS)
        ? shortFamily
        : shortFamily + "-" + vectors.toLowerCase(Locale.ROOT).replace("-", "");
  }
}
