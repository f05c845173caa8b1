package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.beleg.MalformedDataException;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/**
 * Any bytes, to every parser of keys: a value that prints back to the same bytes, or {@link
 * MalformedDataException}. Runs in a heap of 64 MiB.
 */
class KeyDocumentFuzzTest {

  private static final long SEED = 20260103L;
  private static final int MIB = 1 << 20;

  /** Jazzer's target; a plain regression test unless started with JAZZER_FUZZ=1. */
  @FuzzTest
  void parsersAreTotal(byte[] data) {
    check(data);
  }

  /** The oracle, for the parsers of all schemes. Answers how many of them returned a value. */
  @CanIgnoreReturnValue
  private static int check(byte[] data) {
    return check(data, List.of(SignatureScheme.values()));
  }

  /** The oracle, for a mutant: the scheme that the original is of, and another one by chance. */
  private static void checkMutant(byte[] data, SignatureScheme origin) {
    SignatureScheme[] all = SignatureScheme.values();
    check(data, List.of(origin, all[Math.floorMod(Arrays.hashCode(data), all.length)]));
  }

  @CanIgnoreReturnValue
  private static int check(byte[] data, List<SignatureScheme> schemes) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    int values = 0;
    try {
      assertThat(VerifyingKey.parseSpki(data).toSpki()).isEqualTo(data);
      values++;
    } catch (MalformedDataException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
    try {
      assertThat(SigningKey.parsePkcs8(data).toPkcs8()).isEqualTo(data);
      values++;
    } catch (MalformedDataException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
    try {
      assertThat(VerifyingKey.parsePem(text).toPem()).isEqualTo(text);
      values++;
    } catch (MalformedDataException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
    try {
      assertThat(SigningKey.parsePem(text).toPem()).isEqualTo(text);
      values++;
    } catch (MalformedDataException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
    for (SignatureScheme scheme : schemes) {
      try {
        assertThat(VerifyingKey.of(scheme, data).toRaw()).isEqualTo(data);
        values++;
      } catch (MalformedDataException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
      // a secret of SLH-DSA of the right length costs the drawing of a key; others have their time
      if (scheme.signs() && !(TestKeys.isHeavy(scheme) && data.length <= 128)) {
        try {
          assertThat(SigningKey.of(scheme, data).scheme()).isEqualTo(scheme);
          values++;
        } catch (MalformedDataException e) {
          assertThat(e.getMessage()).isNotEmpty();
        }
      }
    }
    return values;
  }

  /** Valid documents of each kind, by scheme; secrets only where reading one is quick. */
  private static final Map<SignatureScheme, List<byte[]>> DOCUMENTS = makeDocuments();

  private static Map<SignatureScheme, List<byte[]>> makeDocuments() {
    Map<SignatureScheme, List<byte[]>> all = new EnumMap<>(SignatureScheme.class);
    for (SignatureScheme scheme : SignatureScheme.values()) {
      List<byte[]> documents = new ArrayList<>();
      if (scheme.signs() && scheme.hasSpki() && !TestKeys.isHeavy(scheme)) {
        SigningKey key = TestKeys.signing(scheme);
        documents.add(key.toPkcs8());
        documents.add(key.toPem().getBytes(StandardCharsets.US_ASCII));
      }
      VerifyingKey key = TestKeys.verifying(scheme);
      documents.add(key.toRaw());
      if (scheme.hasSpki()) {
        documents.add(key.toSpki());
        documents.add(key.toPem().getBytes(StandardCharsets.US_ASCII));
      }
      all.put(scheme, documents);
    }
    return all;
  }

  private static List<byte[]> documents() {
    return DOCUMENTS.values().stream().flatMap(List::stream).toList();
  }

  @Test
  void validDocuments_areRead() {
    for (byte[] document : documents()) {
      assertThat(check(document)).isPositive();
    }
  }

  @Test
  void everyTruncationAndBitFlip_isAnswered() {
    DOCUMENTS.forEach((scheme, documents) -> documents.forEach(document -> {
      // all of them where a document is short
      int step = 1 + document.length / 200;
      for (int length = 0; length < document.length; length += step) {
        checkMutant(Arrays.copyOf(document, length), scheme);
      }
      int stride = document.length > 200 ? 23 : 1;
      for (int bit = 0; bit < 8 * Math.min(document.length, 400); bit += stride) {
        byte[] flipped = document.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        checkMutant(flipped, scheme);
      }
    }));
  }

  @Test
  void mutations_areAnswered() {
    Random random = new Random(SEED);
    List<byte[]> documents = documents();
    List<SignatureScheme> schemes = List.of(SignatureScheme.values());
    for (int round = 0; round < 20_000; round++) {
      SignatureScheme scheme = schemes.get(round % schemes.size());
      List<byte[]> own = DOCUMENTS.getOrDefault(scheme, documents);
      byte[] mutant = own.get(random.nextInt(own.size())).clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        mutant = mutate(random, mutant, documents);
      }
      checkMutant(mutant, scheme);
    }
  }

  private static byte[] mutate(Random random, byte[] bytes, List<byte[]> documents) {
    int at = random.nextInt(bytes.length + 1);
    byte[] other = documents.get(random.nextInt(documents.size()));
    return switch (random.nextInt(6)) {
      case 0 -> {
        byte[] changed = bytes.clone();
        if (at < changed.length) {
          // lengths and tags that matter, more often than chance would bring them
          int[] values = {0x00, 0x02, 0x03, 0x04, 0x30, 0x80, 0x81, 0x84, 0xa0, 0xff, '\n', '-'};
          changed[at] = (byte) values[random.nextInt(values.length)];
        }
        yield changed;
      }
      case 1 -> Arrays.copyOf(bytes, at);
      case 2 -> splice(bytes, at, new byte[] {(byte) random.nextInt()}, at);
      case 3 -> splice(bytes, at, new byte[0], Math.min(bytes.length, at + 1 + random.nextInt(8)));
      case 4 -> splice(bytes, at, other, at);
      default ->
        splice(bytes, at, Arrays.copyOf(other, random.nextInt(other.length + 1)), bytes.length);
    };
  }

  /** {@code bytes[0, to) || middle || bytes[from, length)}. */
  private static byte[] splice(byte[] bytes, int to, byte[] middle, int from) {
    byte[] result = Arrays.copyOf(bytes, to + middle.length + bytes.length - from);
    System.arraycopy(middle, 0, result, to, middle.length);
    System.arraycopy(bytes, from, result, to + middle.length, bytes.length - from);
    return result;
  }

  @Test
  void hugeAndDeepDer_isAnswered() {
    for (int size : new int[] {100, 16 * 1024, 16 * 1024 + 1, MIB}) {
      check(new byte[size]);
      check(repeat(size, 0x30)); // each SEQUENCE claims 48 bytes
      check(repeat(size, 0x30, 0x80)); // indefinite lengths
      check(repeat(size, 0xa0, 0x80));
      check(repeat(size, 0x24, 0x80)); // constructed strings
      check(repeat(size, 0x30, 0x82, 0x3f, 0xfc));
      check(repeat(size, 0x30, 0x84, 0x7f, 0xff, 0xff, 0xff));
      check(repeat(size, 0xff));
      check(nested(size));
      check(attributesNested(size));
    }
  }

  /** SEQUENCEs inside each other, each with its right length. */
  private static byte[] nested(int size) {
    byte[] bytes = new byte[size];
    for (int at = 0; at + 4 <= size; at += 4) {
      int rest = size - at - 4;
      bytes[at] = 0x30;
      bytes[at + 1] = (byte) 0x82;
      bytes[at + 2] = (byte) (rest >>> 8);
      bytes[at + 3] = (byte) rest;
    }
    return bytes;
  }

  /** The same in the one place of PKCS#8 where nesting is not fixed by the format. */
  private static byte[] attributesNested(int size) {
    byte[] head = Arrays.copyOf(
        DOCUMENTS.getOrDefault(SignatureScheme.ED25519, List.of()).get(0),
        48); // version 1 Ed25519, 2 + 46 bytes
    byte[] attributes = nested(size);
    attributes[0] = (byte) 0xa0;
    byte[] bytes = splice(head, 48, attributes, 48);
    int length = bytes.length - 2;
    return splice(bytes, 1, new byte[] {(byte) 0x82, (byte) (length >>> 8), (byte) length}, 2);
  }

  private static byte[] repeat(int size, int... pattern) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) pattern[i % pattern.length];
    }
    return bytes;
  }

  @Test
  void hugePem_isAnswered() {
    String begin = "-----BEGIN PUBLIC KEY-----\n";
    String end = "-----END PUBLIC KEY-----\n";
    String line = "A".repeat(64) + "\n";
    List<String> texts = List.of(
        "-".repeat(MIB),
        "\n".repeat(MIB),
        "A".repeat(MIB),
        begin + line.repeat(MIB / 65 - 1) + end,
        begin + line.repeat(300) + end,
        begin + line.repeat(341) + end,
        begin + "A".repeat(MIB - 100) + "\n" + end,
        (begin + line + end).repeat(8_900),
        begin.repeat(30_000),
        begin + "A\n".repeat(10_000) + end);
    for (String text : texts) {
      assertThat(text.length()).isLessThanOrEqualTo(MIB);
      assertThat(check(text.getBytes(StandardCharsets.US_ASCII))).isZero();
    }
  }

  @Test
  void textBeyondLatin1_isAnswered() {
    for (String text :
        List.of("\ud800", "\u2028", "-----BEGIN PUBLIC KEY-----\n\ud83d\ude00\n", "\0")) {
      for (String repeated : List.of(text, text.repeat(10_000))) {
        assertThat(catchMalformed(() -> VerifyingKey.parsePem(repeated))).isTrue();
        assertThat(catchMalformed(() -> SigningKey.parsePem(repeated))).isTrue();
      }
    }
  }

  private interface Parser {
    Object parse() throws MalformedDataException;
  }

  private static boolean catchMalformed(Parser parser) {
    try {
      return parser.parse() == null;
    } catch (MalformedDataException e) {
      return true;
    }
  }

  /** Inputs that other projects' fuzzers found interesting. */
  @Test
  void s2nCorpus_isAnswered() throws IOException {
    int inputs = 0;
    try (BufferedReader lines =
        Files.newBufferedReader(Vectors.path("reliability/s2n-pem-der-malformed/corpus.jsonl"))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String base64 =
            JsonParser.parseString(line).getAsJsonObject().get("b64").getAsString();
        check(Base64.getDecoder().decode(base64));
        inputs++;
      }
    }
    assertThat(inputs).isEqualTo(1_007);
  }
}
