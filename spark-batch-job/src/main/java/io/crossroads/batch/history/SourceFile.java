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
 */
record SourceFile(String uri, long length, String charset) implements Serializable {

  private static final String GZIP = ".gz";

  /** The file's name. */
  String name() {
    return new Path(uri).getName();
  }

  /** The name without {@code .gz} and what follows the last point. */
  String baseName() {
    String name = isGzip() ? name().substring(0, name().length() - GZIP.length()) : name();
    int point = name.lastIndexOf('.');
    return point > 0 ? name.substring(0, point) : name;
  }

  SourceFile in(Charset other) {
    return new SourceFile(uri, length, other.name());
  }

  boolean isUtf8() {
    return charset.equals(StandardCharsets.UTF_8.name());
  }

  /** Whether it can only be read from its beginning. */
  boolean isStream() {
    return isGzip() || !isUtf8();
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
      InputStream stream = isGzip() ? gunzip(storage, stored) : stored;
      if (!isUtf8()) {
        stream =
            ReaderInputStream.builder()
                .setReader(new InputStreamReader(stream, Charset.forName(charset)))
                .setCharset(StandardCharsets.UTF_8)
                .get();
      }
      IOUtils.skipFully(stream, from);
      return stream;
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  private boolean isGzip() {
    return name().toLowerCase(Locale.ROOT).endsWith(GZIP);
  }

  /** Hadoop's codec reads all members of a file; that of the JDK may stop after the first. */
  private static InputStream gunzip(Storage storage, InputStream stored) throws IOException {
    GzipCodec codec = new GzipCodec();
    codec.setConf(storage.configuration());
    return codec.createInputStream(stored);
  }
}
