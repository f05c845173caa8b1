package org.beleg.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Bytes that an attacker might send, made from honest ones; up to a mebibyte of them. */
public final class HostileBytes {

  /** The most bytes of one input. */
  public static final int MAX_LENGTH = 1 << 20;

  private static final List<byte[]> SPICES = List.of(
      ascii("\n"),
      ascii("\r\n"),
      ascii(" "),
      ascii("0"),
      ascii("-1"),
      ascii("9223372036854775807"),
      ascii("9223372036854775808"),
      ascii("18446744073709551616"),
      ascii("="),
      ascii("/"),
      ascii("x"),
      ascii("\u0000"),
      "\u2028\ud83d\udcdc\u0660".getBytes(StandardCharsets.UTF_8),
      new byte[] {(byte) 0xff, (byte) 0xfe},
      new byte[] {0x7f, -1, -1, -1, -1, -1, -1, -1},
      new byte[] {-128, 0, 0, 0, 0, 0, 0, 0});

  private HostileBytes() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Shows a parser many mutants of honest bytes, some noise, and a few inputs of the largest length. */
  public static void flood(
      SplittableRandom random, List<byte[]> honest, int rounds, Consumer<byte[]> parser) {
    honest.forEach(parser);
    for (int round = 0; round < rounds; round++) {
      byte[] bytes = honest.get(random.nextInt(honest.size()));
      for (int steps = random.nextInt(4); steps >= 0; steps--) {
        bytes = mutate(random, bytes, honest);
      }
      parser.accept(bytes);
    }
    for (byte[] bytes : honest) {
      for (int begin = 0; begin < bytes.length; begin = 2 * begin + 1) {
        parser.accept(repeated(bytes, begin));
      }
      parser.accept(Arrays.copyOf(bytes, MAX_LENGTH));
    }
    parser.accept(TestTrees.randomBytes(random, MAX_LENGTH));
    for (byte[] spice : SPICES) {
      parser.accept(repeated(spice, 0));
    }
  }

  /** Honest bytes, then their end from an index on again and again, up to the largest length. */
  private static byte[] repeated(byte[] bytes, int begin) {
    byte[] all = Arrays.copyOf(bytes, MAX_LENGTH);
    int period = bytes.length - begin;
    for (int at = bytes.length; at < all.length; at++) {
      all[at] = all[at - period];
    }
    return all;
  }

  private static byte[] mutate(SplittableRandom random, byte[] bytes, List<byte[]> honest) {
    if (bytes.length == 0) {
      return TestTrees.randomBytes(random, random.nextInt(100));
    }
    int at = random.nextInt(bytes.length);
    byte[] head = Arrays.copyOf(bytes, at);
    byte[] tail = Arrays.copyOfRange(bytes, at, bytes.length);
    byte[] other = honest.get(random.nextInt(honest.size()));
    return switch (random.nextInt(8)) {
      case 0 -> head;
      case 1 -> join(head, SPICES.get(random.nextInt(SPICES.size())), tail);
      case 2 -> join(head, Arrays.copyOf(tail, random.nextInt(tail.length + 1)), tail);
      case 3 -> join(head, Arrays.copyOfRange(tail, random.nextInt(tail.length), tail.length));
      case 4 -> join(head, Arrays.copyOfRange(other, Math.min(at, other.length), other.length));
      case 5 -> join(head, TestTrees.randomBytes(random, random.nextInt(40)), tail);
      default -> {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
    };
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
