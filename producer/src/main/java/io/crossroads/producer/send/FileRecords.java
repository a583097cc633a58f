package io.crossroads.producer.send;

import io.crossroads.cli.VisibleText;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The lines of files, one file after another, as they are. Where they are to be events, blank lines
 * at the end of a file are left out, and what does not look like events is told of.
 */
final class FileRecords implements RecordSource, Closeable {

  /** Stands for the standard input. */
  static final String STANDARD_INPUT = "-";

  private static final int MOST_BLANK = 10_000;
  private static final int LONGEST_LINE = 64 << 20;
  private static final int GZIP_MAGIC_FIRST = 0x1f;
  private static final int GZIP_MAGIC_SECOND = 0x8b;

  private final String topic;
  private final Iterator<String> files;
  private final KeyOfEvent keys;
  private final Iterable<Header> headers;
  private final BooleanSupplier stopped;
  private final PrintStream messages;
  private final Deque<byte[]> blank = new ArrayDeque<>();
  private String file;
  private LineReader lines;
  private byte[] held;
  private long others;
  private long all;

  /**
   * Records of a topic.
   *
   * @param files paths, or {@link #STANDARD_INPUT}
   * @param keys null for records without key
   * @param headers that every record is sent with
   * @param stopped ends the standard input
   * @param messages where to tell of files that do not look like events
   */
  FileRecords(
      String topic,
      List<String> files,
      KeyOfEvent keys,
      SentHeaders headers,
      BooleanSupplier stopped,
      PrintStream messages) {
    this.topic = topic;
    this.files = files.iterator();
    this.keys = keys;
    this.headers = headers.forClient();
    this.stopped = stopped;
    this.messages = messages;
  }

  @Override
  public ProducerRecord<byte[], byte[]> next() throws IOException {
    byte[] line = keys == null ? line() : event();
    return line == null
        ? null
        : new ProducerRecord<>(topic, null, keys == null ? null : keys.of(line), line, headers);
  }

  /** How many lines were no JSON objects, of how many; empty if all were. */
  Optional<String> others() {
    return others == 0
        ? Optional.empty()
        : Optional.of(
            String.format(Locale.ROOT, "%,d of %,d lines are no JSON objects", others, all));
  }

  /** The next line of a file that is open or of the next ones; null at the end of all. */
  private byte[] line() throws IOException {
    while (lines != null || files.hasNext()) {
      byte[] line = nextLine();
      if (line != null) {
        return line;
      }
      close();
    }
    return null;
  }

  /** The next line, without blank ones at the end of a file. */
  private byte[] event() throws IOException {
    if (held == null && blank.isEmpty()) {
      held = lineOrBlank();
    }
    byte[] line = blank.isEmpty() ? held : blank.poll();
    if (line == held) {
      held = null;
    }
    if (line != null) {
      all++;
      others += !keys.isJson() || FileLook.isObject(line) ? 0 : 1;
    }
    return line;
  }

  /**
   * The next line that is not blank; blank ones before it are kept apart, or left out at an end.
   */
  private byte[] lineOrBlank() throws IOException {
    while (lines != null || files.hasNext()) {
      byte[] line = nextLine();
      if (line == null) {
        close();
        if (!blank.isEmpty()) {
          messages.printf(
              Locale.ROOT, "%s: left out at its end: blank lines, %,d%n", shown(), blank.size());
          blank.clear();
        }
      } else if (!isBlank(line) || blank.size() == MOST_BLANK) {
        return line;
      } else {
        blank.add(line);
      }
    }
    return null;
  }

  private String shown() {
    return VisibleText.of(file);
  }

  private static boolean isBlank(byte[] line) {
    for (byte character : line) {
      if (character != ' ' && character != '\t' && character != '\r') {
        return false;
      }
    }
    return true;
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
    return look(gzip ? new GZIPInputStream(input, 1 << 16) : input);
  }

  /** Tells of what does not look like events, and changes nothing. */
  private InputStream look(InputStream content) throws IOException {
    if (keys == null || !keys.isJson()) {
      return content;
    }
    BufferedInputStream input = new BufferedInputStream(content, 1 << 16);
    byte[] beginning = new byte[FileLook.BYTES];
    input.mark(beginning.length);
    int length = Math.max(0, input.read(beginning));
    input.reset();
    FileLook.of(beginning, length)
        .ifPresent(what -> messages.println("warning: " + shown() + " looks like " + what));
    return input;
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
      lines = null;
    }
  }
}
