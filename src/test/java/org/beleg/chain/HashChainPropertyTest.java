package org.beleg.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chains against the frozen construction, written down a second time with a plain digest. */
class HashChainPropertyTest {

  private static byte[] hash(String algorithm, byte[]... parts) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      message.writeBytes(part);
    }
    try {
      return MessageDigest.getInstance(algorithm).digest(message.toByteArray());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] u64(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  @ParameterizedTest
  @CsvSource({
    "SHA_256, SHA-256",
    "SHA_384, SHA-384",
    "SHA_512, SHA-512",
    "SHA_512_256, SHA-512/256",
    "SHA3_256, SHA3-256"
  })
  void links_areThoseOfTheConstruction(HashAlgorithm algorithm, String jdkName) {
    SplittableRandom random = TestTrees.seeded(getClass(), 20261201);
    for (String context : List.of("x", "k\u00f6ln/\u20ac", "y".repeat(255))) {
      byte[] name = context.getBytes(StandardCharsets.UTF_8);
      byte[] link = hash(jdkName, new byte[] {0x10, (byte) name.length}, name);
      List<Hash> links = new ArrayList<>(List.of(Hash.of(link)));
      List<byte[]> entries = new ArrayList<>();
      HashChain chain = HashChain.start(algorithm, context);
      for (int i = 0; i < 300; i++) {
        byte[] entry = TestTrees.randomBytes(random, random.nextInt(100));
        byte[] e = hash(jdkName, new byte[] {0x00}, entry);
        link = hash(jdkName, new byte[] {0x11}, u64(i), link, e);
        entries.add(entry);
        links.add(Hash.of(link));
        chain = chain.append(entry);
        assertThat(chain.head().hash()).isEqualTo(Hash.of(link));
        assertThat(chain.entryHash(i)).isEqualTo(Hash.of(e));
      }
      for (int length = 0; length <= 300; length++) {
        assertThat(chain.head(length).hash()).isEqualTo(links.get(length));
      }
      for (int round = 0; round < 100; round++) {
        int begin = random.nextInt(300);
        int end = begin + 1 + random.nextInt(300 - begin);
        ChainSegment segment = chain.segment(begin, end);
        ChainHead from = chain.head(begin);
        ChainHead to = chain.head(end);
        assertThat(segment.check(from, to).isAccepted()).isTrue();
        assertThat(segment.check(from, to, entries.subList(begin, end)).isAccepted())
            .isTrue();
        assertThat(segment.entryHash(end - 1)).isEqualTo(chain.entryHash(end - 1));
      }
    }
  }
}
