package org.beleg.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.beleg.MalformedDataException;

/**
 * The records of a subsidiary, as its systems export them: a table in the form of <a
 * href="https://www.rfc-editor.org/rfc/rfc4180.html">RFC 4180</a>, whose first row names the fields.
 *
 * <p>What could be read in two ways is refused: a row with another number of fields than the first, a field
 * without a name, two fields of one name, text behind a closing quote.
 */
final class GroupRecords {

  /** More than a system exports in a day, and few enough to seal in a second. */
  static final int MAX_RECORDS = 100_000;

  static final int MAX_FIELDS = 64;
  static final int MAX_FIELD_LENGTH = 4096;

  /** A field of a record. */
  record Field(String name, String value) {

    /** What is hashed for this field: its name belongs to it, so that no value can change its meaning. */
    String component() {
      return name + "=" + value;
    }
  }

  /**
   * A record of a subsidiary.
   *
   * @param number its place among the records of that subsidiary, from 0
   */
  record GroupRecord(Subsidiary subsidiary, int number, List<Field> fields) {}

  private GroupRecords() {}

  /** Reads the table of each subsidiary from a folder. */
  static List<GroupRecord> read(Input input, Path folder)
      throws IOException, MalformedDataException {
    List<GroupRecord> records = new ArrayList<>();
    for (Subsidiary subsidiary : Subsidiary.values()) {
      String file = subsidiary.label() + ".csv";
      String csv = input.document(folder.resolve(file).toString(), file);
      for (List<Field> fields : parse(csv, file)) {
        records.add(new GroupRecord(subsidiary, number(records, subsidiary), fields));
      }
    }
    return List.copyOf(records);
  }

  private static int number(List<GroupRecord> records, Subsidiary subsidiary) {
    int last = records.size() - 1;
    return last < 0 || records.get(last).subsidiary() != subsidiary
        ? 0
        : records.get(last).number() + 1;
  }

  /**
   * Reads a table; {@code what} names it in exceptions.
   *
   * @return for each row its fields, in the order of the columns
   */
  static List<List<Field>> parse(String csv, String what) throws MalformedDataException {
    CSVFormat format = CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
        .setAllowMissingColumnNames(false)
        .setIgnoreEmptyLines(false)
        .get();
    List<List<Field>> records = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(csv), format)) {
      List<String> names = names(parser.getHeaderNames(), what);
      for (CSVRecord row : parser) {
        if (records.size() == MAX_RECORDS) {
          throw problem(what, row.getRecordNumber(), "more than " + MAX_RECORDS + " records");
        }
        records.add(fields(names, row, what));
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      // all three are how the parser says that this is no table; nothing here reads a file
      throw new MalformedDataException(what, "table", Failures.describe(e), e);
    }
    if (records.isEmpty()) {
      throw new MalformedDataException(what, "table", "no records");
    }
    return List.copyOf(records);
  }

  private static List<String> names(List<String> names, String what) throws MalformedDataException {
    if (names.isEmpty() || names.size() > MAX_FIELDS) {
      throw new MalformedDataException(
          what, "header", names.size() + " fields, allowed are 1 to " + MAX_FIELDS);
    }
    for (String name : names) {
      if (!name.matches("[a-z][a-z0-9_]{0,63}")) {
        throw new MalformedDataException(what, "header", "no name of a field: '" + name + "'");
      }
    }
    return names;
  }

  private static List<Field> fields(List<String> names, CSVRecord row, String what)
      throws MalformedDataException {
    if (row.size() != names.size()) {
      throw problem(
          what, row.getRecordNumber(), row.size() + " fields, the header has " + names.size());
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String value = row.get(i);
      if (value.length() > MAX_FIELD_LENGTH) {
        throw problem(
            what,
            row.getRecordNumber(),
            names.get(i) + " has more than " + MAX_FIELD_LENGTH + " characters");
      }
      fields.add(new Field(names.get(i), value));
    }
    return List.copyOf(fields);
  }

  private static MalformedDataException problem(String what, long record, String problem) {
    return new MalformedDataException(what, "record " + record, problem);
  }
}
