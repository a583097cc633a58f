package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.batch.archive.TableSnapshot;
import io.crossroads.lake.KafkaColumns;
import io.crossroads.lake.rollup.ConditionColumns;
import io.crossroads.layers.position.Loss;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.ArchiveLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Holds the copies of an archive against it: each has the rows that it declares, once. */
final class CopyAudit {

  private final ArchivedPipeline archived;
  private final TableSnapshot archive;

  /** An audit of the copies as they are now, against an archive of a moment not later. */
  CopyAudit(ArchivedPipeline archived, TableSnapshot archive) {
    this.archived = archived;
    this.archive = archive;
  }

  /** What does not fit together; some of it. */
  List<String> findings(int most) {
    List<String> findings = new ArrayList<>();
    for (ArchiveLayout.Copy copy : archived.pipeline().archive().copies()) {
      TableIdentifier name = archived.names().copy(copy);
      archived
          .catalog()
          .find(name)
          .map(table -> new TableSnapshot(name, table))
          .filter(table -> table.position().isPresent())
          .ifPresentOrElse(
              table -> findings.addAll(compare(copy, table, most)),
              () -> findings.add("copy " + name + " holds nothing yet, not even its position"));
    }
    return findings;
  }

  private List<String> compare(ArchiveLayout.Copy copy, TableSnapshot table, int most) {
    Position position =
        Position.smallest(
            List.of(
                archive.requirePosition(archived.pipeline()),
                table.requirePosition(archived.pipeline())));
    Column both =
        col(KafkaColumns.TOPIC_ID)
            .equalTo(position.topicId())
            .and(OffsetFilter.before(position))
            .and(not(lost(table)));
    Column[] columns =
        archived.pipeline().schema().columns().stream()
            .map(field -> col(field.name()))
            .toArray(Column[]::new);
    Dataset<Row> expected =
        archive
            .rows(archived.spark())
            .where(both)
            .where(ConditionColumns.of(copy.where(), archived.pipeline().schema()));
    Dataset<Row> found = table.rows(archived.spark()).where(both);
    List<String> findings = new ArrayList<>();
    add(findings, expected, found, columns, "copy %s lacks partition %d offset %d", table, most);
    add(
        findings,
        found,
        expected,
        columns,
        "copy %s has partition %d offset %d, which the archive does not give it",
        table,
        most);
    return findings;
  }

  private static void add(
      List<String> findings,
      Dataset<Row> rows,
      Dataset<Row> others,
      Column[] columns,
      String finding,
      TableSnapshot table,
      int most) {
    withRecord(rows, columns)
        .exceptAll(withRecord(others, columns))
        .limit(most)
        .collectAsList()
        .stream()
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    finding,
                    table.name(),
                    row.<Integer>getAs(KafkaColumns.PARTITION),
                    row.<Long>getAs(KafkaColumns.OFFSET)))
        .forEach(findings::add);
  }

  private static Dataset<Row> withRecord(Dataset<Row> rows, Column[] columns) {
    List<Column> all = new ArrayList<>(List.of(columns));
    all.add(col(KafkaColumns.PARTITION));
    all.add(col(KafkaColumns.OFFSET));
    all.add(col(KafkaColumns.APPEND_TIME));
    return rows.select(all.toArray(Column[]::new));
  }

  /** What the broker had deleted before the copy was begun. */
  private static Column lost(TableSnapshot table) {
    Column lost = lit(false);
    for (Loss loss : table.losses()) {
      if (loss.isOf(table.name().toString())) {
        lost =
            lost.or(
                col(KafkaColumns.TOPIC_ID)
                    .equalTo(loss.topicId())
                    .and(col(KafkaColumns.PARTITION).equalTo(loss.partition()))
                    .and(col(KafkaColumns.OFFSET).geq(loss.from()))
                    .and(col(KafkaColumns.OFFSET).lt(loss.until())));
      }
    }
    return lost;
  }
}
