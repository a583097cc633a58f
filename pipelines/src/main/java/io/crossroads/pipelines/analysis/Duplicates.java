package io.crossroads.pipelines.analysis;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The analysis of events that were sent more than once, by the fields that identify them. */
public final class Duplicates {

  /** Its name, in every pipeline. */
  public static final String NAME = "duplicates";

  private Duplicates() {}

  /**
   * The analysis of a pipeline.
   *
   * @param fields two events with the same values of these are one that was sent twice
   */
  public static Analysis of(List<String> fields) {
    String columns = fields.stream().map(Duplicates::quoted).collect(Collectors.joining(", "));
    return new Analysis(
        NAME,
        "Events of the same "
            + String.join(", ", fields)
            + " that are there more than once: how often, and where the first and the last is",
        Analysis.Input.ARCHIVE,
        String.format(
            Locale.ROOT,
            """
            SELECT %1$s,
                   times,
                   first.append_time AS first_append_time,
                   first.kafka_topic_id AS first_topic_id,
                   first.kafka_partition AS first_partition,
                   first.kafka_offset AS first_offset,
                   last.append_time AS last_append_time,
                   last.kafka_topic_id AS last_topic_id,
                   last.kafka_partition AS last_partition,
                   last.kafka_offset AS last_offset
            FROM (
              SELECT %1$s,
                     count(*) AS times,
                     min(struct(append_time, kafka_topic_id, kafka_partition, kafka_offset)) AS first,
                     max(struct(append_time, kafka_topic_id, kafka_partition, kafka_offset)) AS last
              FROM archive
              GROUP BY %1$s)
            WHERE times > 1
            ORDER BY %1$s
            """,
            columns));
  }

  private static String quoted(String field) {
    return "`" + field + "`";
  }
}
