package io.crossroads.batch.reconcile;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.ToLongFunction;

/** A reconciliation as a table for people, its verdict in the last line. */
final class ReportText {

  private record Figure(String heading, ToLongFunction<PartitionCount> value) {}

  private static final List<Figure> FIGURES =
      List.of(
          new Figure("records", PartitionCount::records),
          new Figure("archived", PartitionCount::archived),
          new Figure("rejected", PartitionCount::rejected),
          new Figure("lost", PartitionCount::lost),
          new Figure("gaps", PartitionCount::gaps),
          new Figure("missing", PartitionCount::missing),
          new Figure("twice", PartitionCount::twice),
          new Figure("unexpected", PartitionCount::unexpected));

  private ReportText() {}

  static String of(Report report) {
    StringJoiner lines = new StringJoiner("\n");
    lines.add(String.format(Locale.ROOT, "%s, topic %s", report.pipeline(), report.topic()));
    StringBuilder heading = new StringBuilder(String.format(Locale.ROOT, "%-12s", "partition"));
    FIGURES.forEach(figure -> heading.append(String.format(Locale.ROOT, "%14s", figure.heading())));
    lines.add(heading);
    boolean oneTopic =
        report.partitions().stream().map(PartitionCount::topicId).distinct().count() <= 1;
    for (PartitionCount partition : report.partitions()) {
      StringBuilder line =
          new StringBuilder(String.format(Locale.ROOT, "%-12d", partition.partition()));
      FIGURES.forEach(figure -> line.append(number(figure.value().applyAsLong(partition))));
      lines.add(oneTopic ? line : line.append("  of topic id ").append(partition.topicId()));
    }
    StringBuilder total = new StringBuilder(String.format(Locale.ROOT, "%-12s", "all"));
    FIGURES.forEach(figure -> total.append(number(report.total(figure.value()))));
    lines.add(total);
    report.examples().forEach(lines::add);
    report.findings().forEach(lines::add);
    lines.add(verdict(report));
    return lines.toString();
  }

  private static String verdict(Report report) {
    long records = report.total(PartitionCount::records);
    return report.exact()
        ? String.format(
            Locale.ROOT,
            "exact: %,d records = %,d archived + %,d rejected",
            records,
            report.total(PartitionCount::archived),
            report.total(PartitionCount::rejected))
        : String.format(
            Locale.ROOT,
            "NOT EXACT: of %,d records %,d are missing, %,d rows are there twice, %,d must not be"
                + " there, and %,d other findings",
            records,
            report.total(PartitionCount::missing),
            report.total(PartitionCount::twice),
            report.total(PartitionCount::unexpected),
            report.findings().size());
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,14d", value);
  }
}
