package io.crossroads.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.ArchiveLayout.PartitionBy;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;

class ArchiveTableTest {

  private final Pipeline traffic = Pipelines.named("traffic");
  private final LakeRoot lake = new LakeRoot("s3a://");
  private final TableDefinition archive =
      ArchiveTable.definition(traffic, ArchiveNames.of(traffic), lake);
  private final TableDefinition rejected = RejectedTable.definition(ArchiveNames.of(traffic), lake);

  @Test
  void isWhereThePipelineSays() {
    assertEquals("traffic.raw_traffic", archive.name().toString());
    assertEquals("s3a://traffic-streaming-data/raw_traffic", archive.location());
    assertEquals("traffic.raw_traffic_rejected", rejected.name().toString());
    assertEquals("s3a://traffic-streaming-data/raw_traffic_rejected", rejected.location());
  }

  @Test
  void hasTheEventsColumnsAndThenThePositionOfTheRecord() {
    assertEquals(
        """
        sensor_id string required
        timestamp timestamptz required
        average_speed decimal(5, 2) required
        traffic_density decimal(5, 2) required
        kafka_topic_id string required
        kafka_partition int required
        kafka_offset long required
        append_time timestamptz required
        """,
        columns(archive));
  }

  @Test
  void keepsRejectedRecordsAsTheyCame() {
    assertEquals(
        """
        reason string required
        field string
        raw_key binary
        raw_value binary
        kafka_topic_id string required
        kafka_partition int required
        kafka_offset long required
        append_time timestamptz required
        headers string
        """,
        columns(rejected));
  }

  @Test
  void isDividedByDayAndSensor() {
    assertEquals(
        "timestamp_day=2026-03-01/sensor_id=S1",
        archive.partitions().partitionToPath(Partitions.of(archive, 20513, "S1")));
    assertEquals(
        "append_time_day=2026-03-01",
        rejected.partitions().partitionToPath(Partitions.of(rejected, 20513)));
  }

  @Test
  void everyColumnIsExplained() {
    archive.schema().columns().forEach(column -> assertFalse(column.doc().isBlank()));
    rejected.schema().columns().forEach(column -> assertFalse(column.doc().isBlank()));
    assertEquals(
        "Mean speed of the vehicles that passed [km/h]",
        archive.schema().findField("average_speed").doc());
  }

  @Test
  void hasAColumnTypeForEveryFieldType() {
    EventSchema every =
        EventSchema.keyedBy(
            "id",
            "at",
            ZoneOffset.UTC,
            List.of(
                Field.required("id", FieldType.text(9), "", ""),
                Field.required("at", FieldType.time(), "", ""),
                Field.optional("size", FieldType.whole(0, 9), "", ""),
                Field.optional("on", FieldType.flag(), "", ""),
                Field.optional("day", FieldType.date(), "", ""),
                Field.optional("amount", FieldType.exactDecimal(4, "0", "1000000"), "", "")));
    Pipeline pipeline =
        Pipeline.named("every")
            .topic("every", 1)
            .schema(every)
            .archive(
                new ArchiveLayout(
                    "bucket",
                    "table",
                    Duration.ofSeconds(1),
                    List.of(new PartitionBy.Value("day"))))
            .simulator(traffic.simulators())
            .build();
    String columns = columns(ArchiveTable.definition(pipeline, ArchiveNames.of(pipeline), lake));
    assertEquals(
        """
        id string required
        at timestamptz required
        size long
        on boolean
        day date
        amount decimal(11, 4)
        """,
        columns.substring(0, columns.indexOf("kafka_topic_id")));
  }

  private static String columns(TableDefinition table) {
    StringBuilder text = new StringBuilder();
    for (NestedField column : table.schema().columns()) {
      text.append(column.name()).append(' ').append(column.type());
      text.append(column.isRequired() ? " required\n" : "\n");
    }
    return text.toString();
  }
}
