package io.crossroads.pipelines.logs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.Reason;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.simulate.DisturbanceShares;
import io.crossroads.pipelines.simulate.DisturbedSimulator;
import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LogSimulatorTest {

  /** A Monday. */
  private static final long START =
      Instant.parse("2026-01-05T00:00:00Z").getEpochSecond() * 1_000_000;

  private static final long HOUR = 3_600_000_000L;
  private static final int PER_HOUR = 12_000;

  private record Request(
      long minute, String host, String path, long status, String ip, String ua, long millis) {
    int hour() {
      return (int) (minute / 60 % 24);
    }

    boolean failed() {
      return status >= 500;
    }
  }

  private static final Set<String> written = new TreeSet<>();

  /** Three days of a fiftieth of the rate, decoded. */
  private static List<Request> requests;

  @BeforeAll
  static void simulate() {
    Pipeline logs = Logs.pipeline();
    EventSchema schema = logs.schema();
    Simulator simulator = logs.simulators().apply(42);
    EventDecoder decoder = logs.decoder(Limits.DEFAULT);
    EventRow row = decoder.newRow();
    requests = new ArrayList<>();
    for (int i = 0; i < 3 * 24 * PER_HOUR; i++) {
      long time = START + i * (HOUR / PER_HOUR);
      SimulatedEvent event = simulator.next(time);
      assertTrue(
          decoder.decode(event.value(), 0, event.value().length, time, row), () -> text(event));
      assertEquals(time, row.number(0));
      assertArrayEquals(event.key(), row.text(1).getBytes(StandardCharsets.UTF_8));
      written.add(text(event).replaceAll(".*\"ip\":\"([^\"]*)\".*", "$1"));
      requests.add(
          new Request(
              (time - START) / 60_000_000,
              row.text(1),
              row.text(3),
              row.number(schema.indexOf("status")),
              row.text(schema.indexOf("ip")),
              row.text(schema.indexOf("ua")),
              row.number(schema.indexOf("rt_ms")) / 1_000));
    }
  }

  @Test
  void anEventIsOneCompactObject() {
    String event = text(Logs.pipeline().simulators().apply(42).next(START));
    assertTrue(
        event.matches(
            "\\{\"ts\":\"2026-01-05T00:00:00\\.000Z\",\"host\":\"[a-z]+\\.myapp\\.com\","
                + "\"method\":\"[A-Z]+\",\"path\":\"/[a-z0-9/]+\",\"status\":\\d{3},\"bytes\":\\d+,"
                + "\"ip\":\"[0-9A-Fa-f.:]+\",\"ua\":\"[^\"]+\",\"rt_ms\":\\d+}"),
        event);
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() {
    assertEquals(minute(5), minute(5));
    assertNotEquals(minute(5), minute(6));
  }

  @Test
  void itHasTheHostsPathsAndStatusesOfTheApplication() {
    assertEquals(
        Set.of("api.myapp.com", "auth.myapp.com", "cdn.myapp.com"),
        requests.stream().map(Request::host).collect(Collectors.toSet()));
    assertEquals(
        Set.of("/health", "/api/v1/login", "/api/v1/profile", "/api/v1/products", "/api/v1/orders"),
        requests.stream().map(Request::path).collect(Collectors.toSet()));
    assertEquals(
        Set.of(200L, 201L, 204L, 301L, 304L, 400L, 401L, 403L, 404L, 429L, 500L, 502L, 503L),
        requests.stream().map(Request::status).collect(Collectors.toSet()));
    assertTrue(requests.stream().map(Request::ua).distinct().count() > 8);
  }

  @Test
  void addressesAreOfBothKindsAndSomeAreWrittenInTwoWays() {
    double newer = share(request -> request.ip().contains(":"));
    assertTrue(newer > 0.15 && newer < 0.45, "share of IPv6 " + newer);
    long addresses = requests.stream().map(Request::ip).distinct().count();
    assertTrue(addresses > 2_000, addresses + " addresses");
    assertTrue(written.size() > addresses * 1.1, written.size() + " texts of " + addresses);
  }

  @Test
  void failedRequestsHaveASlowTail() {
    long failed = percentile(0.9, Request::failed);
    long others = percentile(0.9, request -> !request.failed());
    assertTrue(failed > 1_500 && failed > 5 * others, failed + " against " + others + " ms");
  }

  @Test
  void peopleComeByDayAndProbesAtAnyTime() {
    Predicate<Request> evening = request -> request.hour() == 20;
    Predicate<Request> night = request -> request.hour() == 4;
    Predicate<Request> order = request -> request.path().equals("/api/v1/orders");
    assertTrue(share(evening, order) > 2 * share(night, order));
    Predicate<Request> probe = request -> request.path().equals("/health");
    assertTrue(share(night, probe) > 3 * share(evening, probe));
    Predicate<Request> known = request -> request.status() < 300;
    long busy = percentile(0.5, evening.and(order).and(known));
    long calm = percentile(0.5, night.and(order).and(known));
    assertTrue(busy > 1.3 * calm, busy + " against " + calm + " ms");
  }

  @Test
  void bothAlertsHaveSomethingToTellOfNowAndThen() {
    Map<String, List<Request>> minutes =
        requests.stream()
            .collect(Collectors.groupingBy(r -> r.host() + r.minute(), Collectors.toList()));
    int counted = 0;
    int bursts = 0;
    int slow = 0;
    for (List<Request> minute : minutes.values()) {
      if (minute.size() >= 50) {
        counted++;
        bursts += minute.stream().filter(Request::failed).count() > 0.2 * minute.size() ? 1 : 0;
        slow += percentile(0.95, minute) > 1_500 ? 1 : 0;
      }
    }
    assertTrue(bursts > 3 && bursts < 0.05 * counted, bursts + " of " + counted);
    assertTrue(slow > 3 && slow < 0.05 * counted, slow + " of " + counted);
  }

  @Test
  void anAttackIsManyRefusedLoginsFromFewAddresses() {
    Map<Long, List<Request>> logins =
        requests.stream()
            .filter(r -> r.path().equals("/api/v1/login") && r.ua().startsWith("python"))
            .collect(Collectors.groupingBy(Request::minute, HashMap::new, Collectors.toList()));
    List<Request> worst =
        logins.values().stream()
            .max((one, other) -> Integer.compare(one.size(), other.size()))
            .orElseThrow();
    assertTrue(worst.size() > 30, worst.size() + " logins");
    assertTrue(worst.stream().map(Request::ip).distinct().count() <= 11);
    assertTrue(worst.stream().filter(r -> r.status() == 401 || r.status() == 429).count() > 25);
  }

  @Test
  void aLateEventTellsOfTheSameOutage() {
    LogHost host = LogHost.API;
    TrafficMix mix = new TrafficMix(42);
    long minute = 0;
    do {
      mix.at(START + ++minute * 60_000_000);
    } while (mix.disruption(host).strength() == 0);
    Disruption inTime = mix.disruption(host);
    mix.at(START + minute * 60_000_000 + 10 * HOUR);
    mix.at(START + minute * 60_000_000);
    assertEquals(inTime, mix.disruption(host));
  }

  @Test
  void aSpoiltRequestIsRejectedForTheReasonThatTheSimulatorCounts() {
    Pipeline logs = Logs.pipeline();
    DisturbedSimulator simulator =
        new DisturbedSimulator(
            logs.simulators().apply(3), logs.schema(), new DisturbanceShares(0.5, 0, 0, 0), 3);
    EventDecoder decoder = logs.decoder(Limits.DEFAULT);
    EventRow row = decoder.newRow();
    Map<Reason, Long> rejected = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      byte[] record = simulator.next(START).value();
      decoder.decode(record, 0, record == null ? 0 : record.length, START, row);
      row.rejection().ifPresent(why -> rejected.merge(why.reason(), 1L, Long::sum));
    }
    assertEquals(simulator.counts().invalid(), rejected);
  }

  private static double share(Predicate<Request> of) {
    return share(request -> true, of);
  }

  private static double share(Predicate<Request> among, Predicate<Request> of) {
    return requests.stream().filter(among).mapToInt(r -> of.test(r) ? 1 : 0).average().orElse(0);
  }

  private static long percentile(double rank, Predicate<Request> of) {
    return percentile(rank, requests.stream().filter(of).toList());
  }

  private static long percentile(double rank, List<Request> of) {
    long[] sorted = of.stream().mapToLong(Request::millis).sorted().toArray();
    return sorted[(int) (rank * (sorted.length - 1))];
  }

  private static String minute(long seed) {
    Simulator simulator = Logs.pipeline().simulators().apply(seed);
    StringBuilder minute = new StringBuilder();
    for (int i = 0; i < 9_000; i++) {
      minute.append(text(simulator.next(START + i * 6_667L))).append('\n');
    }
    return minute.toString();
  }

  private static String text(SimulatedEvent event) {
    return new String(event.value(), StandardCharsets.UTF_8);
  }
}
