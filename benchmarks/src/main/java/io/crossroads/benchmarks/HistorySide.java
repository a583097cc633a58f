package io.crossroads.benchmarks;

import io.crossroads.batch.history.HistoryJob;
import io.crossroads.batch.history.HistoryReport;
import io.crossroads.batch.history.HistorySettings;
import io.crossroads.pipelines.Pipelines;
import java.io.IOException;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One side of {@link HistoryBenchmark}, in a Spark session of its own: converts a file some times,
 * and prints after each the seconds, from the started session to the complete object, and what the
 * object holds.
 */
public final class HistorySide {

  /** What a line of figures begins with. */
  static final String FIGURES = "figures:";

  private HistorySide() {}

  /** Arguments: {@code ours} or {@code theirs}, the CSV file, the output folder, and how often. */
  public static void main(String[] arguments) throws IOException {
    String side = arguments[0];
    String input = arguments[1];
    String output = arguments[2];
    int times = Integer.parseInt(arguments[3]);
    try (SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()) {
      for (int time = 0; time < times; time++) {
        long started = System.nanoTime();
        if (side.equals("ours")) {
          ours(session, input, output);
        } else {
          theirs(session, input, output);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        Row row =
            session
                .read()
                .parquet(output)
                .selectExpr(
                    "count(*)",
                    "sum(vehicles)",
                    "sum(id)",
                    "sum(junction)",
                    "sum(hour(date_time) + 24L * datediff(date_time, DATE '2000-01-01'))")
                .first();
        System.out.printf(Locale.ROOT, "%s %.3f %s%n", FIGURES, seconds, row.mkString(","));
      }
    }
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
