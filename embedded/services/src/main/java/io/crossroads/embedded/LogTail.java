package io.crossroads.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the end of a log, however long the log is. */
public final class LogTail {

  private static final int LINE_ESTIMATE_BYTES = 2_000;

  private LogTail() {}

  /** The last lines of a file, at most as many as asked for; none if there is no file. */
  public static List<String> lines(Path log, int count) {
    if (!Files.exists(log)) {
      return List.of();
    }
    long from = Math.max(0, size(log) - (long) count * LINE_ESTIMATE_BYTES);
    List<String> lines = since(log, from).lines().toList();
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }

  /** The bytes of a file; 0 if there is none. */
  static long size(Path log) {
    return log.toFile().length();
  }

  /** What a file holds from a byte on. */
  static String since(Path log, long position) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(position);
      byte[] bytes = new byte[Math.toIntExact(Math.max(0, file.length() - position))];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
