package org.beleg.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Published answers, in every lane of every kernel. */
class KernelVectorTest {

  private static final int COPIES = 33;

  private static List<NodeKernel> kernels(LaneFunction function, Framing framing) {
    NodeKernel scalar = new ScalarKernel(function.maker(), LaneFunction.HASH_SIZE, framing);
    List<NodeKernel> kernels = new ArrayList<>(List.of(scalar));
    LaneProvider vectors = KernelSelection.select("vector").provider();
    if (vectors != null) {
      kernels.add(vectors.kernel(function, framing, scalar));
    }
    return kernels;
  }

  private static void checkEntry(
      LaneFunction function, Framing framing, String entry, String expected) {
    byte[][] entries = new byte[COPIES][];
    Arrays.fill(entries, entry.getBytes(StandardCharsets.US_ASCII));
    for (NodeKernel kernel : kernels(function, framing)) {
      byte[] hashes = new byte[COPIES * LaneFunction.HASH_SIZE];
      kernel.hashLeaves(entries, 0, COPIES, hashes, 0);
      assertThat(HexFormat.of().formatHex(hashes))
          .as(kernel.name())
          .isEqualTo(expected.repeat(COPIES));
    }
  }

  /** https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values. */
  @Test
  void sha256_hashesTheExamplesOfNist() {
    checkEntry(
        LaneFunction.SHA_256,
        Framing.BARE,
        "abc",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    checkEntry(
        LaneFunction.SHA_256,
        Framing.BARE,
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  }

  /** draft-sca-cfrg-sm3, appendix A. */
  @Test
  void sm3_hashesTheExamplesOfTheStandard() {
    checkEntry(
        LaneFunction.SM3,
        Framing.BARE,
        "abc",
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    checkEntry(
        LaneFunction.SM3,
        Framing.BARE,
        "abcd".repeat(16),
        "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
  }

  /** RFC 6962's leaf of the empty entry, as in the test data of transparency-dev/merkle. */
  @Test
  void rfc6962_hashesTheEmptyLeaf() {
    checkEntry(
        LaneFunction.SHA_256,
        Framing.RFC_6962,
        "",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  }

  /** Block 170 of Bitcoin, the first with two transactions; ids are printed backwards. */
  @Test
  void bareTwice_hashesTheMerkleRootOfABlock() {
    byte[] ids = new byte[COPIES * 64];
    for (int i = 0; i < COPIES; i++) {
      putReversed("b1fea52486ce0c62bb442b530a3f0132b826c74e473d1f2c220bfa78111c5082", ids, 64 * i);
      putReversed(
          "f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16", ids, 64 * i + 32);
    }
    byte[] root = new byte[32];
    putReversed("7dac2c5666815c17a3b36427de37bb9d2e2c5ccec3f8633eb91a4205cb4c10ff", root, 0);
    for (NodeKernel kernel : kernels(LaneFunction.SHA_256, Framing.BARE_TWICE)) {
      byte[] roots = new byte[COPIES * 32];
      kernel.hashPairs(ids, 0, roots, 0, COPIES);
      for (int i = 0; i < COPIES; i++) {
        assertThat(Arrays.copyOfRange(roots, 32 * i, 32 * i + 32))
            .as(kernel.name())
            .isEqualTo(root);
      }
    }
  }

  private static void putReversed(String hex, byte[] target, int offset) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    for (int i = 0; i < bytes.length; i++) {
      target[offset + i] = bytes[bytes.length - 1 - i];
    }
  }
}
