package io.crossroads.demo.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.crossroads.cli.CommandFailure;
import io.crossroads.demo.setup.ServingPort;
import io.crossroads.demo.watch.LiveNumbers.Answer;
import io.crossroads.demo.watch.LiveNumbers.Progress;
import io.crossroads.pipelines.Pipelines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveNumbersTest {

  private static final Instant MINUTE = Instant.parse("2026-03-02T08:01:00Z");

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
    live =
        new LiveNumbers(
            ServingPort.address(server.getAddress().getPort()),
            List.of(Pipelines.named("traffic")));
  }

  @AfterEach
  void end() {
    server.stop(0);
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
  void whileNobodyServesThereIsNoAnswer() {
    server.stop(0);

    assertEquals(Answer.NONE, live.ask());
    assertEquals(0, live.answers());
  }

  @Test
  void allWindowsAreAddedUp() {
    body = answer(40, 2);

    assertEquals(new Answer(42, Optional.of(MINUTE), Optional.of(MINUTE)), live.ask());
  }

  @Test
  void aRefusalIsNoAnswerAndWhatWasAnsweredLastStays() {
    body = answer(40, 2);
    live.ask();
    status = 503;
    body = "{}";

    assertEquals(42, live.ask().events());
    assertEquals(1, live.answers());
  }

  @Test
  void fewerEventsThanBeforeAreAFailureThatNamesBoth() {
    body = answer(40, 2);
    live.ask();
    body = answer(40, 1);

    CommandFailure failure = assertThrows(CommandFailure.class, live::ask);
    assertTrue(failure.getMessage().contains("from 42 events"), failure::getMessage);
    assertTrue(failure.getMessage().contains("to 41"), failure::getMessage);
  }

  @Test
  void positionsTellHowFarEachLayerIs() {
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
