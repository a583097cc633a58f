package io.crossroads.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.demo.MergedCount.Seen;
import io.crossroads.demo.setup.ServingPort;
import io.crossroads.demo.watch.LiveNumbers;
import io.crossroads.embedded.Repository;
import io.crossroads.pipelines.Pipelines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

  private static final Pattern VIEWS =
      Pattern.compile("views has ended: views moved from nothing to \\S+: ([\\d,]+) records");

  /** Both have digits of their own in numbers that are formatted in the machine's language. */
  private static final String MARATHI =
      "-Duser.language=mr -Duser.country=IN -Duser.extensions=u-nu-deva";

  private static final String ARABIC = "-Duser.language=ar -Duser.country=EG";

  /** Has another capital for an i. */
  private static final String TURKISH = "-Duser.language=tr -Duser.country=TR";

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
    return DemoProcess.start(
        folder.resolve(output), MARATHI, folder.resolve("home"), input, options);
  }

  @Test
  void everyRecordIsProvedAnotherDemoIsRefusedAndNothingIsLeft() throws Exception {
    try (DemoProcess demo =
        DemoProcess.start(
            folder.resolve("first.txt"),
            ARABIC,
            folder.resolve("home"),
            input,
            "--duration",
            "5s",
            "--rate",
            "200")) {
      demo.awaitOutput("are up");
      try (DemoProcess second = start("second.txt")) {
        assertEquals(1, second.awaitEnd());
        assertTrue(second.output().contains("another demo"), second::output);
        assertTrue(second.output().contains("DEMO_HOME="), second::output);
      }
      demo.awaitOutput("curl '");
      try (MergedCount count = MergedCount.of(demo.output())) {
        assertEquals(0, demo.awaitEnd(), demo::output);
        assertTheCountOnlyGrew(count.seen());
      }

      assertTrue(demo.seenProcesses() >= 10, () -> "saw " + demo.seenProcesses());
      assertEquals(List.of(), demo.left());
      assertTrue(demo.output().contains("3 read = 2 rows + 1 rejected"), demo::output);
      assertTrue(demo.output().contains("  by_weekday: 1 rows"), demo::output);
      assertNumbersAgree(demo.output());
    }
  }

  private void assertTheCountOnlyGrew(List<Seen> seen) throws Exception {
    long before = 0;
    for (Seen answer : seen) {
      assertTrue(answer.events() >= before, seen::toString);
      before = answer.events();
    }
    Set<Long> generations = seen.stream().map(Seen::generation).collect(Collectors.toSet());
    assertEquals(Set.of(0L, 1L), generations, "views ran while somebody asked");
    assertEquals(
        json("reconciled.json").path("partitions").path(0).path("archived").asLong(), before);
  }

  private void assertNumbersAgree(String output) throws Exception {
    JsonNode produced = json("produced.json");
    JsonNode partition = json("reconciled.json").path("partitions").path(0);
    long sent = produced.path("acknowledged").asLong();
    long wrong = produced.path("invalid").asLong();
    assertTrue(sent >= 1_000, () -> "sent " + sent);
    assertEquals(wrong, partition.path("rejected").asLong());
    assertEquals(sent - wrong, partition.path("archived").asLong());
    long answered = 0;
    for (JsonNode row : json("answers/traffic_by_minute.json")) {
      answered += row.path("events").asLong();
    }
    assertEquals(sent - wrong, answered);
    assertTrue(
        output.contains(
            String.format(
                Locale.ROOT,
                "PROVED from the tables: %,d events answered = %,d archived; %,d cells, 0 differ",
                answered,
                answered,
                json("reconciled.json").path("cells").path("cells").asLong())),
        output);
    Matcher views = VIEWS.matcher(output);
    assertTrue(views.find(), output);
    int covered = Integer.parseInt(views.group(1).replace(",", ""));
    assertTrue(covered > 0 && covered < sent, output);
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
  void whoStaysCanAskWithThePrintedCommandsAndACtrlCIsAGoodEnd() throws Exception {
    int port = freePort();
    Path home = folder.resolve("it's my 100% demo #1");
    try (DemoProcess demo =
        DemoProcess.start(
            folder.resolve("output.txt"),
            TURKISH,
            home,
            input,
            "--duration",
            "1s",
            "--stay",
            "--port",
            Integer.toString(port))) {
      demo.awaitOutput("Ctrl-C ends it.");
      List<String> commands =
          demo.output()
              .substring(
                  demo.output().indexOf("Everything is still up"),
                  demo.output().indexOf("The broker is at "))
              .lines()
              .filter(line -> line.startsWith("  "))
              .map(String::strip)
              .toList();
      assertEquals(4, commands.size(), demo::output);
      for (String command : commands) {
        assertTrue(command.contains("localhost:" + port), command);
        String answer = run(command.replace("curl ", "curl -fsS "));
        boolean isJson = command.startsWith("curl ");
        assertTrue(
            isJson
                ? !new ObjectMapper().readTree(answer).path("rows").isEmpty()
                : answer.contains("S1"),
            answer);
      }
      assertEventsOfOnesOwnAreCounted(demo.output(), port);
      demo.signal("INT");

      assertEquals(0, demo.awaitEnd(), demo::output);
      assertTrue(demo.output().endsWith("stopped, nothing is left running\n"), demo::output);
      assertEquals(List.of(), demo.left());
      assertFalse(Files.exists(home.resolve("env")), "addresses of nothing");
    }
  }

  /** With the two lines that the demo prints. */
  private static void assertEventsOfOnesOwnAreCounted(String output, int port) throws Exception {
    long before = counted(port);
    String lines =
        output
            .substring(output.indexOf("The broker is at "))
            .lines()
            .filter(line -> line.startsWith("  "))
            .collect(Collectors.joining("\n"));

    assertTrue(run(lines).contains("100"), lines);

    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
    while (counted(port) < before + 100) {
      assertTrue(System.nanoTime() < deadline, () -> "still not " + (before + 100));
      Thread.sleep(100);
    }
    assertEquals(before + 100, counted(port));
  }

  private static long counted(int port) {
    return new LiveNumbers(ServingPort.address(port), List.of(Pipelines.named("traffic")))
        .ask()
        .events();
  }

  @Test
  void aSpeedLayerThatCannotGoOnEndsTheDemoWithItsErrorAndNothingIsLeft() throws Exception {
    try (DemoProcess demo = start("output.txt", "--duration", "10m")) {
      demo.awaitOutput("first numbers are answered");
      Map<String, String> settings = DemoProcess.environment(folder.resolve("home"));
      try (Connection connection =
              DriverManager.getConnection(
                  settings.get("CROSSROADS_STORE_URI"),
                  settings.get("CROSSROADS_STORE_USER"),
                  settings.get("CROSSROADS_STORE_PASSWORD"));
          Statement statement = connection.createStatement()) {
        statement.execute("drop table serving.speed_traffic_by_minute cascade");
      }
      long broken = System.nanoTime();

      assertEquals(1, demo.awaitEnd(), demo::output);
      System.out.printf(
          Locale.ROOT, "ended %.1f s after it broke%n", (System.nanoTime() - broken) / 1e9);
      assertTrue(demo.output().contains("error: stream ended with exit code 1"), demo::output);
      assertTrue(demo.output().contains("speed_traffic_by_minute"), demo::output);
      assertEquals(List.of(), demo.left());
    }
  }

  @Test
  void aPortThatIsTakenEndsTheDemoWithTheRemedyAndNothingIsLeft() throws Exception {
    try (ServerSocket taker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        DemoProcess demo = start("output.txt", "--port", Integer.toString(taker.getLocalPort()))) {
      assertEquals(1, demo.awaitEnd(), demo::output);
      assertTrue(demo.output().contains("choose another --port"), demo::output);
      assertEquals(List.of(), demo.left());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Runs a line as somebody pastes it into a shell in the repository. */
  private static String run(String line) throws Exception {
    Process process =
        new ProcessBuilder("bash", "-c", line)
            .directory(Repository.root().toFile())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    return printed;
  }

  @Test
  void aJobThatDiesEndsTheDemoWithItsLogAndNothingIsLeft() throws Exception {
    try (DemoProcess demo = start("output.txt", "--duration", "1m")) {
      demo.awaitOutput("are starting");
      demo.signal("KILL", "spark-streaming-job.jar");

      assertEquals(1, demo.awaitEnd(), demo::output);
      assertTrue(demo.output().contains("error: stream ended with exit code 137"), demo::output);
      assertTrue(demo.output().contains("stream.log"), demo::output);
      assertEquals(List.of(), demo.left());
    }
  }
}
