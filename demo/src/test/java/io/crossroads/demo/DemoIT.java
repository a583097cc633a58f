package io.crossroads.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

  @TempDir Path folder;
  private Path input;

  @BeforeEach
  void writeHistory() throws Exception {
    input = Files.createDirectories(folder.resolve("csv"));
    Files.writeString(
        input.resolve("traffic_1.csv"),
        """
        DateTime,Junction,Vehicles,ID
        2015-11-01 00:00:00,1,15,20151101001
        2015-11-01 01:00:00,1,13,20151101011
        2015-11-01 02:00:00,1,many,20151101021
        """);
  }

  private DemoProcess start(String output, String... options) throws Exception {
    return DemoProcess.start(folder.resolve(output), folder.resolve("home"), input, options);
  }

  @Test
  void everyRecordIsProvedAnotherDemoIsRefusedAndNothingIsLeft() throws Exception {
    try (DemoProcess demo = start("first.txt", "--duration", "5s", "--rate", "200")) {
      demo.awaitOutput("are up");
      try (DemoProcess second = start("second.txt")) {
        assertEquals(1, second.awaitEnd());
        assertTrue(second.output().contains("another demo"), second::output);
        assertTrue(second.output().contains("DEMO_HOME="), second::output);
      }

      assertEquals(0, demo.awaitEnd(), demo::output);

      assertTrue(demo.seenProcesses() >= 6, () -> "saw " + demo.seenProcesses());
      assertEquals(List.of(), demo.left());
      assertTrue(demo.output().contains("PROVED from the tables: 1,000 sent = "), demo::output);
      assertTrue(demo.output().contains("3 read = 2 rows + 1 rejected"), demo::output);
      assertNumbersAgree();
    }
  }

  private void assertNumbersAgree() throws Exception {
    JsonNode produced = json("produced.json");
    JsonNode partition = json("reconciled.json").path("partitions").path(0);
    long wrong = produced.path("invalid").asLong();
    assertEquals(1_000, produced.path("acknowledged").asLong());
    assertEquals(wrong, partition.path("rejected").asLong());
    assertEquals(1_000 - wrong, partition.path("archived").asLong());
  }

  private JsonNode json(String name) throws Exception {
    return new ObjectMapper().readTree(folder.resolve("home").resolve(name).toFile());
  }

  @Test
  void aCtrlCWhileEventsFlowEndsEverything() throws Exception {
    try (DemoProcess demo = start("output.txt", "--duration", "1m")) {
      demo.awaitOutput("are starting");
      demo.signal("INT");

      assertEquals(DemoCommand.STOPPED, demo.awaitEnd(), demo::output);
      assertTrue(demo.output().endsWith("stopped, nothing is left running\n"), demo::output);
      assertEquals(List.of(), demo.left());
    }
  }

  @Test
  void aJobThatDiesEndsTheDemoWithItsLogAndNothingIsLeft() throws Exception {
    try (DemoProcess demo = start("output.txt", "--duration", "1m")) {
      demo.awaitOutput("are starting");
      demo.signal("KILL", "spark-streaming-job.jar");

      assertEquals(1, demo.awaitEnd(), demo::output);
      assertTrue(demo.output().contains("error: archive ended with exit code 137"), demo::output);
      assertTrue(demo.output().contains("archive.log"), demo::output);
      assertEquals(List.of(), demo.left());
    }
  }
}
