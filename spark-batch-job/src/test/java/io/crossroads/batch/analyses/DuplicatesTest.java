package io.crossroads.batch.analyses;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.analysis.Duplicates;
import io.crossroads.testkit.LocalSpark;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Every pipeline that says what identifies an event is asked which were sent more than once. */
class DuplicatesTest {

  private static final StructType ARCHIVE =
      new StructType()
          .add("sensor_id", DataTypes.StringType)
          .add("timestamp", DataTypes.TimestampType)
          .add("append_time", DataTypes.TimestampType)
          .add("kafka_topic_id", DataTypes.StringType)
          .add("kafka_partition", DataTypes.IntegerType)
          .add("kafka_offset", DataTypes.LongType);

  private static Row event(String sensor, int second, int appended, int partition, long offset) {
    return RowFactory.create(sensor, at(second), at(appended), "topic", partition, offset);
  }

  private static Timestamp at(int second) {
    return Timestamp.from(Instant.parse("2026-03-01T00:00:00Z").plusSeconds(second));
  }

  @Test
  void anEventSentAgainIsToldWithItsFirstAndItsLastPlace() {
    List<Row> archive =
        new ArrayList<>(
            List.of(
                event("S1", 1, 10, 0, 5),
                event("S1", 1, 10, 0, 6),
                event("S1", 1, 12, 1, 2),
                event("S1", 2, 10, 0, 7),
                event("S2", 1, 11, 0, 9),
                event("S3", 1, 9, 2, 4),
                event("S3", 1, 8, 0, 1)));
    Collections.shuffle(archive, new Random(3));
    Analysis duplicates =
        Pipelines.named("traffic").analyses().stream()
            .filter(analysis -> analysis.name().equals(Duplicates.NAME))
            .findFirst()
            .orElseThrow();
    LocalSpark.session()
        .createDataFrame(archive, ARCHIVE)
        .createOrReplaceTempView(duplicates.inputs().get(0).view());

    List<Row> found = LocalSpark.session().sql(duplicates.sql()).collectAsList();
    assertEquals(
        List.of(
            RowFactory.create("S1", at(1), 3L, at(10), "topic", 0, 5L, at(12), "topic", 1, 2L),
            RowFactory.create("S3", at(1), 2L, at(8), "topic", 0, 1L, at(9), "topic", 2, 4L)),
        found);
  }
}
