package io.crossroads.streaming.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.streaming.ArchiveProcess;
import io.crossroads.streaming.TestArchive;
import io.crossroads.streaming.TestPlatform;
import io.crossroads.streaming.TestTopic;
import io.crossroads.streaming.TrafficEvents;
import io.crossroads.testkit.HeldCommit;
import java.sql.SQLException;
import java.util.List;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A producer that commits and aborts transactions, and a job that is killed while the gaps that
 * these leave, the archive or the rejected records are being committed: every offset is in exactly
 * one of the three tables.
 */
class TransactionsIT {

  private static final int RECORDS = 10;

  private final TestTopic topic = TestTopic.create(1);
  private final TestArchive archive = new TestArchive(topic);
  private long end;

  @AfterEach
  void close() {
    archive.close();
    topic.close();
  }

  @Test
  void everyOffsetIsARowOrAGapWhateverIsKilled() throws SQLException {
    send(true, false, true);
    archive.catchUp();
    assertAccounted(List.of("10..21", "32..32"));

    killInCommit(archive.names().gaps());
    killInCommit(archive.names().archive());
    killInCommit(archive.names().rejected());
    archive.catchUp();

    assertEachOnce();
    assertEquals(end, archive.position(archive.archived()).nextOffset(0));
    assertEquals(end, archive.position(archive.rejected()).nextOffset(0));
  }

  @Test
  void aBatchOfNothingButGapsIsAccountedFor() {
    send(false, false);
    archive.catchUp();
    assertAccounted(List.of("0..21"));
    assertEquals(22, archive.position(archive.archived()).nextOffset(0));
  }

  @Test
  void aTableThatIsReadAgainFromTheBeginningTellsOfNoGapTwice() {
    send(true, false);
    archive.catchUp();
    archive.drop(archive.names().rejected());
    send(false, true);
    archive.catchUp();
    assertEachOnce();
  }

  private void send(boolean... committed) {
    for (boolean each : committed) {
      topic.sendInTransaction(RECORDS, each);
      end += RECORDS + 1;
    }
  }

  /** The commit takes effect although its writer is dead by then. */
  private void killInCommit(TableIdentifier table) throws SQLException {
    try (ArchiveProcess process = ArchiveProcess.start(topic, archive, "--every", "200ms")) {
      process.awaitLine("archiving from");
      try (HeldCommit commit = TestPlatform.get().holdCommit(table)) {
        send(true, false);
        topic.send(0, TrafficEvents.tooFast(1));
        topic.flush();
        end++;
        commit.awaitWriter();
        assertTrue(process.runs(), process.output());
        process.kill();
      }
    }
  }

  private void assertAccounted(List<String> gaps) {
    assertEquals(gaps, archive.gaps());
    assertEachOnce();
  }

  private void assertEachOnce() {
    assertEquals(TestArchive.eachOnce(1, end), archive.offsetsAndGaps());
  }
}
