package io.crossroads.demo.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveLogTest {

  @TempDir Path folder;

  @Test
  void theLinesOfAllBatchesAreSummedAndOthersPassedOver() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("archive.log"),
            """
            14:40:12 WARN  Someone: batch=7 records=none
            14:40:23 INFO  ArchiveJob: batch=0 records=2514 archived=2468 rejected=46 holes=0 lag=486 duration=8.1s
            14:40:33 INFO  ArchiveJob: batch=1 records=0 archived=0 rejected=0 holes=0 lag=486 duration=0.1s
            14:40:43 INFO  ArchiveJob: batch=2 records=486 archived=476 rejected=10 holes=0 lag=0 duration=1.6s
            """);

    ArchiveLog.Totals totals = new ArchiveLog(log).totals();

    assertEquals(new ArchiveLog.Totals(2, 2944, 56), totals);
    assertEquals(3000, totals.records());
  }
}
