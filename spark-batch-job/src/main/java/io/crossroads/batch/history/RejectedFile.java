package io.crossroads.batch.history;

import io.crossroads.batch.csv.LineFault;
import io.crossroads.batch.storage.Storage;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.Path;

/** The rejected lines of a file, as a CSV file (RFC 4180, UTF-8) beside the output. */
final class RejectedFile {

  /** What its name ends with, after the base name of the input. */
  static final String SUFFIX = ".rejected.csv";

  private static final String HEADING = "line,reason,field,text\r\n";

  private final Storage storage;
  private final OutputStream stream;

  /** Begins a file; the caller closes the stream after {@link #finish}. */
  RejectedFile(Storage storage, OutputStream stream) throws IOException {
    this.storage = storage;
    this.stream = new BufferedOutputStream(stream);
    this.stream.write(HEADING.getBytes(StandardCharsets.UTF_8));
  }

  /** A row without its line number. */
  static String row(LineFault fault, String column, String text) {
    return ',' + fault.label() + ',' + column + ",\"" + text.replace("\"", "\"\"") + "\"\r\n";
  }

  /**
   * Appends what a {@link RejectWriter} wrote.
   *
   * @param count how many lines it wrote
   * @param before the number of lines before those of the range
   */
  void append(Path part, long count, long before) throws IOException {
    try (DataInputStream rows =
        new DataInputStream(new BufferedInputStream(storage.of(part).open(part)))) {
      for (long i = 0; i < count; i++) {
        long line = before + rows.readLong() + 1;
        stream.write(Long.toString(line).getBytes(StandardCharsets.UTF_8));
        stream.write(rows.readNBytes(rows.readInt()));
      }
    }
  }

  void finish() throws IOException {
    stream.flush();
  }
}
