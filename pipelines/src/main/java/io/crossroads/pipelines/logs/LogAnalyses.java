package io.crossroads.pipelines.logs;

import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.analysis.Analysis.Input;
import io.crossroads.pipelines.analysis.Analysis.Output;
import java.util.List;
import java.util.Locale;

/** What the batch layer answers about requests, from everything that streaming archived. */
final class LogAnalyses {

  private LogAnalyses() {}

  static List<Analysis> all() {
    return List.of(
        figuresBy("kpi_by_host", "each host over everything that the archive has", "host"),
        figuresBy("kpi_by_hour", "each hour in UTC over all hosts", "dt, hour"),
        topPaths());
  }

  private static Analysis figuresBy(String name, String of, String columns) {
    return new Analysis(
        name,
        "Requests of "
            + of
            + ": errors (status 500 and over) and their share of requests from 0 to 1, client"
            + " errors (400 to 499), bytes sent, mean, exact 95th percentile and greatest time to"
            + " answer in ms (empty where no request tells its time), and distinct addresses",
        Input.ARCHIVE,
        String.format(
            Locale.ROOT,
            """
            SELECT %1$s,
                   count(*) AS requests,
                   count_if(status >= 500) AS errors,
                   count_if(status >= 500) / count(*) AS error_share,
                   count_if(status BETWEEN 400 AND 499) AS client_errors,
                   coalesce(sum(bytes), 0) AS bytes,
                   CAST(sum(rt_ms) AS DOUBLE) / count(rt_ms) AS rt_ms_mean,
                   percentile(rt_ms, 0.95) AS rt_ms_p95,
                   max(rt_ms) AS rt_ms_max,
                   count(DISTINCT ip) AS distinct_ip
            FROM archive
            GROUP BY %1$s
            ORDER BY %1$s
            """,
            columns));
  }

  private static Analysis topPaths() {
    return new Analysis(
            "top_paths",
            "The 100 paths with the most requests, of equal ones the first by its bytes: requests,"
                + " errors (status 500 and over) and mean time to answer in ms (empty where no request"
                + " tells its time); requests without a path do not count",
            Input.ARCHIVE,
            """
        SELECT path,
               count(*) AS requests,
               count_if(status >= 500) AS errors,
               CAST(sum(rt_ms) AS DOUBLE) / count(rt_ms) AS rt_ms_mean
        FROM archive
        WHERE path IS NOT NULL
        GROUP BY path
        ORDER BY requests DESC, path
        LIMIT 100
        """)
        .as(Output.PARQUET, Output.CSV);
  }
}
