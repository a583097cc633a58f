package io.crossroads.store;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.speed.RawRow;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.RowTable;
import io.crossroads.pipelines.schema.Field;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table that has a pipeline's events as rows, divided by the UTC day of append time. A row is
 * told from all others by topic, partition and offset; its append time follows from these, so that
 * it may stand in the unique key, as PostgreSQL asks of a table that is divided by it.
 */
public final class EventRows {

  /** When the broker appended the record. */
  public static final String APPEND_TIME = "append_time";

  private static final List<String> RECORD =
      List.of(APPEND_TIME, "kafka_topic_id", "kafka_partition", "kafka_offset");

  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  private final RowTable table;
  private final List<Field> fields;

  private EventRows(RowTable table, List<Field> fields) {
    this.table = table;
    this.fields = fields;
  }

  /** The table that a pipeline declares, if it does. */
  public static Optional<EventRows> of(Pipeline pipeline) {
    return pipeline.rows().map(table -> new EventRows(table, pipeline.schema().columns()));
  }

  /** Its name. */
  public String name() {
    return table.name();
  }

  /** Creates it if there is none, and adds columns that it lacks. */
  void ensure(Connection connection) throws SQLException {
    String columns =
        fields.stream().map(field -> column(field) + ", ").collect(Collectors.joining());
    execute(
        connection,
        String.format(
            Locale.ROOT,
            "create table if not exists %s (%s%s timestamptz not null, kafka_topic_id text not null,"
                + " kafka_partition integer not null, kafka_offset bigint not null, unique (%s))"
                + " partition by range (%s)",
            Sql.quoted(name()),
            columns,
            APPEND_TIME,
            Sql.list(RECORD),
            APPEND_TIME));
    for (Field field : fields) {
      execute(
          connection,
          String.format(
              Locale.ROOT,
              "alter table %s add column if not exists %s",
              Sql.quoted(name()),
              column(field)));
    }
  }

  private static String column(Field field) {
    return Sql.quoted(field.name()) + " " + ColumnType.of(field.type()).sql();
  }

  /** Adds rows, all but those that are older than what has been dropped. */
  void write(Connection connection, String topicId, List<RawRow> rows) throws SQLException {
    Instant floor = floor(connection);
    List<RawRow> kept =
        rows.stream()
            .filter(row -> !EpochMicros.instant(row.appendTimeMicros()).isBefore(floor))
            .toList();
    if (kept.isEmpty()) {
      return;
    }
    Set<LocalDate> days = new TreeSet<>();
    kept.forEach(row -> days.add(day(EpochMicros.instant(row.appendTimeMicros()))));
    for (LocalDate day : days) {
      ensureDay(connection, day);
    }
    List<String> columns =
        Stream.concat(fields.stream().map(Field::name), RECORD.stream()).toList();
    try (CopyLines copy =
        new CopyLines(
            connection,
            String.format(Locale.ROOT, "%s (%s)", Sql.quoted(name()), Sql.list(columns)))) {
      for (RawRow row : kept) {
        List<Object> values = new ArrayList<>(row.values());
        values.replaceAll(value -> value instanceof String text ? Json.storable(text) : value);
        values.add(EpochMicros.instant(row.appendTimeMicros()));
        values.add(topicId);
        values.add(row.partition());
        values.add(row.offset());
        copy.row(values);
      }
      copy.finish();
    }
  }

  /** Before this append time rows have been dropped; long ago if none have. */
  public Instant floor(Connection connection) throws SQLException {
    return Retention.floor(connection, name());
  }

  /** Drops whole days, and writes down up to which append time. */
  void dropExpired(Connection connection, Instant now) throws SQLException {
    LocalDate first = day(now.minus(table.kept()));
    List<String> expired = daysBefore(connection, first);
    if (expired.isEmpty()) {
      return;
    }
    // Who reads the table is waited for, but not for long: the next look tries again.
    execute(connection, "set local lock_timeout = '2s'");
    for (String day : expired) {
      execute(connection, "drop table " + Sql.quoted(day));
    }
    Retention.write(connection, name(), first.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  private List<String> daysBefore(Connection connection, LocalDate first) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                + " where i.inhparent = to_regclass(?) and c.relname < ? order by 1")) {
      statement.setString(1, StoreSettings.SCHEMA + "." + Sql.quoted(name()));
      statement.setString(2, partition(first));
      List<String> days = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          days.add(rows.getString(1));
        }
      }
      return days;
    }
  }

  private void ensureDay(Connection connection, LocalDate day) throws SQLException {
    execute(
        connection,
        String.format(
            Locale.ROOT,
            "create table if not exists %s partition of %s for values from ('%s 00:00:00+00') to ('%s 00:00:00+00')",
            Sql.quoted(partition(day)),
            Sql.quoted(name()),
            day,
            day.plusDays(1)));
  }

  private String partition(LocalDate day) {
    return name() + "_" + DAY.format(day);
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
