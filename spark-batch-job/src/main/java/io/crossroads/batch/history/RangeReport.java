package io.crossroads.batch.history;

import io.crossroads.batch.csv.ColumnEvidence;
import io.crossroads.batch.rows.RunOrder;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What a task found in a range.
 *
 * @param range the range's index
 * @param start where its first record starts, in bytes
 * @param next where the first record after it starts
 * @param lines physical lines from {@code start} to {@code next}
 * @param records rows and rejected lines
 * @param rows rows
 * @param faults rejected lines by {@code LineFault}, in its order
 * @param evidence of the formats of its columns
 * @param order whether its rows are in order, and where they are
 * @param part its row groups, if they were written in order
 * @param rejected the file with its rejected lines; empty if there are none
 */
record RangeReport(
    int range,
    long start,
    long next,
    long lines,
    long records,
    long rows,
    long[] faults,
    ColumnEvidence evidence,
    RunOrder order,
    WrittenPart part,
    String rejected)
    implements Serializable {

  /** Rejected lines, whatever the fault. */
  long rejectedLines() {
    return Arrays.stream(faults).sum();
  }
}
