package org.beleg.sign;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.beleg.testing.SeededRandom;

/** People with keys that are always the same, and what they sign. */
final class ExampleKeys {

  static final byte[] MESSAGE = "payment 0815".getBytes(StandardCharsets.US_ASCII);
  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private ExampleKeys() {}

  /** The secret of a name: Ed25519, or ECDSA for names that begin with "ec". */
  static SigningKey secret(String name) {
    SignatureScheme scheme =
        name.startsWith("ec") ? SignatureScheme.ECDSA_P256_SHA256 : SignatureScheme.ED25519;
    return SigningKey.generate(scheme, new SeededRandom(name.hashCode()));
  }

  static KeyEntry entry(String name) {
    return KeyEntry.of(name, secret(name).verifyingKey());
  }

  static KeySet keys(String... names) {
    List<KeyEntry> entries = new ArrayList<>();
    for (String name : names) {
      entries.add(entry(name));
    }
    return KeySet.of(entries);
  }

  static byte[] sign(String name) {
    return secret(name).sign(MESSAGE);
  }

  static Map<String, byte[]> signatures(String... names) {
    Map<String, byte[]> signatures = new LinkedHashMap<>();
    for (String name : names) {
      signatures.put(name, sign(name));
    }
    return signatures;
  }
}
