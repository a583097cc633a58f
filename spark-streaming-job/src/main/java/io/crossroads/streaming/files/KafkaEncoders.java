package io.crossroads.streaming.files;

import io.crossroads.lake.KafkaColumns;
import io.crossroads.streaming.source.TopicRecord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;

/** Encoders of the columns that tell which record a row is. */
final class KafkaEncoders {

  private KafkaEncoders() {}

  /** The encoder of a column, if it is one of them. */
  static Optional<ColumnEncoder> of(ColumnDescriptor column, String topicId) {
    return switch (column.getPath()[0]) {
      case KafkaColumns.TOPIC_ID -> Optional.of(new TopicId(column, topicId));
      case KafkaColumns.PARTITION -> Optional.of(new Partition(column));
      case KafkaColumns.OFFSET -> Optional.of(new Offset(column));
      case KafkaColumns.APPEND_TIME -> Optional.of(new AppendTime(column));
      default -> Optional.empty();
    };
  }

  private static final class TopicId extends ColumnEncoder {
    private final Binary topicId;

    TopicId(ColumnDescriptor column, String topicId) {
      super(column);
      this.topicId = Binary.fromConstantByteArray(topicId.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    void write(TopicRecord record) {
      put(topicId);
    }
  }

  private static final class Partition extends ColumnEncoder {
    Partition(ColumnDescriptor column) {
      super(column);
    }

    @Override
    void write(TopicRecord record) {
      put(record.partition);
    }
  }

  private static final class Offset extends ColumnEncoder {
    Offset(ColumnDescriptor column) {
      super(column);
    }

    @Override
    void write(TopicRecord record) {
      put(record.offset);
    }
  }

  private static final class AppendTime extends ColumnEncoder {
    AppendTime(ColumnDescriptor column) {
      super(column);
    }

    @Override
    void write(TopicRecord record) {
      put(record.appendTimeMicros);
    }
  }
}
