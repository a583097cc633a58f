package io.crossroads.lake;

import java.util.List;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** The columns that tell, in every table of an archive, which record a row is. */
public final class KafkaColumns {

  /** The topic's id as Kafka prints it. */
  public static final String TOPIC_ID = "kafka_topic_id";

  /** The partition of the topic. */
  public static final String PARTITION = "kafka_partition";

  /** The offset in the partition. */
  public static final String OFFSET = "kafka_offset";

  /** When the broker appended the record; never less than that of an earlier offset. */
  public static final String APPEND_TIME = "append_time";

  private KafkaColumns() {}

  static List<NestedField> from(int firstId) {
    return List.of(
        NestedField.required(
            firstId,
            TOPIC_ID,
            Types.StringType.get(),
            "Id of the Kafka topic; a recreated topic has another one"),
        NestedField.required(
            firstId + 1, PARTITION, Types.IntegerType.get(), "Partition of the Kafka topic"),
        NestedField.required(
            firstId + 2, OFFSET, Types.LongType.get(), "Offset of the record in its partition"),
        NestedField.required(
            firstId + 3,
            APPEND_TIME,
            Types.TimestampType.withZone(),
            "When the broker appended the record; never less than that of an earlier offset"));
  }
}
