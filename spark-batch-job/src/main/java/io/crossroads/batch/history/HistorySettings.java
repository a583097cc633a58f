package io.crossroads.batch.history;

import io.crossroads.batch.number.NumberStyle;
import io.crossroads.batch.time.TimeFormat;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * How historical files are converted.
 *
 * @param input a folder or a file, as a path or URI of any Hadoop file system
 * @param output the folder for the Parquet objects, likewise
 * @param formats the formats that times may have; empty to recognise them
 * @param numberStyle how numbers are written; empty to recognise it
 * @param rejectedShare how many rejected lines a file may have
 * @param charset of the files; those that begin with a mark of UTF-16 are read as such anyway
 * @param rangeBytes about how much of a file a task reads, at least 1
 */
public record HistorySettings(
    String input,
    String output,
    List<TimeFormat> formats,
    Optional<NumberStyle> numberStyle,
    RejectedShare rejectedShare,
    Charset charset,
    long rangeBytes) {

  /** Large enough that a task's start does not count, small enough for many tasks in a file. */
  public static final long RANGE_BYTES = 32L << 20;

  public HistorySettings {
    formats = List.copyOf(formats);
    if (rangeBytes < 1) {
      throw new IllegalArgumentException("a range has at least 1 byte, not " + rangeBytes);
    }
  }

  /** Recognises formats, and reads UTF-8. */
  public static HistorySettings of(String input, String output) {
    return new HistorySettings(
        input,
        output,
        List.of(),
        Optional.empty(),
        RejectedShare.DEFAULT,
        StandardCharsets.UTF_8,
        RANGE_BYTES);
  }
}
