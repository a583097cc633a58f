package io.crossroads.batch.csv;

import io.crossroads.pipelines.history.HistoryColumn;
import io.crossroads.pipelines.history.HistoryLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the heading of a file: after a byte order mark, blank lines and the {@code sep=;} line of
 * spreadsheets, if there are any. The separator is the one of comma, semicolon and tab that makes
 * most cells of it.
 */
public final class HeadingReader {

  private static final byte[] SEPARATORS = {',', ';', '\t'};
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final HistoryLayout layout;
  private final byte[] bytes;
  private final int limit;
  private final boolean whole;
  private int position;
  private long lines;

  /**
   * A reader of one file's heading.
   *
   * @param bytes the beginning of the file
   * @param whole whether this is the whole file
   */
  public HeadingReader(HistoryLayout layout, byte[] bytes, boolean whole) {
    this.layout = layout;
    limit = bytes.length;
    this.bytes = Arrays.copyOf(bytes, limit + CsvRecord.PADDING);
    this.bytes[limit] = '\n';
    this.whole = whole;
  }

  /**
   * Reads the heading.
   *
   * @throws BadHeadingException if there is none, or a column is missing or there twice
   */
  public Heading read() throws BadHeadingException {
    if (startsWith(MARK)) {
      position = MARK.length;
    }
    skipBlankLines();
    if (position >= limit) {
      throw new BadHeadingException("it is empty: not even a heading");
    }
    byte separator = 0;
    if (startsWith("sep=".getBytes(StandardCharsets.US_ASCII)) && position + 5 < limit) {
      separator = bytes[position + 4];
      position += 5;
      skipBlankLines();
    }
    CsvRecord record = separator == 0 ? best() : take(separator);
    if (record.fault() != null) {
      throw new BadHeadingException("its heading cannot be read: " + record.fault().label());
    }
    requireLineEnds(record);
    List<String> names = names(record);
    byte used = record.separator();
    int next = Math.min(record.read(bytes, position, limit, whole), limit);
    return new Heading(used, names.size(), columns(names, used), next, lines + record.lines());
  }

  private CsvRecord best() {
    CsvRecord best = null;
    for (byte separator : SEPARATORS) {
      CsvRecord record = take(separator);
      if (best == null || record.cells() > best.cells()) {
        best = record;
      }
    }
    return best;
  }

  private CsvRecord take(byte separator) {
    CsvRecord record = new CsvRecord(separator, CsvLimits.DEFAULT.recordBytes());
    record.read(bytes, position, limit, whole);
    return record;
  }

  private void requireLineEnds(CsvRecord record) throws BadHeadingException {
    for (int index = position; index < record.textEnd(); index++) {
      if (bytes[index] == '\r' && record.lines() == 1) {
        throw new BadHeadingException(
            "its lines end with a carriage return alone; save it with LF or CRLF line ends");
      }
      if (bytes[index] == 0) {
        throw new BadHeadingException("its heading has NUL bytes: it is no text in this charset");
      }
    }
  }

  private static List<String> names(CsvRecord record) {
    List<String> names = new ArrayList<>();
    for (int cell = 0; cell < record.cells(); cell++) {
      int start = record.start(cell);
      names.add(
          new String(record.source(cell), start, record.end(cell) - start, StandardCharsets.UTF_8)
              .strip());
    }
    return names;
  }

  private List<CsvColumn> columns(List<String> names, byte separator) throws BadHeadingException {
    List<CsvColumn> columns = new ArrayList<>();
    for (HistoryColumn column : layout.columns()) {
      Set<String> known = new HashSet<>();
      Stream.concat(Stream.of(column.name()), column.aliases().stream())
          .map(HeadingReader::normal)
          .forEach(known::add);
      List<String> found = names.stream().filter(name -> known.contains(normal(name))).toList();
      if (found.size() != 1) {
        String heading = String.join(String.valueOf((char) separator), names);
        throw found.isEmpty()
            ? new BadHeadingException(
                String.format(
                    Locale.ROOT,
                    "no column '%s' (also called %s) in the heading: %s",
                    column.name(),
                    String.join(", ", column.aliases()),
                    heading))
            : new BadHeadingException(
                String.format(
                    Locale.ROOT,
                    "column '%s' is there %d times, as %s, in the heading: %s",
                    column.name(),
                    found.size(),
                    String.join(", ", found),
                    heading));
      }
      columns.add(
          new CsvColumn(
              column.name(),
              column.type(),
              column.min(),
              column.max(),
              names.indexOf(found.get(0))));
    }
    return columns;
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
  }

  private void skipBlankLines() {
    int first = position;
    while (first < limit && (RowParser.isBlank(bytes[first]) || isLineEnd(bytes[first]))) {
      if (bytes[first++] == '\n') {
        lines++;
        position = first;
      }
    }
    if (first >= limit) {
      position = limit;
    }
  }

  private static boolean isLineEnd(byte character) {
    return character == '\n' || character == '\r';
  }

  private boolean startsWith(byte[] wanted) {
    return position + wanted.length <= limit
        && Arrays.equals(bytes, position, position + wanted.length, wanted, 0, wanted.length);
  }
}
