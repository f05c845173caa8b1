package org.beleg.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.beleg.hash.Hash;
import org.beleg.sign.SignatureScheme;
import picocli.CommandLine.TypeConversionException;

/** The names of algorithms and schemes on the command line: {@code SHA_512_256} is sha-512-256. */
final class Names {

  private Names() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads a name without regard to case, dashes and underscores: SHA256 is sha-256. */
  static <E extends Enum<E>> E parse(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> letters(constant.name()).equals(letters(name)))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException(
            "'" + name + "' is none of " + list(type.getEnumConstants())));
  }

  /** Reads the name of a scheme; a curve stands for the hash function that it is used with. */
  static SignatureScheme parseScheme(String name) {
    boolean curveOnly = letters(name).equals("ECDSAP256");
    return parse(SignatureScheme.class, curveOnly ? "ecdsa-p256-sha256" : name);
  }

  /** Reads a hash in hexadecimal digits, behind 0x or not: some nodes print it, others do not. */
  static Hash parseHash(String hex) {
    try {
      return Hash.parseHex(hex.startsWith("0x") ? hex.substring(2) : hex);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + hex + "' is no hash in hexadecimal digits");
    }
  }

  private static String letters(String name) {
    return name.replace("-", "").replace("_", "").toUpperCase(Locale.ROOT);
  }

  private static String list(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Names::of).collect(Collectors.joining(", "));
  }
}
