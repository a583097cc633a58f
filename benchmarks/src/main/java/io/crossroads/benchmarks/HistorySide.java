package io.crossroads.benchmarks;

import io.crossroads.batch.history.HistoryJob;
import io.crossroads.batch.history.HistoryReport;
import io.crossroads.batch.history.HistorySettings;
import io.crossroads.pipelines.Pipelines;
import java.io.IOException;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/**
 * One side of {@link HistoryBenchmark}, in a Spark session of its own: converts a file some times,
 * and prints after each the seconds, from the started session to the complete object, and what the
 * object holds; or only the latter of what another program wrote.
 */
public final class HistorySide {

  private HistorySide() {}

  /**
   * Arguments: {@code ours} or {@code theirs}, the CSV file, the output folder, and how often; or
   * {@code check} and what to read.
   */
  public static void main(String[] arguments) throws IOException {
    String side = arguments[0];
    String input = arguments[1];
    try (SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()) {
      if (side.equals("check")) {
        System.out.println(SideProcess.FIGURES + contents(session, input));
        return;
      }
      String output = arguments[2];
      for (int time = 0; time < Integer.parseInt(arguments[3]); time++) {
        long started = System.nanoTime();
        if (side.equals("ours")) {
          ours(session, input, output);
        } else {
          theirs(session, input, output);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
            Locale.ROOT, "%s%.3f %s%n", SideProcess.FIGURES, seconds, contents(session, output));
      }
    }
  }

  private static String contents(SparkSession session, String output) {
    return session
        .read()
        .parquet(output)
        .selectExpr(
            "count(*)",
            "sum(vehicles)",
            "sum(id)",
            "sum(junction)",
            "sum(hour(date_time) + 24L * datediff(date_time, DATE '2000-01-01'))")
        .first()
        .mkString(",");
  }

  private static void ours(SparkSession session, String input, String output) throws IOException {
    HistoryReport report =
        new HistoryJob(
                session, Pipelines.named("traffic"), HistorySettings.of(input, output), file -> {})
            .run();
    if (!report.failures().isEmpty()) {
      throw new IllegalStateException(report.failures().toString());
    }
  }

  /** The usual way to one file with typed columns; it does not sort. */
  private static void theirs(SparkSession session, String input, String output) {
    session
        .read()
        .option("header", true)
        .schema("date_time TIMESTAMP, junction INT, vehicles INT, id LONG")
        .csv(input)
        .coalesce(1)
        .write()
        .mode("overwrite")
        .option("compression", "zstd")
        .parquet(output);
  }
}
