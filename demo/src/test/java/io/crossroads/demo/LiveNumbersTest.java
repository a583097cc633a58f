package io.crossroads.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.crossroads.cli.CommandFailure;
import io.crossroads.demo.LiveNumbers.Answer;
import io.crossroads.demo.LiveNumbers.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveNumbersTest {

  private static final Instant MINUTE = Instant.parse("2026-03-02T08:01:00Z");

  @TempDir Path folder;
  private Path log;
  private HttpServer server;
  private int status = 200;
  private String body = "{}";
  private LiveNumbers live;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    log = folder.resolve("serve.log");
    live = new LiveNumbers(log);
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private void say() throws IOException {
    Files.writeString(
        log,
        String.format(
            Locale.ROOT,
            "serving on http://127.0.0.1:%d, described at /openapi.json\n",
            server.getAddress().getPort()));
  }

  private static String answer(long first, long second) {
    return String.format(
        Locale.ROOT,
        """
        {"horizon": "2026-03-02T08:01:00Z", "fresh_until": "2026-03-02T08:01:00Z",
         "rows": [{"events": %d}, {"events": %d}]}
        """,
        first,
        second);
  }

  @Test
  void whileNobodyServesThereIsNoAnswerAndNoAddress() {
    assertEquals(Optional.empty(), live.address());
    assertEquals(Answer.NONE, live.ask());
    assertEquals(0, live.answers());
  }

  @Test
  void allWindowsAreAddedUp() throws IOException {
    say();
    body = answer(40, 2);

    assertEquals(new Answer(42, Optional.of(MINUTE), Optional.of(MINUTE)), live.ask());
    assertEquals(
        Optional.of(URI.create("http://localhost:" + server.getAddress().getPort())),
        live.address());
  }

  @Test
  void aRefusalIsNoAnswerAndWhatWasAnsweredLastStays() throws IOException {
    say();
    body = answer(40, 2);
    live.ask();
    status = 503;
    body = "{}";

    assertEquals(42, live.ask().events());
    assertEquals(1, live.answers());
  }

  @Test
  void fewerEventsThanBeforeAreAFailureThatNamesBoth() throws IOException {
    say();
    body = answer(40, 2);
    live.ask();
    body = answer(40, 1);

    CommandFailure failure = assertThrows(CommandFailure.class, live::ask);
    assertTrue(failure.getMessage().contains("from 42 events"), failure::getMessage);
    assertTrue(failure.getMessage().contains("to 41"), failure::getMessage);
  }

  @Test
  void positionsTellHowFarEachLayerIs() throws IOException {
    say();
    body =
        """
        {"horizon": {"partitions": [{"partition": 0, "next_offset": 60}]},
         "queries": [
           {"query": "archive", "partitions": [
             {"next_offset": 80, "max_append_time": "2026-03-02T08:01:00Z"}]},
           {"query": "speed", "partitions": [
             {"next_offset": 122, "max_append_time": "2026-03-02T08:02:00Z"}]}]}
        """;

    assertEquals(new Progress(60, 122, Optional.of(MINUTE)), live.progress());
  }
}
