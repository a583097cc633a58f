package io.crossroads.batch.csv;

import io.crossroads.pipelines.history.HistoryColumn;
import io.crossroads.pipelines.history.HistoryLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the heading of a file: after a byte order mark, blank lines, comments and the {@code sep=;}
 * line of spreadsheets, if there are any. A line that begins like a comment and holds the columns
 * is the heading. The separator is the one of comma, semicolon, tab and bar that makes most cells
 * of it.
 */
public final class HeadingReader {

  private static final byte[] SEPARATORS = {',', ';', '\t', '|'};
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final Pattern COMMENT = Pattern.compile("(#|//|;|--|%)\\s*");

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
    return heading(separator);
  }

  /** Skips comments; of the first line that is none, what is wrong with it is told. */
  private Heading heading(byte separator) throws BadHeadingException {
    while (true) {
      CsvRecord record = separator == 0 ? best() : take(separator);
      List<String> names = names(record);
      boolean comment = isComment();
      if (comment && !names.isEmpty()) {
        names.set(0, COMMENT.matcher(names.get(0)).replaceFirst(""));
      }
      try {
        return heading(record, names);
      } catch (BadHeadingException e) {
        if (!comment || !skipLine()) {
          throw e;
        }
      }
    }
  }

  private Heading heading(CsvRecord record, List<String> names) throws BadHeadingException {
    if (record.fault() != null) {
      throw new BadHeadingException("its heading cannot be read: " + record.fault().label());
    }
    requireLineEnds(record);
    byte used = record.separator();
    int next = Math.min(record.read(bytes, position, limit, whole), limit);
    TimeColumns times = TimeColumns.of(names.stream().map(HeadingReader::normal).toList(), names);
    List<CsvColumn> columns = columns(names, used, times);
    int required = names.size();
    while (required > 0 && normal(names.get(required - 1)).isEmpty()) {
      required--;
    }
    return new Heading(
        used,
        names.size(),
        required,
        columns,
        times.cells(),
        times.clock(),
        times.spareClock(),
        next,
        lines + record.lines());
  }

  private boolean isComment() {
    int most = Math.min(2, limit - position);
    String first = new String(bytes, position, most, StandardCharsets.ISO_8859_1);
    return COMMENT.matcher(first).lookingAt();
  }

  /** Moves to the next line that is not blank; false if there is none. */
  private boolean skipLine() {
    while (position < limit && bytes[position] != '\n') {
      position++;
    }
    position = Math.min(position + 1, limit);
    lines++;
    skipBlankLines();
    return position < limit;
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

  private List<CsvColumn> columns(List<String> names, byte separator, TimeColumns times)
      throws BadHeadingException {
    List<CsvColumn> columns = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (HistoryColumn column : layout.columns()) {
      int cell =
          column.type() == HistoryColumn.Type.LOCAL_TIME && times.cells() != null
              ? times.cells().cells().get(0)
              : place(column, names, separator);
      if (cell < 0) {
        missing.add(
            String.format(
                Locale.ROOT,
                "no column '%s' (also called %s)",
                column.name(),
                String.join(", ", column.aliases())));
      }
      columns.add(new CsvColumn(column.name(), column.type(), column.min(), column.max(), cell));
    }
    if (!missing.isEmpty()) {
      throw new BadHeadingException(
          String.join(", ", missing) + " in the heading: " + text(names, separator));
    }
    return columns;
  }

  /** Where a column stands: under its own name, or else under the first alias that is there. */
  private static int place(HistoryColumn column, List<String> names, byte separator)
      throws BadHeadingException {
    List<String> known =
        Stream.concat(Stream.of(column.name()), column.aliases().stream())
            .map(HeadingReader::normal)
            .distinct()
            .toList();
    for (String name : known) {
      List<String> found = names.stream().filter(each -> normal(each).equals(name)).toList();
      if (found.size() > 1) {
        throw new BadHeadingException(
            String.format(
                Locale.ROOT,
                "column '%s' is there %d times, as %s, in the heading: %s",
                column.name(),
                found.size(),
                String.join(", ", found),
                text(names, separator)));
      }
      if (found.size() == 1) {
        return names.indexOf(found.get(0));
      }
    }
    return -1;
  }

  private static String text(List<String> names, byte separator) {
    return String.join(String.valueOf((char) separator), names);
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Z}\\p{Cf}_-]", "");
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
