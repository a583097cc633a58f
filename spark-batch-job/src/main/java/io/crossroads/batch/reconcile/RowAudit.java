package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.crossroads.lake.KafkaColumns;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.store.EventRows;
import io.crossroads.store.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Holds the rows in PostgreSQL against the archive, each partition by itself: how many there are,
 * the sum of their offsets, and of each column how many values and their sum; of texts the sum of
 * their lengths in bytes. What was dropped on purpose is left out on both sides.
 */
final class RowAudit {

  private static final String ROWS = "rows";

  private final Connection connection;
  private final EventRows table;
  private final List<Field> fields;

  RowAudit(Connection connection, Pipeline pipeline, EventRows table) {
    this.connection = connection;
    this.table = table;
    this.fields = pipeline.schema().columns();
  }

  /**
   * What does not fit together.
   *
   * @param archived the archived events of the topic
   * @param position up to where both have taken in the topic
   */
  List<String> findings(Dataset<Row> archived, Position position) throws SQLException {
    Instant floor = table.floor(connection);
    Map<Integer, Map<String, BigDecimal>> right = expected(archived, position, floor);
    Map<Integer, Map<String, BigDecimal>> stored = stored(position, floor);
    List<String> findings = new ArrayList<>();
    for (int partition : position.partitions().keySet()) {
      Map<String, BigDecimal> wanted = right.getOrDefault(partition, Map.of());
      Map<String, BigDecimal> found = stored.getOrDefault(partition, Map.of());
      names()
          .filter(name -> differ(wanted.get(name), found.get(name)))
          .forEach(
              name ->
                  findings.add(
                      String.format(
                          Locale.ROOT,
                          "partition %d: %s of table %s is %s, the archive says %s",
                          partition,
                          name,
                          table.name(),
                          found.get(name),
                          wanted.get(name))));
    }
    return findings;
  }

  private static boolean differ(BigDecimal one, BigDecimal other) {
    BigDecimal first = one == null ? BigDecimal.ZERO : one;
    return first.compareTo(other == null ? BigDecimal.ZERO : other) != 0;
  }

  private Stream<String> names() {
    List<String> names = new ArrayList<>(List.of(ROWS, "sum of kafka_offset"));
    fields.forEach(
        field -> {
          names.add("count of " + field.name());
          names.add("sum of " + field.name());
        });
    return names.stream();
  }

  private Map<Integer, Map<String, BigDecimal>> expected(
      Dataset<Row> archived, Position position, Instant floor) {
    List<Column> sums = new ArrayList<>();
    sums.add(sum(col(KafkaColumns.OFFSET).cast("decimal(38,0)")));
    for (Field field : fields) {
      sums.add(count(col(field.name())).cast("decimal(38,0)"));
      sums.add(sum(expr(inSpark(field))));
    }
    List<Row> rows =
        archived
            .where(OffsetFilter.before(position))
            .where(col(KafkaColumns.APPEND_TIME).geq(lit(Timestamp.from(floor))))
            .groupBy(KafkaColumns.PARTITION)
            .agg(count(lit(1)).cast("decimal(38,0)"), sums.toArray(Column[]::new))
            .collectAsList();
    Map<Integer, Map<String, BigDecimal>> byPartition = new TreeMap<>();
    for (Row row : rows) {
      Map<String, BigDecimal> values = new LinkedHashMap<>();
      int[] column = {1};
      names().forEach(name -> values.put(name, row.getDecimal(column[0]++)));
      byPartition.put(row.getInt(0), values);
    }
    return byPartition;
  }

  private static String inSpark(Field field) {
    String name = "`" + field.name() + "`";
    String value =
        field
            .type()
            .match(
                text -> "octet_length(replace(" + name + ", char(0), '\uFFFD'))",
                decimal -> name,
                whole -> name,
                flag -> "int(" + name + ")",
                date -> "unix_date(" + name + ")",
                time -> "unix_micros(" + name + ")");
    return "cast(" + value + " as decimal(38," + field.type().scale() + "))";
  }

  private static String inPostgres(Field field) {
    String name = Sql.quoted(field.name());
    return field
        .type()
        .match(
            text -> "octet_length(" + name + ")",
            decimal -> name,
            whole -> name,
            flag -> name + "::int",
            date -> name + " - date '1970-01-01'",
            time -> "(extract(epoch from " + name + ") * 1000000)::bigint");
  }

  private Map<Integer, Map<String, BigDecimal>> stored(Position position, Instant floor)
      throws SQLException {
    StringBuilder sums = new StringBuilder("kafka_partition, count(*), sum(kafka_offset)");
    for (Field field : fields) {
      sums.append(", count(").append(Sql.quoted(field.name())).append(')');
      sums.append(", sum(").append(inPostgres(field)).append(')');
    }
    Map<Integer, Map<String, BigDecimal>> byPartition = new TreeMap<>();
    for (int partition : position.partitions().keySet()) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              String.format(
                  Locale.ROOT,
                  "select %s from %s where kafka_topic_id = ? and kafka_partition = ?"
                      + " and kafka_offset < ? and append_time >= ? group by kafka_partition",
                  sums,
                  Sql.quoted(table.name())))) {
        statement.setString(1, position.topicId());
        statement.setInt(2, partition);
        statement.setLong(3, position.nextOffset(partition));
        statement.setObject(4, floor.atOffset(ZoneOffset.UTC));
        try (ResultSet row = statement.executeQuery()) {
          if (row.next()) {
            Map<String, BigDecimal> values = new LinkedHashMap<>();
            int column = 2;
            for (String name : names().toList()) {
              values.put(name, row.getBigDecimal(column++));
            }
            byPartition.put(partition, values);
          }
        }
      }
    }
    return byPartition;
  }
}
