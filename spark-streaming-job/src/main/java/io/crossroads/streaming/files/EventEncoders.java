package io.crossroads.streaming.files;

import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import io.crossroads.streaming.source.TopicRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;
import org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Encoders of the columns of a table of events. */
final class EventEncoders {

  private final EventSchema schema;
  private final String topicId;
  private final Map<String, Integer> indexes = new HashMap<>();

  EventEncoders(EventSchema schema, String topicId) {
    this.schema = schema;
    this.topicId = topicId;
    List<Field> columns = schema.columns();
    for (int index = 0; index < columns.size(); index++) {
      indexes.put(columns.get(index).name(), index);
    }
  }

  /** The encoder of a column. One that the pipeline no longer knows is always null. */
  ColumnEncoder of(ColumnDescriptor column) {
    return KafkaEncoders.of(column, topicId).orElseGet(() -> ofEvent(column));
  }

  private ColumnEncoder ofEvent(ColumnDescriptor column) {
    Integer index = indexes.get(column.getPath()[0]);
    if (index == null) {
      return new Forgotten(column);
    }
    FieldType type = schema.columns().get(index).type();
    return type.match(
        text -> new Text(column, index, text.known().size()),
        decimal -> whole(column, index),
        whole -> whole(column, index),
        flag -> new Flag(column, index),
        date -> whole(column, index),
        time -> whole(column, index));
  }

  private static ColumnEncoder whole(ColumnDescriptor column, int index) {
    return column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT32
        ? new Int32(column, index)
        : new Int64(column, index);
  }

  private static final class Forgotten extends ColumnEncoder {
    Forgotten(ColumnDescriptor column) {
      super(column);
    }

    @Override
    void write(TopicRecord record) {
      putNull();
    }
  }

  /** A text; those of a closed list are made into values once a file. */
  private static final class Text extends ColumnEncoder {
    private final int index;
    private final Binary[] known;

    Text(ColumnDescriptor column, int index, int known) {
      super(column);
      this.index = index;
      this.known = new Binary[known];
    }

    @Override
    void write(TopicRecord record) {
      if (!record.event.has(index)) {
        putNull();
        return;
      }
      int place = (int) record.event.number(index);
      if (place < 0) {
        put(
            Binary.fromReusedByteArray(
                record.event.textBytes(index),
                record.event.textOffset(index),
                record.event.textLength(index)));
        return;
      }
      Binary value = known[place];
      if (value == null) {
        value =
            Binary.fromConstantByteArray(record.event.text(index).getBytes(StandardCharsets.UTF_8));
        known[place] = value;
      }
      put(value);
    }
  }

  private static final class Flag extends ColumnEncoder {
    private final int index;

    Flag(ColumnDescriptor column, int index) {
      super(column);
      this.index = index;
    }

    @Override
    void write(TopicRecord record) {
      if (record.event.has(index)) {
        put(record.event.number(index) != 0);
      } else {
        putNull();
      }
    }
  }

  private static final class Int32 extends ColumnEncoder {
    private final int index;

    Int32(ColumnDescriptor column, int index) {
      super(column);
      this.index = index;
    }

    @Override
    void write(TopicRecord record) {
      if (record.event.has(index)) {
        put((int) record.event.number(index));
      } else {
        putNull();
      }
    }
  }

  private static final class Int64 extends ColumnEncoder {
    private final int index;

    Int64(ColumnDescriptor column, int index) {
      super(column);
      this.index = index;
    }

    @Override
    void write(TopicRecord record) {
      if (record.event.has(index)) {
        put(record.event.number(index));
      } else {
        putNull();
      }
    }
  }
}
