package io.crossroads.demo.watch;

import io.crossroads.demo.watch.LiveNumbers.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a running demo is.
 *
 * @param elapsed since the demo's start
 * @param producing the share of the time to send that is over, 0 to 1
 * @param sent records that the broker has
 * @param archive what the archive has committed
 * @param files Parquet files of the archive
 * @param answer what both layers answer
 * @param now when that was answered; empty when nothing is sent any more
 */
record Status(
    Duration elapsed,
    double producing,
    long sent,
    ArchiveLog.Totals archive,
    long files,
    Answer answer,
    Optional<Instant> now) {

  private static final int BAR = 30;

  /** One line. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%s  sent %,d  archived %,d  rejected %,d  in %d commits, %d Parquet files;"
            + "  answered %,d, %s",
        clock(elapsed),
        sent,
        archive.archived(),
        archive.rejected(),
        archive.batches(),
        files,
        answer.events(),
        layers());
  }

  /** The same with more room. */
  List<String> block() {
    int done = (int) Math.round(BAR * producing);
    return List.of(
        "",
        String.format(
            Locale.ROOT,
            "  %s  %s%s",
            clock(elapsed).strip(),
            "\u2588".repeat(done),
            "\u2591".repeat(BAR - done)),
        String.format(Locale.ROOT, "  sent      %,9d", sent),
        String.format(
            Locale.ROOT,
            "  archived  %,9d   %d commits, %d Parquet files",
            archive.archived(),
            archive.batches(),
            files),
        String.format(Locale.ROOT, "  rejected  %,9d", archive.rejected()),
        String.format(Locale.ROOT, "  answered  %,9d   %s", answer.events(), layers()));
  }

  private String layers() {
    String age =
        now.flatMap(
                time -> answer.freshUntil().map(fresh -> Duration.between(fresh, time).toMillis()))
            .map(millis -> Math.max(0, millis) / 1000.0)
            .map(seconds -> String.format(Locale.ROOT, ", %.1f s old", seconds))
            .orElse("");
    return answer.horizon().map(time -> "horizon " + time).orElse("no horizon yet") + age;
  }

  /** Seconds with one digit, in a column. */
  static String clock(Duration elapsed) {
    return String.format(Locale.ROOT, "%6.1f s", elapsed.toMillis() / 1000.0);
  }
}
