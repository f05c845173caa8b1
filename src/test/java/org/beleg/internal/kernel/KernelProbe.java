package org.beleg.internal.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts another JVM and asks it which kernel it chose. */
final class KernelProbe {

  private KernelProbe() {}

  /** Prints the choice, and proves that both kinds of batches work in this JVM. */
  public static void main(String[] args) {
    KernelSelection selection = KernelSelection.ofThisJvm();
    NodeKernel kernel = Kernels.rfc6962(HashEngine.SHA_256);
    byte[] hashes = new byte[64 * 100];
    kernel.hashPairs(hashes, 0, hashes, 0, 100);
    System.out.println(selection.name() + ": " + selection.reason());
  }

  /** What a JVM with these options prints, warnings of the JVM itself left out. */
  static List<String> run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(place(KernelSelection.class)
        + System.getProperty("path.separator")
        + place(KernelProbe.class));
    command.add(KernelProbe.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(command + " failed: " + output);
    }
    return output
        .lines()
        .filter(line -> !line.equals("WARNING: Using incubator modules: jdk.incubator.vector"))
        .toList();
  }

  private static Path place(Class<?> type) {
    // patched into one module, classes and tests share a code source: look for the file itself
    String file = type.getName().replace('.', '/') + ".class";
    for (String folder : new String[] {"target/classes", "target/test-classes"}) {
      Path place = Path.of(folder).toAbsolutePath();
      if (place.resolve(file).toFile().exists()) {
        return place;
      }
    }
    throw new AssertionError(file + " is not below " + Path.of("target").toAbsolutePath());
  }
}
