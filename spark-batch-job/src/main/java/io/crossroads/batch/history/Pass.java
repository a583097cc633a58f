package io.crossroads.batch.history;

import io.crossroads.batch.csv.ColumnEvidence;
import io.crossroads.batch.csv.LineFault;
import io.crossroads.batch.rows.RunOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one pass over all ranges of a file gave.
 *
 * @param reports one of each range, in order
 * @param parts the row groups, in the order of their rows
 */
record Pass(List<RangeReport> reports, List<WrittenPart> parts) {

  Pass {
    reports = reports.stream().sorted(Comparator.comparingInt(RangeReport::range)).toList();
    parts = parts.stream().filter(part -> !part.groups().isEmpty()).toList();
  }

  /** The ranges that did not start where the range before ended, and where they should have. */
  List<ByteRange> wrongStarts(List<ByteRange> ranges) {
    List<ByteRange> wrong = new ArrayList<>();
    for (int range = 1; range < reports.size(); range++) {
      long expected = reports.get(range - 1).next();
      if (reports.get(range).start() != expected) {
        wrong.add(ranges.get(range).startingAt(expected));
      }
    }
    return wrong;
  }

  /** The ranges with their starts known. */
  List<ByteRange> exact(List<ByteRange> ranges) {
    return ranges.stream()
        .map(range -> range.startingAt(reports.get(range.index()).start()))
        .toList();
  }

  /** Evidence of the formats of the columns. */
  ColumnEvidence evidence() {
    ColumnEvidence first = reports.get(0).evidence();
    ColumnEvidence sum = new ColumnEvidence(first.times().size(), first.numbers().size());
    reports.forEach(report -> sum.add(report.evidence()));
    return sum;
  }

  /** The order of all rows. */
  RunOrder order() {
    RunOrder order = new RunOrder();
    reports.forEach(report -> order.add(report.order()));
    return order;
  }

  long rows() {
    return reports.stream().mapToLong(RangeReport::rows).sum();
  }

  long records() {
    return reports.stream().mapToLong(RangeReport::records).sum();
  }

  /** Rejected lines by fault; only faults that there are. */
  Map<LineFault, Long> faults() {
    Map<LineFault, Long> sums = new EnumMap<>(LineFault.class);
    for (RangeReport report : reports) {
      for (LineFault fault : LineFault.values()) {
        long count = report.faults()[fault.ordinal()];
        if (count > 0) {
          sums.merge(fault, count, Long::sum);
        }
      }
    }
    return sums;
  }
}
