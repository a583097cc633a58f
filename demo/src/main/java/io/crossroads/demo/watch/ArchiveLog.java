package io.crossroads.demo.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the archive says of itself: the sums over the lines that it logs for each batch. */
final class ArchiveLog {

  private static final Pattern BATCH =
      Pattern.compile("batch=\\d+ records=(\\d+) archived=(\\d+) rejected=(\\d+) ");

  private final Path log;

  /**
   * So far.
   *
   * @param batches commits that had records
   * @param archived events
   * @param rejected records that are no events
   */
  record Totals(int batches, long archived, long rejected) {

    static final Totals NONE = new Totals(0, 0, 0);

    /** All records that have become a row. */
    long records() {
      return archived + rejected;
    }

    private Totals plus(Matcher batch) {
      return new Totals(
          batches + (batch.group(1).equals("0") ? 0 : 1),
          archived + Long.parseLong(batch.group(2)),
          rejected + Long.parseLong(batch.group(3)));
    }
  }

  ArchiveLog(Path log) {
    this.log = log;
  }

  Totals totals() {
    Totals totals = Totals.NONE;
    try (BufferedReader lines = Files.newBufferedReader(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher batch = BATCH.matcher(line);
        totals = batch.find() ? totals.plus(batch) : totals;
      }
      return totals;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
