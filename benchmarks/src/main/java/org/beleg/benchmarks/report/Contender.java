package org.beleg.benchmarks.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * Who did the work, as the first word of a benchmark's method tells: {@code belegCheck} is Beleg's, and
 * {@code sigstoreCheck} is the peer beside it.
 */
enum Contender {
  BELEG("beleg", "Beleg"),
  /** The other name that Beleg goes by where its peer is Beleg too. */
  BATCH("batch", "Beleg"),
  MESSAGE_DIGEST("messageDigest", "`MessageDigest` loop"),
  MESSAGE_DIGEST_TWICE("messageDigestTwice", "`MessageDigest` loop, double SHA-256"),
  JDK("jdk", "JDK"),
  BOUNCY_CASTLE("bouncyCastle", "Bouncy Castle"),
  TINK("tink", "Tink"),
  GUAVA("guava", "Guava"),
  SIGSTORE("sigstore", "Sigstore"),
  CORDA("corda", "Corda"),
  BITCOINJ("bitcoinj", "bitcoinj"),
  ONE_BY_ONE("oneByOne", "one proof at a time"),
  ARRAY_COPY("arrayCopy", "copy of the bytes"),
  ARRAYS("arrays", "flat arrays");

  private final String word;
  private final String label;

  Contender(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /** The longest first word that fits. */
  static Optional<Contender> of(String method) {
    return Arrays.stream(values())
        .filter(contender -> method.startsWith(contender.word)
            && !method.substring(contender.word.length()).matches("[a-z].*"))
        .max(Comparator.comparingInt(contender -> contender.word.length()));
  }

  boolean isBeleg() {
    return this == BELEG || this == BATCH;
  }

  String word() {
    return word;
  }

  /** For readers. */
  String label() {
    return label;
  }

  /** For plots, where Markdown means nothing. */
  String plainLabel() {
    return label.replace("`", "");
  }
}
