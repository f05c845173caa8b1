package org.beleg.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class KernelSelectionTest {

  private static final int FIRST = KernelSelection.FIRST_FEATURE_VERSION;
  private static final String ADD_MODULE = "--add-modules=jdk.incubator.vector";

  @Test
  void theKernelOfThisJvm_isTheOneThatTheBuildExpects() {
    String expected = System.getProperty("beleg.kernel.expected");
    assertThat(expected).as("-Dbeleg.kernel.expected").isIn("scalar", "vector");
    LaneProvider forced = KernelSelection.select("vector").provider();
    boolean narrow = forced != null && forced.lanes() < KernelSelection.FEWEST_LANES;
    NodeKernel kernel = Kernels.rfc6962(HashEngine.SHA_256);
    assertThat(kernel.name()).isEqualTo(narrow ? "scalar" : expected);
    assertThat(kernel.lanes() > 1).isEqualTo(kernel.name().equals("vector"));
  }

  @Test
  void rules_applyInTheirOrder() {
    assertThat(KernelSelection.refusal("", true, FIRST)).isNull();
    assertThat(KernelSelection.refusal("anything", true, FIRST + 1)).isNull();
    assertThat(KernelSelection.refusal("vector", true, 17)).isNull();
    assertThat(KernelSelection.refusal("scalar", true, FIRST)).contains("org.beleg.kernel");
    assertThat(KernelSelection.refusal("scalar", false, 17)).contains("org.beleg.kernel");
    assertThat(KernelSelection.refusal("", false, 17)).contains("no module");
    assertThat(KernelSelection.refusal("vector", false, FIRST)).contains("no module");
    assertThat(KernelSelection.refusal("", true, FIRST - 1)).contains("slow on JDK");
  }

  @Test
  void fewLanes_areRefusedUnlessAskedFor() {
    assertThat(KernelSelection.refusal("", 16)).isNull();
    assertThat(KernelSelection.refusal("", 8)).isNull();
    assertThat(KernelSelection.refusal("", 4)).contains("4 lanes");
    assertThat(KernelSelection.refusal("vector", 4)).isNull();
  }

  @Test
  void lanesThatComputeSomethingElse_areFound() {
    LaneProvider right = new Stub(false);
    assertThat(KernelSelection.disagreement(right)).isNull();
    assertThat(KernelSelection.disagreement(new Stub(true))).contains("SHA_256");
  }

  /** A scalar kernel in disguise, which may be wrong about the last hash of a batch. */
  private record Stub(boolean wrong) implements LaneProvider {

    @Override
    public int lanes() {
      return 16;
    }

    @Override
    public NodeKernel kernel(LaneFunction function, Framing framing, NodeKernel scalar) {
      return new NodeKernel() {
        @Override
        public void hashPairs(byte[] src, int srcOffset, byte[] dst, int dstOffset, int count) {
          scalar.hashPairs(src, srcOffset, dst, dstOffset, count);
          if (wrong) {
            dst[dstOffset + LaneFunction.HASH_SIZE * count - 1]++;
          }
        }

        @Override
        public void hashLeaf(byte[] entry, byte[] dst, int dstOffset) {
          scalar.hashLeaf(entry, dst, dstOffset);
        }

        @Override
        public void hashLeaves(byte[][] entries, int begin, int end, byte[] dst, int dstOffset) {
          scalar.hashLeaves(entries, begin, end, dst, dstOffset);
        }

        @Override
        public void climb(byte[] hash, int offset, byte[] path, long used, long left) {
          scalar.climb(hash, offset, path, used, left);
        }

        @Override
        public int lanes() {
          return 16;
        }

        @Override
        public String name() {
          return "stub";
        }
      };
    }

    @Override
    public ShortHashes shortHashes(
        LaneFunction function, byte[] prefix, int n, ScalarShortHashes scalar) {
      return scalar;
    }
  }

  // --- in a JVM of its own -----------------------------------------------------------------------

  @Test
  void withoutTheModule_theScalarKernelRuns_evenIfTheOtherIsAskedFor() throws Exception {
    assertThat(KernelProbe.run())
        .containsExactly("scalar: no module jdk.incubator.vector, see --add-modules");
    assertThat(KernelProbe.run("-Dorg.beleg.kernel=vector"))
        .containsExactly("scalar: no module jdk.incubator.vector, see --add-modules");
  }

  @Test
  void theProperty_decides() throws Exception {
    assertThat(KernelProbe.run(ADD_MODULE, "-Dorg.beleg.kernel=scalar"))
        .containsExactly("scalar: asked for by org.beleg.kernel");
    assertThat(KernelProbe.run(ADD_MODULE, "-Dorg.beleg.kernel=vector"))
        .singleElement()
        .asString()
        .matches("vector: \\d+ lanes");
  }

  @Test
  void withTheModule_theVersionDecides() throws IOException, InterruptedException {
    String choice = KernelProbe.run(ADD_MODULE).get(0);
    if (Runtime.version().feature() < FIRST) {
      assertThat(choice).startsWith("scalar: slow on JDK");
    } else {
      assertThat(choice).matches("vector: \\d+ lanes|scalar: slow with \\d lanes");
    }
  }
}
