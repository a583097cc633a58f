package io.crossroads.batch.history;

import io.crossroads.batch.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.input.ReaderInputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.GzipCodec;

/**
 * A file to convert.
 *
 * @param uri where it is
 * @param length its bytes as stored
 * @param charset name of its charset
 * @param packed whether it is packed with gzip, whatever its name
 * @param returns whether its lines end with a carriage return alone, as of old Macintoshes
 */
record SourceFile(String uri, long length, String charset, boolean packed, boolean returns)
    implements Serializable {

  private static final String GZIP = ".gz";

  /** A file that is packed if its name says so. */
  static SourceFile of(String uri, long length, Charset charset) {
    boolean packed = uri.toLowerCase(Locale.ROOT).endsWith(GZIP);
    return new SourceFile(uri, length, charset.name(), packed, false);
  }

  /** The file's name. */
  String name() {
    return new Path(uri).getName();
  }

  /** The name without {@code .gz} and what follows the last point. */
  String baseName() {
    boolean gzip = name().toLowerCase(Locale.ROOT).endsWith(GZIP);
    String name = gzip ? name().substring(0, name().length() - GZIP.length()) : name();
    int point = name.lastIndexOf('.');
    return point > 0 ? name.substring(0, point) : name;
  }

  SourceFile in(Charset other) {
    return new SourceFile(uri, length, other.name(), packed, returns);
  }

  SourceFile packed(boolean whether) {
    return new SourceFile(uri, length, charset, whether, returns);
  }

  SourceFile endingLinesWithReturns() {
    return new SourceFile(uri, length, charset, packed, true);
  }

  boolean isUtf8() {
    return charset.equals(StandardCharsets.UTF_8.name());
  }

  /** Whether it can only be read from its beginning. */
  boolean isStream() {
    return packed || returns || !isUtf8();
  }

  /**
   * Opens it as UTF-8.
   *
   * @param from bytes of UTF-8 to skip
   */
  InputStream open(Storage storage, long from) throws IOException {
    Path path = new Path(uri);
    FSDataInputStream stored = storage.of(path).open(path);
    try {
      if (!isStream()) {
        stored.seek(from);
        return stored;
      }
      InputStream stream = packed ? gunzip(storage, stored) : stored;
      if (!isUtf8()) {
        stream =
            ReaderInputStream.builder()
                .setReader(new InputStreamReader(stream, Charset.forName(charset)))
                .setCharset(StandardCharsets.UTF_8)
                .get();
      }
      if (returns) {
        stream = new ReturnsAsLineFeeds(stream);
      }
      IOUtils.skipFully(stream, from);
      return stream;
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  /** The first bytes as they are stored. */
  byte[] stored(Storage storage, int most) throws IOException {
    Path path = new Path(uri);
    try (InputStream stream = storage.of(path).open(path)) {
      return stream.readNBytes(most);
    }
  }

  /** Hadoop's codec reads all members of a file; that of the JDK may stop after the first. */
  private static InputStream gunzip(Storage storage, InputStream stored) throws IOException {
    GzipCodec codec = new GzipCodec();
    codec.setConf(storage.configuration());
    return codec.createInputStream(stored);
  }
}
