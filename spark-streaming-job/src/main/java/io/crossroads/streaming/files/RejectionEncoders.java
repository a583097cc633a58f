package io.crossroads.streaming.files;

import io.crossroads.lake.HeadersText;
import io.crossroads.lake.RejectedTable;
import io.crossroads.pipelines.decode.Rejection;
import io.crossroads.streaming.source.TopicRecord;
import java.util.function.Function;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;

/** Encoders of the columns of a table of rejected records. */
final class RejectionEncoders {

  private final String topicId;

  RejectionEncoders(String topicId) {
    this.topicId = topicId;
  }

  /** The encoder of a column. */
  ColumnEncoder of(ColumnDescriptor column) {
    return KafkaEncoders.of(column, topicId).orElseGet(() -> ofRejection(column));
  }

  private static ColumnEncoder ofRejection(ColumnDescriptor column) {
    String name = column.getPath()[0];
    return switch (name) {
      case RejectedTable.REASON -> new Why(column, rejection -> rejection.reason().label());
      case RejectedTable.FIELD -> new Why(column, Rejection::fieldName);
      case RejectedTable.RAW_KEY -> new Raw(column, record -> record.key);
      case RejectedTable.RAW_VALUE -> new Raw(column, record -> record.value);
      case RejectedTable.HEADERS -> new Raw(column, RejectionEncoders::headers);
      default -> throw new IllegalStateException("rejected table with a column " + name);
    };
  }

  private static byte[] headers(TopicRecord record) {
    HeadersText text = new HeadersText();
    record.headers.forEach(header -> text.add(header.key(), header.value()));
    return text.bytes();
  }

  private static final class Why extends ColumnEncoder {
    private final Function<Rejection, String> part;

    Why(ColumnDescriptor column, Function<Rejection, String> part) {
      super(column);
      this.part = part;
    }

    @Override
    void write(TopicRecord record) {
      String text = part.apply(record.event.rejection().orElseThrow());
      if (text == null) {
        putNull();
      } else {
        put(Binary.fromString(text));
      }
    }
  }

  private static final class Raw extends ColumnEncoder {
    private final Function<TopicRecord, byte[]> part;

    Raw(ColumnDescriptor column, Function<TopicRecord, byte[]> part) {
      super(column);
      this.part = part;
    }

    @Override
    void write(TopicRecord record) {
      byte[] bytes = part.apply(record);
      if (bytes == null) {
        putNull();
      } else {
        put(Binary.fromConstantByteArray(bytes));
      }
    }
  }
}
