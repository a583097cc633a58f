package io.crossroads.batch.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What became of the records of one partition.
 *
 * @param topicId the topic's id; a topic that was made anew has several
 * @param partition the partition's number
 * @param until the offset that all tables have reached; what lies before it is counted here
 * @param archived rows in the archive
 * @param rejected rows in the table of rejected records
 * @param lost offsets whose loss an operator has accepted
 * @param missing offsets that are neither in a table nor accepted as lost
 * @param twice rows beyond the first of their offset
 */
public record PartitionCount(
    String topicId,
    int partition,
    long until,
    long archived,
    long rejected,
    long lost,
    long missing,
    long twice) {

  /** How many records the topic had before {@code until}: archived + rejected, if all is well. */
  @JsonProperty
  public long records() {
    return archived + rejected - twice + missing;
  }

  /** Whether every offset is in exactly one row, or accepted as lost. */
  @JsonProperty
  public boolean exact() {
    return missing == 0 && twice == 0;
  }
}
