package io.crossroads.pipelines.analysis;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A question that the batch layer answers from everything it holds.
 *
 * @param name unique in its pipeline; the name of the Parquet object and of the serving table
 * @param description one sentence for those who read the answer
 * @param inputs what it reads, at least one; its objects are beside the first
 * @param outputs what its objects in the lake are, at least one; serving has the answer in any case
 * @param sql one Spark SQL query over the views that the inputs name; its columns and order are the
 *     answer's
 */
public record Analysis(
    String name, String description, List<Input> inputs, List<Output> outputs, String sql) {

  /** What an analysis reads. */
  public enum Input {
    /** The events that streaming archived. */
    ARCHIVE,
    /** The records that streaming rejected. */
    REJECTED,
    /** The episodes of the pipeline's alerts, as the store has them. */
    ALERTS,
    /** The rows of historical files. */
    HISTORY;

    /** The view that the query reads. */
    public String view() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the object of an answer is. */
  public enum Output {
    /** A Parquet file. */
    PARQUET,
    /** A CSV file in UTF-8 with a heading, as RFC 4180 has it. */
    CSV;

    /** How the name of the object ends. */
    public String extension() {
      return "." + name().toLowerCase(Locale.ROOT);
    }
  }

  /** An analysis whose answer is a Parquet file. */
  public Analysis(String name, String description, Input input, String sql) {
    this(name, description, List.of(input), List.of(Output.PARQUET), sql);
  }

  /** The same that reads more. */
  public Analysis reading(Input... more) {
    List<Input> all = Stream.concat(inputs.stream(), Stream.of(more)).toList();
    return new Analysis(name, description, all, outputs, sql);
  }

  /** The same as other objects. */
  public Analysis as(Output... objects) {
    return new Analysis(name, description, inputs, List.of(objects), sql);
  }

  public Analysis {
    Objects.requireNonNull(description, "description");
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    if (inputs.isEmpty() || outputs.isEmpty()) {
      throw new IllegalArgumentException(
          "analysis '" + name + "' reads " + inputs + " and gives " + outputs + "; name one each");
    }
    Objects.requireNonNull(sql, "sql");
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "analysis name must be [a-z][a-z0-9_]*, not '" + name + "'");
    }
  }
}
