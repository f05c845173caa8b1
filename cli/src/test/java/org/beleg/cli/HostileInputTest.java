package org.beleg.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a document's file holds, a command that cannot read it says so in one line and exits 2. */
class HostileInputTest {

  private static final String HASH = "00".repeat(32);
  private static final String HEADER = "00".repeat(80);

  @TempDir
  Path folder;

  private final List<Path> junk = new ArrayList<>();
  private Log log;

  @BeforeEach
  void makeJunk() throws IOException {
    log = Log.in(Files.createDirectories(folder.resolve("log")));
    byte[] binary = new byte[10_000];
    new Random(20260101).nextBytes(binary);
    junk.add(Files.write(folder.resolve("binary"), binary));
    junk.add(Files.write(folder.resolve("empty"), new byte[0]));
    junk.add(Files.write(folder.resolve("huge"), new byte[5 << 20]));
    junk.add(Files.writeString(folder.resolve("text"), "hello\n\n\u001b[31m\n\n\u2014 x y\n"));
    junk.add(Files.writeString(folder.resolve("line-feeds"), "\n".repeat(3 << 20)));
    junk.add(folder.resolve("missing"));
    junk.add(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "verify receipt @ --text x --vkey VKEY --origin o",
        "verify inclusion @ --root HASH --size 1 --text x",
        "verify multi @ --root HASH --size 1 --record CHECKPOINT",
        "verify consistency @ --old-root HASH --new-root HASH",
        "verify consistency @ --old CHECKPOINT --new CHECKPOINT --vkey VKEY --origin o",
        "verify note @ --vkey VKEY",
        "verify note CHECKPOINT --vkey @",
        "verify chain @ --from CHECKPOINT --to CHECKPOINT",
        "verify chain SEGMENT --from @ --to CHECKPOINT",
        "checkpoint show @",
        "checkpoint sign --key @ --origin o --size 1 --root HASH",
        "explain @",
        "prove --index 1 --lines RECORDS --checkpoint @",
        "verify bitcoin block @ --header HEADER",
        "verify bitcoin proof @ --header HEADER --txid HASH --transactions 1",
        "verify bitcoin spv @ --transaction SEGMENT --confirmations 1",
        "verify bitcoin spv SEGMENT --transaction @ --confirmations 1",
        "verify corda tear-off @ --id HASH",
        "verify corda signature SEGMENT --key @ --id HASH --platform-version 4",
        "verify fisco proof @ --hash HASH --root HASH --transactions 1",
        "verify fabric block SEGMENT --orderer M:@ --threshold 1",
        "inspect bitcoin-header @",
        "inspect bitcoin-transaction @",
        "inspect bitcoin-block @ --hex",
        "inspect corda-key @",
        "inspect corda-tear-off @",
        "inspect fabric-block @"
      })
  void junk_isOneLineOnStandardError(String command) throws IOException {
    Path segment = Files.write(folder.resolve("segment"), new byte[] {1});
    for (Path file : junk) {
      List<Object> args = new ArrayList<>();
      for (String word : List.of(command.split(" ", -1))) {
        args.add(
            switch (word) {
              case "@" -> file;
              case "VKEY" -> log.vkey;
              case "CHECKPOINT" -> log.checkpoint;
              case "RECORDS" -> log.records;
              case "SEGMENT" -> segment;
              case "HASH" -> HASH;
              case "HEADER" -> HEADER;
              case "M:@" -> "M:" + file;
              default -> word;
            });
      }
      Run.of(args.toArray()).failed("beleg ");
    }
  }
}
