package io.crossroads.streaming.files;

import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.KafkaColumns;
import io.crossroads.pipelines.schema.EventSchema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.Table;

/** Reads a table's folders off its partition spec. */
final class TableParts {

  private TableParts() {}

  /**
   * The levels of the folders, outermost first. They keep state: one list for each thread.
   *
   * @throws CommandFailure if the table is divided by something else than days and values
   */
  static List<KeyPart> of(Table table, EventSchema events) {
    return table.spec().fields().stream().map(field -> part(table, field, events)).toList();
  }

  private static KeyPart part(Table table, PartitionField field, EventSchema events) {
    String column = table.schema().findColumnName(field.sourceId());
    boolean day = field.transform().toString().equals("day");
    if (day && column.equals(KafkaColumns.APPEND_TIME)) {
      return KeyPart.dayOfAppending();
    }
    int index = events.indexOf(column);
    if (day) {
      return KeyPart.dayOfEvent(index);
    }
    if (field.transform().isIdentity()) {
      Optional<KeyPart> value =
          events
              .columns()
              .get(index)
              .type()
              .match(
                  text -> Optional.of(KeyPart.text(index)),
                  decimal -> Optional.empty(),
                  whole -> Optional.of(KeyPart.whole(index)),
                  flag -> Optional.empty(),
                  date -> Optional.of(KeyPart.date(index)),
                  time -> Optional.empty());
      if (value.isPresent()) {
        return value.get();
      }
    }
    throw new CommandFailure(
        String.format(
            Locale.ROOT,
            "table %s is divided by %s of %s; only days of times, and values of texts, dates and whole numbers can be written",
            table.name(),
            field.transform(),
            column));
  }
}
