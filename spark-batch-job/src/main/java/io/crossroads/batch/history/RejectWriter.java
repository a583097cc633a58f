package io.crossroads.batch.history;

import io.crossroads.batch.csv.LineFault;
import io.crossroads.batch.csv.Rejects;
import io.crossroads.batch.storage.Storage;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.Path;

/**
 * Writes the rejected lines of a range to a file of its own: the number of each, counted from the
 * range's start, and the rest of its row in the file for people. The file is made with the first.
 */
final class RejectWriter implements Rejects, AutoCloseable {

  private final Storage storage;
  private final Path path;
  private final long[] faults = new long[LineFault.values().length];
  private DataOutputStream stream;

  RejectWriter(Storage storage, Path path) {
    this.storage = storage;
    this.path = path;
  }

  @Override
  public void reject(long line, LineFault fault, String column, String text) throws IOException {
    if (stream == null) {
      stream = new DataOutputStream(new BufferedOutputStream(storage.of(path).create(path, true)));
    }
    byte[] row = RejectedFile.row(fault, column, text).getBytes(StandardCharsets.UTF_8);
    stream.writeLong(line);
    stream.writeInt(row.length);
    stream.write(row);
    faults[fault.ordinal()]++;
  }

  /** Rejected lines by fault, in the order of {@link LineFault}. */
  long[] faults() {
    return faults.clone();
  }

  /** The file's path; empty if there is none. */
  String file() {
    return stream == null ? "" : path.toString();
  }

  @Override
  public void close() throws IOException {
    if (stream != null) {
      stream.close();
    }
  }
}
