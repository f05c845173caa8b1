package org.beleg.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.ledger.bitcoin.BlockHeader;
import org.beleg.ledger.bitcoin.ReversedHex;
import picocli.CommandLine.Option;

/** How ledgers' documents come: as bytes, or as the hexadecimal digits that nodes print. */
final class LedgerInput {

  @Option(
      names = "--hex",
      description = "Files hold hexadecimal digits, as nodes print them, and not bytes.")
  private boolean hex;

  /** The bytes of a document; {@code what} names it in exceptions. */
  byte[] read(Input input, String path, String what) throws IOException, MalformedDataException {
    byte[] bytes = input.segment(path);
    // what is not ASCII is no digit either
    return hex ? decode(new String(bytes, StandardCharsets.US_ASCII).strip(), what) : bytes;
  }

  /** Bytes that stand on the command line. */
  static byte[] decode(String digits, String what) throws MalformedDataException {
    try {
      return HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(what, "whole text", "no hexadecimal digits", e);
    }
  }

  /** A header of Bitcoin on the command line: 160 digits. */
  static BlockHeader header(String digits) throws MalformedDataException {
    return BlockHeader.parse(decode(digits, "block header"));
  }

  /** A hash of Bitcoin as its nodes show it. */
  static Hash reversed(String digits) throws MalformedDataException {
    try {
      return ReversedHex.parse(digits);
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException("id", "whole text", "not 64 hexadecimal digits", e);
    }
  }
}
