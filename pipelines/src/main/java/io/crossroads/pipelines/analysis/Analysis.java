package io.crossroads.pipelines.analysis;

import java.util.Objects;

/**
 * A question that the batch layer answers from everything it holds.
 *
 * @param name unique in its pipeline; the name of the Parquet object and of the serving table
 * @param description one sentence for those who read the answer
 * @param input what it reads
 * @param sql one Spark SQL query over the view {@code history} or {@code archive}, as {@code input}
 *     says; its columns and order are the answer's
 */
public record Analysis(String name, String description, Input input, String sql) {

  /** What an analysis reads. */
  public enum Input {
    /** The events that streaming archived. */
    ARCHIVE,
    /** The rows of historical files. */
    HISTORY
  }

  public Analysis {
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(sql, "sql");
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "analysis name must be [a-z][a-z0-9_]*, not '" + name + "'");
    }
  }
}
