package org.beleg;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.io.BaseEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.beleg.chain.HashChain;
import org.beleg.hash.HashAlgorithm;
import org.beleg.proof.Subtree;
import org.beleg.tree.MerkleTree;
import org.junit.jupiter.api.Test;

/** What {@code docs/formats.md} shows is what the library writes. A difference is a broken promise. */
class FormatsDocumentTest {

  private final MerkleTree tree = tree();
  private final HashChain chain = HashChain.start(HashAlgorithm.SHA_256, "log.example/a")
      .append(new byte[] {0})
      .append(new byte[] {1});

  private static MerkleTree tree() {
    MerkleTree tree = MerkleTree.empty();
    for (byte entry = 0; entry < 5; entry++) {
      tree = tree.append(new byte[] {entry});
    }
    return tree;
  }

  @Test
  void everyExample_isWhatTheLibraryWrites() throws IOException {
    assertThat(Files.readString(Path.of("docs/formats.md")))
        .contains(block(tree.proveInclusion(3).format()))
        .contains(block(tree.proveConsistency(3).format()))
        .contains(block(tree.proveSubtree(new Subtree(2, 4)).format()))
        .contains(block(tree.proveAll(1, 3).format()))
        .contains(block(hex(tree.range(1, 5).toByteArray())))
        .contains(block(chain.head().format()))
        .contains(block(hex(chain.segment(1, 2).toByteArray())))
        .contains("link[0]  " + chain.head(0).hash() + "\n")
        .contains("link[1]  " + chain.head(1).hash() + "\n")
        .contains("link[2]  " + chain.head(2).hash() + "\n");
  }

  private static String block(String content) {
    return "```\n" + content + "```\n";
  }

  /** The header of 17 bytes on a line of its own, then one hash a line. */
  private static String hex(byte[] bytes) {
    BaseEncoding hex = BaseEncoding.base16().lowerCase();
    String hashes = hex.encode(Arrays.copyOfRange(bytes, 17, bytes.length));
    return hex.encode(bytes, 0, 17)
        + "\n"
        + String.join("\n", Splitter.fixedLength(64).split(hashes))
        + "\n";
  }
}
