package io.crossroads.sql.lake;

import io.crossroads.cli.CommandFailure;
import io.crossroads.sql.Engine;
import io.crossroads.store.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.DecimalType;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.TimestampType;

/**
 * The columns of an Iceberg table in the engine's SQL. Files are read by the columns' ids, as
 * Iceberg demands: a file that is older than a column, or than its name, is read right.
 */
record TableColumns(Schema schema) {

  /** A query for no rows. */
  String nothing() {
    return schema.columns().stream()
        .map(column -> "null::" + type(column) + " as " + Sql.quoted(column.name()))
        .collect(Collectors.joining(", ", "select ", " where false"));
  }

  /** A query for the rows of data files. */
  String read(List<Path> files) {
    List<String> names = schema.columns().stream().map(NestedField::name).toList();
    return String.format(
        Locale.ROOT,
        "select %s from read_parquet(%s, schema = map {%s}, hive_partitioning = false)",
        Sql.list(names),
        Patterns.list(files),
        schema.columns().stream().map(TableColumns::declaration).collect(Collectors.joining(", ")));
  }

  private static String declaration(NestedField column) {
    return String.format(
        Locale.ROOT,
        "%d: {name: %s, type: '%s', default_value: null}",
        column.fieldId(),
        Engine.literal(column.name()),
        type(column));
  }

  private static String type(NestedField column) {
    Type type = column.type();
    return switch (type.typeId()) {
      case BOOLEAN -> "boolean";
      case INTEGER -> "integer";
      case LONG -> "bigint";
      case FLOAT -> "float";
      case DOUBLE -> "double";
      case DATE -> "date";
      case TIME -> "time";
      case STRING -> "varchar";
      case UUID -> "uuid";
      case FIXED, BINARY -> "blob";
      case TIMESTAMP -> ((TimestampType) type).shouldAdjustToUTC() ? "timestamptz" : "timestamp";
      case DECIMAL -> {
        DecimalType decimal = (DecimalType) type;
        yield String.format(Locale.ROOT, "decimal(%d, %d)", decimal.precision(), decimal.scale());
      }
      case TIMESTAMP_NANO, STRUCT, LIST, MAP, VARIANT, GEOMETRY, GEOGRAPHY, UNKNOWN ->
          throw new CommandFailure(
              "column " + column.name() + " is a " + type + ", which is not read here: ask Spark");
    };
  }
}
