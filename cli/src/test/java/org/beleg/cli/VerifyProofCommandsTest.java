package org.beleg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.beleg.chain.HashChain;
import org.beleg.hash.HashAlgorithm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inclusion, multi, consistency, note and chain. */
class VerifyProofCommandsTest {

  @TempDir
  Path folder;

  private Log log;

  @BeforeEach
  void makeLog() throws IOException {
    log = Log.in(folder);
  }

  private Path prove(String... wish) {
    Path proof = folder.resolve("proof");
    Object[] args = new Object[wish.length + 5];
    args[0] = "prove";
    args[1] = "--lines";
    args[2] = log.records;
    args[3] = "--out";
    args[4] = proof;
    System.arraycopy(wish, 0, args, 5, wish.length);
    Run.of(args).accepted();
    return proof;
  }

  @Test
  void inclusion_isJudgedByRootAndSize() throws IOException {
    Path proof = prove("--index", "2");
    String root = log.root(Log.SIZE);
    JsonObject json = Run.of(
            "verify", "inclusion", proof, "--root", root, "--size", 7, "--text", "two", "--json")
        .accepted()
        .json();
    assertThat(json.get("accepted").getAsBoolean()).isTrue();
    assertThat(json.get("leafIndex").getAsLong()).isEqualTo(2);
    assertThat(json.get("treeSize").getAsLong()).isEqualTo(7);
    Run.of("verify", "inclusion", proof, "--root", root, "--size", 7, "--text", "too")
        .refused("ROOT_MISMATCH");
    Run.of("verify", "inclusion", proof, "--root", log.root(6), "--size", 7, "--text", "two")
        .refused("ROOT_MISMATCH");
    Run.of("verify", "inclusion", proof, "--root", root, "--size", 8, "--text", "two")
        .refused("the proof is for tree size 7");
  }

  @Test
  void inclusion_wantsRootAndSize() throws IOException {
    Path proof = prove("--index", "2");
    Run.of("verify", "inclusion", proof, "--text", "two").failed("--root");
    Run.of("verify", "inclusion", proof, "--root", "xyz", "--size", 7, "--text", "two")
        .failed("no hash in hexadecimal");
  }

  @Test
  void multi_isJudgedAsOne() throws IOException {
    Path proof = prove("--index", "1,5");
    Path one = log.file("one", "one");
    Path five = log.file("five", "five");
    String root = log.root(Log.SIZE);
    Object[] both = {
      "verify", "multi", proof, "--root", root, "--size", 7, "--record", one, "--record", five
    };
    assertThat(Run.of(both).accepted().out()).contains("ACCEPTED");
    Run.of("verify", "multi", proof, "--root", root, "--size", 7, "--record", one)
        .refused("LEAF_COUNT_WRONG");
    Run.of("verify", "multi", proof, "--root", root, "--size", 7, "--record", five, "--record", one)
        .refused("ROOT_MISMATCH");
  }

  @Test
  void consistency_isJudgedByRoots() throws IOException {
    Path proof = prove("--from", "3");
    String oldRoot = log.root(3);
    String newRoot = log.root(Log.SIZE);
    JsonObject json = Run.of(
            "verify", "consistency", proof, "--old-root", oldRoot, "--new-root", newRoot, "--json")
        .accepted()
        .json();
    assertThat(json.get("oldSize").getAsLong()).isEqualTo(3);
    assertThat(json.get("newSize").getAsLong()).isEqualTo(7);
    Run.of("verify", "consistency", proof, "--old-root", newRoot, "--new-root", newRoot)
        .refused("OLD_ROOT_MISMATCH");
    Run.of("verify", "consistency", proof, "--old-root", oldRoot, "--new-root", oldRoot)
        .refused("NEW_ROOT_MISMATCH");
    Run.of(
            "verify",
            "consistency",
            proof,
            "--old-root",
            oldRoot,
            "--new-root",
            newRoot,
            "--old-size",
            4)
        .refused("from size 3, trusted is 4");
    Run.of("verify", "consistency", proof, "--old-root", oldRoot).failed("Give --old-root");
  }

  @Test
  void consistency_isJudgedByCheckpoints() throws IOException {
    Path proof = prove("--from", "3");
    Path old = log.sign(log.file("three", "zero\none\ntwo\n"), folder.resolve("old"));
    Path forked = log.sign(log.file("fork", "zero\none\n2\n"), folder.resolve("forked"));
    Path later = log.sign(log.file("four", "zero\none\ntwo\nthree\n"), folder.resolve("later"));
    assertThat(consistency(proof, old, Log.ORIGIN).accepted().out())
        .contains("the first 3 of 7 records are unchanged");
    consistency(proof, forked, Log.ORIGIN).refused("OLD_ROOT_MISMATCH");
    consistency(proof, later, Log.ORIGIN).refused("TREE_SIZE_MISMATCH");
    consistency(proof, old, "log.example/b").refused("ORIGIN_MISMATCH");
    String text = Files.readString(old);
    Path forged = log.file("forged", text.replaceFirst("\n3\n", "\n2\n"));
    consistency(proof, forged, Log.ORIGIN).refused("KNOWN_KEY_SIGNATURE_INVALID");
  }

  private Run consistency(Path proof, Path old, String origin) {
    return Run.of(
        "verify",
        "consistency",
        proof,
        "--old",
        old,
        "--new",
        log.checkpoint,
        "--vkey",
        log.vkey,
        "--origin",
        origin);
  }

  @Test
  void note_isJudgedByKey() throws IOException {
    Run run =
        Run.of("verify", "note", log.checkpoint, "--vkey", log.vkey, "--json").accepted();
    assertThat(run.json().get("text").getAsString()).startsWith("log.example/a\n7\n");
    Path forged =
        log.file("forged", Files.readString(log.checkpoint).replaceFirst("\n7\n", "\n8\n"));
    Run.of("verify", "note", forged, "--vkey", log.vkey).refused("KNOWN_KEY_SIGNATURE_INVALID");
    Run.withInput(Files.readString(forged), "verify", "note", "-", "--vkey", log.vkey)
        .refused("SIGNATURE_MISMATCH");
    Run.of("verify", "note", log.checkpoint).failed("Missing key");
  }

  @Test
  void chain_isWalked() throws IOException {
    HashChain chain = HashChain.start(HashAlgorithm.SHA_256, "test");
    for (byte i = 0; i < 5; i++) {
      chain = chain.append(new byte[] {i});
    }
    byte[] bytes = chain.segment(2, 5).toByteArray();
    Path segment = Files.write(folder.resolve("segment"), bytes);
    Path from = log.file("from", chain.head(2).format());
    Path to = log.file("to", chain.head().format());
    JsonObject json = Run.of("verify", "chain", segment, "--from", from, "--to", to, "--json")
        .accepted()
        .json();
    assertThat(json.get("begin").getAsLong()).isEqualTo(2);
    assertThat(json.get("end").getAsLong()).isEqualTo(5);
    Run.of("verify", "chain", segment, "--from", to, "--to", from)
        .refused("CHAIN_POSITION_MISMATCH");
    bytes[bytes.length - 1] ^= 1;
    Run.withInput(bytes, "verify", "chain", "-", "--from", from, "--to", to)
        .refused("CHAIN_LINK_BROKEN");
    bytes[0] = 9;
    Run.withInput(bytes, "verify", "chain", "-", "--from", from, "--to", to)
        .failed("chain segment, byte 0");
  }
}
