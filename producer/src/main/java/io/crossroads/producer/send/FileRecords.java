package io.crossroads.producer.send;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The lines of files, one file after another, as they are. */
final class FileRecords implements RecordSource, Closeable {

  /** Stands for the standard input. */
  static final String STANDARD_INPUT = "-";

  private static final int LONGEST_LINE = 64 << 20;
  private static final int GZIP_MAGIC_FIRST = 0x1f;
  private static final int GZIP_MAGIC_SECOND = 0x8b;

  private final String topic;
  private final Iterator<String> files;
  private final KeyOfEvent keys;
  private final BooleanSupplier stopped;
  private String file;
  private LineReader lines;

  /**
   * Records of a topic.
   *
   * @param files paths, or {@link #STANDARD_INPUT}
   * @param keys null for records without key
   * @param stopped ends the standard input
   */
  FileRecords(String topic, List<String> files, KeyOfEvent keys, BooleanSupplier stopped) {
    this.topic = topic;
    this.files = files.iterator();
    this.keys = keys;
    this.stopped = stopped;
  }

  @Override
  public ProducerRecord<byte[], byte[]> next() throws IOException {
    while (lines != null || files.hasNext()) {
      byte[] line = nextLine();
      if (line != null) {
        return new ProducerRecord<>(topic, keys == null ? null : keys.of(line), line);
      }
      close();
    }
    return null;
  }

  /** The next line of the file that is open, or of the one to be opened; null at its end. */
  private byte[] nextLine() throws IOException {
    try {
      if (lines == null) {
        file = files.next();
        lines = new LineReader(open(file), LONGEST_LINE);
      }
      return lines.next();
    } catch (IOException e) {
      String where = lines == null ? "" : " after line " + lines.lines();
      throw new IOException("cannot read " + file + where + ": " + e.getMessage(), e);
    }
  }

  /** Opens a file, unpacking what begins like gzip whatever its name. */
  private InputStream open(String path) throws IOException {
    InputStream raw = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
    PushbackInputStream input = new PushbackInputStream(new BufferedInputStream(raw, 1 << 16), 2);
    byte[] magic = input.readNBytes(2);
    input.unread(magic);
    boolean gzip =
        magic.length == 2
            && (magic[0] & 0xff) == GZIP_MAGIC_FIRST
            && (magic[1] & 0xff) == GZIP_MAGIC_SECOND;
    return gzip ? new GZIPInputStream(input, 1 << 16) : input;
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
      lines = null;
    }
  }
}
