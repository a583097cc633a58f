package io.crossroads.batch.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What a reconciliation found, of one moment of each table.
 *
 * @param pipeline the pipeline's name
 * @param topic the topic's name
 * @param partitions every partition that a table has rows or a position of
 * @param examples offsets that are missing, there twice or unexpected; some of them, for people
 * @param findings whatever else does not fit together; some of it, for people
 * @param byEntity archived rows by entity, such as the sensor; all that the archive holds. Empty if
 *     events are of none
 * @param byReason rejected records by reason and field; all that the table holds
 * @param rows the newest archived rows, by column
 * @param archive the file that describes the archive, for readers without a catalog
 * @param rejected the same of the table of rejected records
 */
public record Report(
    String pipeline,
    String topic,
    List<PartitionCount> partitions,
    List<String> examples,
    List<String> findings,
    Map<String, Long> byEntity,
    Map<String, Long> byReason,
    List<Map<String, String>> rows,
    String archive,
    String rejected) {

  /** Whether every offset is in exactly one row or accounted for, and all fits together. */
  @JsonProperty
  public boolean exact() {
    return findings.isEmpty() && partitions.stream().allMatch(PartitionCount::exact);
  }

  /** The sum of a figure over all partitions. */
  public long total(ToLongFunction<PartitionCount> figure) {
    return partitions.stream().mapToLong(figure).sum();
  }
}
