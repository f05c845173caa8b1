package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Suppliers;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application does to the JCA changes no hash and no verdict. */
class ProviderIndependenceTest {

  @Test
  void providersInFront_changeNoHashAndNoVerdict(@TempDir Path folder) throws Exception {
    Path signatures = folder.resolve("signatures");
    Files.write(
        signatures,
        Arrays.stream(SignatureScheme.values())
            .map(TestKeys::signed)
            .map(ProviderIndependenceTest::line)
            .toList());
    List<String> clean = probe("clean", signatures);
    List<String> hostile = probe("hostile", signatures);
    List<String> bouncyCastle = probe("bouncy-castle", signatures);
    // each was really asked first
    assertThat(clean.get(0)).isEqualTo("SUN");
    assertThat(hostile.get(0)).isEqualTo("Hostile");
    assertThat(bouncyCastle.get(0)).isEqualTo("BC");
    List<String> results = clean.subList(1, clean.size());
    assertThat(results.stream().filter(line -> line.endsWith(" accepted")).count())
        .isGreaterThanOrEqualTo(SignatureScheme.values().length);
    assertThat(hostile.subList(1, hostile.size())).isEqualTo(results);
    assertThat(bouncyCastle.subList(1, bouncyCastle.size())).isEqualTo(results);
  }

  /** One honest signature, as the probe reads it. */
  private static String line(TestKeys.Signed signed) {
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        " ",
        signed.key().format(),
        base64.encodeToString(signed.message()),
        base64.encodeToString(signed.signature()));
  }

  private static List<String> probe(String provider, Path signatures)
      throws IOException, InterruptedException, URISyntaxException {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            String.join(
                File.pathSeparator,
                // patched into one module, classes and tests share a code source
                Path.of("target/classes").toAbsolutePath().toString(),
                Path.of("target/test-classes").toAbsolutePath().toString(),
                place(Suppliers.class),
                place(BouncyCastleProvider.class)),
            VerdictProbe.class.getName(),
            provider)
        .redirectInput(signatures.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  private static String place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }
}
