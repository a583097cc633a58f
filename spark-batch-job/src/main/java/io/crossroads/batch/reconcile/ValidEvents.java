package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.unix_micros;

import io.crossroads.lake.KafkaColumns;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Holds archived rows against what makes an event valid: whatever it breaks was not decoded. */
final class ValidEvents {

  private static final long YEAR_2000 = 946_684_800_000_000L;
  private static final long DAY = 86_400_000_000L;

  private final EventSchema schema;

  ValidEvents(EventSchema schema) {
    this.schema = schema;
  }

  /** Rows that no valid event gives; at most some of them. */
  List<String> findings(Dataset<Row> archived, int most) {
    List<String> findings = new ArrayList<>();
    List<Field> fields = schema.fields();
    Column anyWrong = lit(false);
    for (Field field : fields) {
      anyWrong = anyWrong.or(wrong(field));
    }
    List<Column> shown =
        new ArrayList<>(List.of(col(KafkaColumns.PARTITION), col(KafkaColumns.OFFSET)));
    fields.forEach(field -> shown.add(wrong(field)));
    fields.forEach(field -> shown.add(col(field.name()).cast("string")));
    for (Row row :
        archived.where(anyWrong).select(shown.toArray(Column[]::new)).limit(most).collectAsList()) {
      for (int i = 0; i < fields.size(); i++) {
        if (row.getBoolean(2 + i)) {
          findings.add(
              String.format(
                  Locale.ROOT,
                  "partition %d offset %d is archived with %s '%s', which is not valid",
                  row.getInt(0),
                  row.getLong(1),
                  fields.get(i).name(),
                  row.getString(2 + fields.size() + i)));
        }
      }
    }
    return findings;
  }

  private Column wrong(Field field) {
    Column value = col(field.name());
    Column present = value.isNotNull();
    return (field.required() ? value.isNull() : lit(false))
        .or(present.and(not(isValid(field.type(), value))));
  }

  private static Column isValid(FieldType type, Column value) {
    return type.match(
        text -> isValid(text, value),
        decimal ->
            value.between(
                BigDecimal.valueOf(decimal.min(), decimal.scale()),
                BigDecimal.valueOf(decimal.max(), decimal.scale())),
        whole -> value.between(whole.min(), whole.max()),
        flag -> lit(true),
        date -> lit(true),
        time ->
            unix_micros(value)
                .geq(YEAR_2000)
                .and(
                    unix_micros(value)
                        .leq(unix_micros(col(KafkaColumns.APPEND_TIME)).plus(lit(DAY)))));
  }

  private static Column isValid(FieldType.Text text, Column value) {
    return text.known().isEmpty()
        ? octet_length(value).between(1, text.maxBytes())
        : value.isin(text.known().toArray());
  }
}
