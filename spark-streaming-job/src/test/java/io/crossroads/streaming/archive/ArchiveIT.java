package io.crossroads.streaming.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.streaming.TestArchive;
import io.crossroads.streaming.TestTopic;
import io.crossroads.streaming.TrafficEvents;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArchiveIT {

  private final TestTopic topic = TestTopic.create(2);
  private final TestArchive archive = new TestArchive(topic);

  @AfterEach
  void close() {
    archive.close();
    topic.close();
  }

  @Test
  void everyRecordBecomesOneRow() {
    for (int i = 0; i < 1_000; i++) {
      topic.send(i % 2, i % 10 == 0 ? TrafficEvents.tooFast(i) : TrafficEvents.valid(i));
    }
    topic.flush();

    archive.catchUp();

    assertEquals(TestArchive.eachOnce(2, 500), archive.offsets());
    assertEquals(900, TestArchive.rows(archive.archived()).size());
    assertEquals(100, TestArchive.rows(archive.rejected()).size());
  }

  @Test
  void anEventKeepsItsValues() {
    topic.send(
        1,
        "{\"sensor_id\":\"S3\",\"timestamp\":\"2026-03-01T08:09:10.123456Z\",\"average_speed\":54.325,\"traffic_density\":7}");
    topic.flush();

    archive.catchUp();

    Record row = TestArchive.rows(archive.archived()).get(0);
    assertEquals("S3", row.getField("sensor_id"));
    assertEquals(OffsetDateTime.parse("2026-03-01T08:09:10.123456Z"), row.getField("timestamp"));
    assertEquals(new BigDecimal("54.32"), row.getField("average_speed"));
    assertEquals(new BigDecimal("7.00"), row.getField("traffic_density"));
    assertEquals(topic.id(), row.getField("kafka_topic_id"));
    assertEquals(1, row.getField("kafka_partition"));
    assertEquals(0L, row.getField("kafka_offset"));
    OffsetDateTime appended = (OffsetDateTime) row.getField("append_time");
    assertTrue(
        appended.isAfter(OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(1)), appended.toString());
  }

  @Test
  void aSecondRunGoesOnWhereTheFirstEnded() {
    topic.sendEvents(100, 2);
    archive.catchUp();
    topic.sendEvents(100, 2);
    archive.catchUp();
    archive.catchUp();

    assertEquals(TestArchive.eachOnce(2, 100), archive.offsets());
    assertEquals(List.of(100L, 100L), next(archive));
  }

  private static List<Long> next(TestArchive archive) {
    var position = archive.position(archive.archived());
    return List.of(position.nextOffset(0), position.nextOffset(1));
  }
}
