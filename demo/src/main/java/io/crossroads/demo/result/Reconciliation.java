package io.crossroads.demo.result;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What {@code reconcile} found in the tables, counted row by row.
 *
 * @param partitions every partition of the topic
 * @param byEntity archived events by sensor
 * @param byReason rejected records by reason and field
 * @param rows the newest archived events, by column
 * @param archive the file that describes the archive, as a URI
 * @param rejected the same of the rejected records
 * @param exact whether each offset is in one row
 * @param cells the comparison of merged answers with the archive
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Reconciliation(
    List<Partition> partitions,
    Map<String, Long> byEntity,
    Map<String, Long> byReason,
    List<Map<String, String>> rows,
    String archive,
    String rejected,
    boolean exact,
    Cells cells) {

  /** How many offsets of a partition are in which state. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Partition(long archived, long rejected, long missing, long twice) {}

  /**
   * How many groups and windows were compared, and how many are not the same.
   *
   * @param records how many records they are out of, rejected ones among them
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Cells(long records, long cells, long differ) {}

  /** The sum of a figure over all partitions. */
  public long total(ToLongFunction<Partition> figure) {
    return partitions.stream().mapToLong(figure).sum();
  }
}
