package io.crossroads.batch.csv;

import io.crossroads.batch.number.NumberEvidence;
import io.crossroads.batch.rows.RowBatch;
import io.crossroads.batch.time.TimeReader;
import io.crossroads.pipelines.decode.Utf8;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * Turns lines into rows. {@link #plain} reads what nearly every line is, in one go over its bytes;
 * a line with quotes, blanks, signs or faults is taken apart and looked at cell by cell. Both give
 * the same rows. For one thread.
 */
public final class RowParser {

  /** What {@link #plain} returns for a line that is not of the plain kind. */
  static final int NOT_PLAIN = -1;

  private final Heading heading;
  private final CsvColumn[] columns;
  private final TimeReader[] times;
  private final ColumnEvidence evidence;
  private final byte separator;
  private final int[] columnOfCell;
  private final int[] startOfColumn;
  private final WholeNumber[] numbers;
  private final NumberEvidence[] numberEvidence;
  private final JoinedTime joined;
  private long plainRows;
  private String faultyColumn = "";

  /**
   * A parser of a file's lines.
   *
   * @param formats of the columns
   * @param zone where times with an offset are put
   */
  public RowParser(Heading heading, ColumnFormats formats, ZoneId zone) {
    this.heading = heading;
    columns = heading.columns().toArray(CsvColumn[]::new);
    times = new TimeReader[columns.length];
    numbers = new WholeNumber[columns.length];
    numberEvidence = new NumberEvidence[columns.length];
    evidence = new ColumnEvidence(formats.times().size(), formats.numbers().size());
    joined =
        heading.timeCells() == null
            ? null
            : new JoinedTime(heading.timeCells(), formats.clock(), evidence);
    startOfColumn = new int[columns.length];
    separator = heading.separator();
    columnOfCell = new int[heading.cells()];
    Arrays.fill(columnOfCell, -1);
    int time = 0;
    int number = 0;
    for (int column = 0; column < columns.length; column++) {
      columnOfCell[columns[column].cell()] = column;
      if (columns[column].isTime()) {
        times[column] =
            formats.times().get(time).reader(zone, separator, evidence.times().get(time));
        time++;
      } else {
        numbers[column] = new WholeNumber(formats.numbers().get(number));
        numberEvidence[column] = evidence.numbers().get(number);
        number++;
      }
    }
  }

  /** What the values of each column tell of its format. */
  public ColumnEvidence evidence() {
    evidence.numbers().forEach(column -> column.addPlain(plainRows));
    plainRows = 0;
    return evidence;
  }

  Heading heading() {
    return heading;
  }

  /**
   * Adds a line to a batch if it holds nothing but unquoted ASCII and valid values without blanks
   * or signs. The line must end within the array.
   *
   * @param longest bytes of the longest line, with its end
   * @return the index after its line end, or {@link #NOT_PLAIN}
   */
  int plain(byte[] bytes, int from, int longest, RowBatch batch) {
    if (joined != null) {
      return NOT_PLAIN;
    }
    batch.reserve();
    int row = batch.rows();
    int last = columnOfCell.length - 1;
    int position = from;
    for (int cell = 0; ; cell++) {
      int column = columnOfCell[cell];
      if (column < 0) {
        position = skip(bytes, position);
      } else {
        startOfColumn[column] = position;
        position =
            times[column] == null
                ? whole(bytes, position, columns[column], batch.column(column), row)
                : time(bytes, position, columns[column], times[column], batch.column(column), row);
        if (position < 0) {
          return NOT_PLAIN;
        }
      }
      if (cell == last) {
        break;
      }
      if (bytes[position++] != separator) {
        return NOT_PLAIN;
      }
    }
    while (bytes[position] == separator) {
      position++;
    }
    if (bytes[position] == '\r') {
      position++;
    }
    if (bytes[position++] != '\n' || position - from > longest) {
      return NOT_PLAIN;
    }
    for (int column = 0; column < times.length; column++) {
      if (times[column] != null) {
        times[column].seen(bytes, startOfColumn[column]);
      }
    }
    plainRows++;
    batch.add();
    return position;
  }

  /**
   * Adds a record to a batch, or says why it cannot be.
   *
   * @return what is wrong with it, see {@link #faultyColumn}; null if it was added
   */
  LineFault record(CsvRecord record, byte[] bytes, int from, RowBatch batch) {
    faultyColumn = "";
    if (record.fault() != null) {
      return record.fault();
    }
    if (!Utf8.isValid(bytes, from, record.textEnd() - from)) {
      return LineFault.NOT_UTF8;
    }
    if (!fits(record)) {
      return LineFault.WRONG_COLUMNS;
    }
    batch.reserve();
    LineFault first = null;
    for (int column = 0; column < columns.length; column++) {
      LineFault fault = cell(record, column, batch);
      if (fault != null && first == null) {
        first = fault;
        faultyColumn = columns[column].name();
      }
    }
    if (first == null) {
      batch.add();
    }
    return first;
  }

  /** The column at fault in the record before; empty if the record as a whole is. */
  String faultyColumn() {
    return faultyColumn;
  }

  /** Cells without a name may be missing at the end, and blank ones be too many. */
  private boolean fits(CsvRecord record) {
    if (record.cells() < heading.required()) {
      return false;
    }
    for (int cell = heading.cells(); cell < record.cells(); cell++) {
      byte[] source = record.source(cell);
      for (int index = record.start(cell); index < record.end(cell); index++) {
        if (!isBlank(source[index])) {
          return false;
        }
      }
    }
    return true;
  }

  private LineFault cell(CsvRecord record, int index, RowBatch batch) {
    CsvColumn column = columns[index];
    if (joined != null && times[index] != null) {
      return joined.join(record)
          ? time(joined.bytes(), 0, joined.length(), index, batch)
          : LineFault.MISSING;
    }
    byte[] source = record.source(column.cell());
    int start = record.start(column.cell());
    int end = record.end(column.cell());
    while (start < end && isBlank(source[start])) {
      start++;
    }
    while (start < end && isBlank(source[end - 1])) {
      end--;
    }
    if (start == end) {
      return LineFault.MISSING;
    }
    if (times[index] == null) {
      numberEvidence[index].add(source, start, end);
      LineFault fault = numbers[index].read(source, start, end, column.min(), column.max());
      batch.column(index)[batch.rows()] = numbers[index].value();
      return fault;
    }
    return time(source, start, end, index, batch);
  }

  private LineFault time(byte[] source, int start, int end, int index, RowBatch batch) {
    long micros = times[index].parse(source, start, end);
    if (micros == TimeReader.INVALID) {
      times[index].unread(source, start, end);
      return LineFault.BAD_TIME;
    }
    times[index].seen(source, start);
    batch.column(index)[batch.rows()] = micros;
    return micros < columns[index].min() || micros > columns[index].max()
        ? LineFault.BAD_TIME
        : null;
  }

  private int skip(byte[] bytes, int from) {
    int position = from;
    while (bytes[position] != separator && bytes[position] >= ' ' && bytes[position] != '"') {
      position++;
    }
    return position;
  }

  /** Reads 1 to 15 digits. */
  private static int whole(byte[] bytes, int from, CsvColumn column, long[] values, int row) {
    long loaded = Digits.load(bytes, from);
    int digits = Digits.count(loaded);
    if (digits == 0) {
      return NOT_PLAIN;
    }
    long value = Digits.value(loaded, digits);
    int end = from + digits;
    if (digits == Digits.MOST) {
      loaded = Digits.load(bytes, end);
      digits = Digits.count(loaded);
      if (digits == Digits.MOST) {
        return NOT_PLAIN;
      }
      if (digits > 0) {
        value = value * Digits.power(digits) + Digits.value(loaded, digits);
        end += digits;
      }
    }
    if (value < column.min() || value > column.max()) {
      return NOT_PLAIN;
    }
    values[row] = value;
    return end;
  }

  private static int time(
      byte[] bytes, int from, CsvColumn column, TimeReader parser, long[] values, int row) {
    long micros = parser.parse(bytes, from);
    if (micros < column.min() || micros > column.max()) {
      return NOT_PLAIN;
    }
    values[row] = micros;
    return parser.end();
  }

  static boolean isBlank(byte character) {
    return character == ' ' || character == '\t';
  }
}
