package io.crossroads.batch.reconcile;

import static io.crossroads.batch.reconcile.FinishedRun.ARCHIVE;
import static io.crossroads.batch.reconcile.FinishedRun.REJECTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.testkit.RunFolder;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Replays of a finished run: offset 3 of partition 0 is archived as 150, 23 was rejected again as
 * 183, 43 waits at 300, and of further ones nothing was sent. What is changed of that is named.
 */
class ReplayAuditIT {

  private static FinishedRun run;

  @BeforeAll
  static void begin() throws Exception {
    run = new FinishedRun(RunFolder.create("replays-"));
  }

  @AfterAll
  static void end() {
    run.close();
  }

  @BeforeEach
  void replay() throws Exception {
    run.sql(
        """
        insert into replay (pipeline, topic_id, partition, "offset", append_time, reason, field,
          state, search_from, sent_offset)
        select 'traffic', 'id', 0, o, timestamptz '2026-03-01 10:00:00+00' + o * interval '1 second',
          'missing', 'sensor_id', state, 150, sent
        from (values (3, 'archived', 150), (23, 'rejected', 183), (43, 'sent', 300),
          (63, 'chosen', null), (83, 'refused', null), (123, 'unknown', null)) v(o, state, sent)
        """);
    nameInHeader(183, "id/0/23");
    run.spark()
        .sql(
            String.format(
                Locale.ROOT,
                "update %s set raw_value = (select cast(to_json(named_struct('sensor_id', sensor_id,"
                    + " 'timestamp', date_format(timestamp, \"yyyy-MM-dd'T'HH:mm:ss'Z'\"),"
                    + " 'average_speed', average_speed, 'traffic_density', traffic_density))"
                    + " as binary) from %s where kafka_topic_id = 'id' and kafka_partition = 0"
                    + " and kafka_offset = 150) where kafka_topic_id = 'id' and kafka_partition = 0"
                    + " and kafka_offset = 3",
                REJECTED,
                ARCHIVE));
  }

  @AfterEach
  void restore() throws Exception {
    run.restore();
  }

  private static void nameInHeader(long offset, String record) {
    run.spark()
        .sql(
            String.format(
                Locale.ROOT,
                "update %s set headers = '[[\"other\",\"1\"],[\"crossroads-replay-of\",\"%s\"]]'"
                    + " where kafka_topic_id = 'id' and kafka_partition = 0 and kafka_offset = %d",
                REJECTED,
                record,
                offset));
  }

  private static ReplayReport report() throws Exception {
    return new ReplayAudit(run.archived(), run.store(), true).run();
  }

  private static void assertNamed(String part) throws Exception {
    List<String> findings = report().findings();
    assertTrue(
        findings.stream().anyMatch(finding -> finding.contains(part)),
        () -> part + " is not among " + findings);
  }

  @Test
  void whatFitsTogetherIsCountedAndNothingIsFound() throws Exception {
    ReplayReport report = report();
    assertEquals(new ReplayReport(3, 1, 1, 1, 0, 1, 1, 1, List.of()), report);
    assertTrue(
        report
            .toString()
            .startsWith(
                "3 rejected records were replayed: of them 1 archived, 1 rejected again, 1 waiting"),
        report::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "state = 'rejected' | 3 | id/0/3 is said to be rejected as id/0/150, which is archived",
        "state = 'archived' | 23 | id/0/23 is said to be archived as id/0/183, which is rejected",
        "state = 'archived' | 43 | id/0/43 is said to be archived as id/0/300, which is not reached",
        "sent_offset = 151 | 3 | partition 0 offset 151 is not what the rejected record gives",
        "sent_offset = 203 | 23 | id/0/203 is said to be the replay of id/0/23, but its header",
        "sent_offset = 105 | 3 | id/0/3 is said to be replayed as id/0/105, which is in neither table",
        "\"offset\" = 4 | 3 | id/0/4 is said to be replayed, but is no rejected record",
        "\"offset\" = 24 | 23 | id/0/183 says that it is a replay of id/0/23, of which the store knows",
        "topic_id = 'old' | 43 | old/0/43 is said to be replayed, but is no rejected record",
      })
  void anotherStateOrPlaceIsNamed(String change, long offset, String named) throws Exception {
    run.sql("update replay set " + change + " where \"offset\" = " + offset);
    assertNamed(named);
  }

  @ParameterizedTest
  @CsvSource({
    "183, id/0/43, 'id/0/43 is there twice: as id/0/300 and, by its header, as id/0/183'",
    "203, id/0/3, 'id/0/3 is there twice: as id/0/150 and, by its header, as id/0/203'",
    "203, id/0/103, 'id/0/203 says that it is a replay of id/0/103, of which the store knows nothing'",
    "203, id/0/83, 'id/0/83 is said to be refused, but id/0/203 is a replay of it by its header'",
    "203, anything, 'id/0/203 says that it is a replay of anything, of which the store knows nothing'",
  })
  void aRowThatSaysThatItIsAnotherReplayIsNamed(long offset, String record, String named)
      throws Exception {
    nameInHeader(offset, record);
    assertNamed(named);
  }

  @Test
  void aRowThatIsGoneIsNamed() throws Exception {
    String where = " where kafka_topic_id = 'id' and kafka_partition = 0 and kafka_offset in ";
    run.spark().sql("delete from " + ARCHIVE + where + "(150)");
    run.spark().sql("delete from " + REJECTED + where + "(183, 3)");
    assertNamed("id/0/3 is said to be replayed as id/0/150, which is in neither table");
    assertNamed("id/0/23 is said to be replayed as id/0/183, which is in neither table");
    assertNamed("id/0/3 is said to be replayed, but is no rejected record");
  }

  @Test
  void whatARunThatWasInterruptedHadSentIsNoFinding() throws Exception {
    nameInHeader(203, "id/0/63");
    assertEquals(List.of(), report().findings());
  }
}
