package org.beleg.sign;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * OpenSSH's ssh-keygen. Where it is not installed, a test that asks for it is skipped with the reason, or
 * fails if {@code -Dbeleg.ssh-keygen.required=true}.
 */
final class SshKeygen {

  private final Path folder;

  private SshKeygen(Path folder) {
    this.folder = folder;
  }

  /** The tool, at work in a folder. */
  static SshKeygen in(Path folder) {
    for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(place, "ssh-keygen"))) {
        return new SshKeygen(folder);
      }
    }
    String message = "ssh-keygen is not installed";
    if (Boolean.getBoolean("beleg.ssh-keygen.required")) {
      fail(message);
    }
    return abort(message);
  }

  /** Draws a key without passphrase into {@code name} and {@code name.pub}; returns the latter's text. */
  String generate(String name, String type, int bits) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("-q", "-t", type, "-N", "", "-C", "a comment"));
    if (bits > 0) {
      command.addAll(List.of("-b", Integer.toString(bits)));
    }
    command.addAll(List.of("-f", name));
    if (run(new byte[0], command) != 0) {
      throw new AssertionError("ssh-keygen made no key of type " + type);
    }
    return read(name + ".pub");
  }

  /** Signs with a key of {@link #generate}; returns the armored signature. */
  String sign(String key, String namespace, String hash, byte[] message)
      throws IOException, InterruptedException {
    Files.write(folder.resolve("message"), message);
    Files.deleteIfExists(folder.resolve("message.sig"));
    List<String> command =
        List.of("-q", "-Y", "sign", "-f", key, "-n", namespace, "-O", "hashalg=" + hash, "message");
    if (run(new byte[0], command) != 0) {
      throw new AssertionError("ssh-keygen did not sign");
    }
    return read("message.sig");
  }

  /** Whether it takes a signature for one by this public key. */
  boolean verify(String publicKey, String namespace, String armored, byte[] message)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("allowed"), "signer " + publicKey.strip() + "\n");
    Files.writeString(folder.resolve("judged.sig"), armored);
    return run(
            message,
            List.of(
                "-q",
                "-Y",
                "verify",
                "-f",
                "allowed",
                "-I",
                "signer",
                "-n",
                namespace,
                "-s",
                "judged.sig"))
        == 0;
  }

  /** Whether it takes a signature for one by the key that it carries. */
  boolean checkNoValidate(String namespace, String armored, byte[] message)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("judged.sig"), armored);
    return run(
            message, List.of("-q", "-Y", "check-novalidate", "-n", namespace, "-s", "judged.sig"))
        == 0;
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private int run(byte[] input, List<String> arguments) throws IOException, InterruptedException {
    Path in = Files.write(folder.resolve("input"), input);
    List<String> command = new ArrayList<>(List.of("ssh-keygen"));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectInput(in.toFile())
        .redirectErrorStream(true)
        .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (exit != 0 && exit != 255) {
      throw new AssertionError(command + " ended with " + exit + ": " + output);
    }
    return exit;
  }
}
