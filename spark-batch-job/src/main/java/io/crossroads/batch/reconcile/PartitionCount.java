package io.crossroads.batch.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What became of the offsets of one partition.
 *
 * @param topicId the topic's id; a topic that was recreated has several
 * @param partition the partition's number
 * @param until the offset that all tables have reached; what lies before it is counted here
 * @param archived rows in the archive
 * @param rejected rows in the table of rejected records
 * @param lost offsets without a row whose loss an operator has accepted
 * @param gaps offsets that no record has, such as markers of transactions
 * @param missing offsets without a row that nothing accounts for
 * @param twice rows beyond the first of their offset
 * @param unexpected rows where there must be none: of a gap, of a loss, beyond the table's position
 */
public record PartitionCount(
    String topicId,
    int partition,
    long until,
    long archived,
    long rejected,
    long lost,
    long gaps,
    long missing,
    long twice,
    long unexpected) {

  /** How many records the topic had before {@code until}: archived + rejected, if all is well. */
  @JsonProperty
  public long records() {
    return archived + rejected - twice + missing;
  }

  /** Whether every offset is in exactly one row, or accounted for without one. */
  @JsonProperty
  public boolean exact() {
    return missing == 0 && twice == 0 && unexpected == 0;
  }
}
