package io.crossroads.pipelines.transactions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TransactionSimulatorTest {

  /** A Monday. */
  private static final long START = micros("2026-01-05T00:00:00Z");

  private static final long STEP = 200_000;
  private static final int PER_HOUR = 5 * 3600;
  private static final int A_WEEK = 7 * 24 * PER_HOUR;

  private record Payment(long id, String amount, String devise, long cents, long minute) {
    LocalDateTime time() {
      return LocalDateTime.ofEpochSecond(minute * 60, 0, ZoneOffset.UTC);
    }

    boolean large() {
      return cents > 1_000_000;
    }
  }

  /** Five payments a second, decoded. */
  private static List<Payment> week;

  @BeforeAll
  static void simulate() {
    Pipeline pipeline = Transactions.pipeline();
    Simulator simulator = pipeline.simulators().apply(42);
    EventDecoder decoder = pipeline.decoder(Limits.DEFAULT);
    EventRow row = decoder.newRow();
    week = new ArrayList<>(A_WEEK);
    for (int i = 0; i < A_WEEK; i++) {
      long time = START + i * STEP;
      SimulatedEvent event = simulator.next(time);
      assertTrue(
          decoder.decode(event.value(), 0, event.value().length, time, row),
          () -> text(event) + " " + row.rejection());
      String id = Long.toString(row.number(0));
      assertArrayEquals(id.getBytes(StandardCharsets.US_ASCII), event.key());
      String devise = row.text(PaymentSchema.DEVISE).intern();
      String amount = devise + " " + row.number(PaymentSchema.MONTANT);
      long cents = row.number(PaymentSchema.AMOUNT_EUR);
      week.add(new Payment(row.number(0), amount, devise, cents, time / 60_000_000));
    }
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    assertEquals(minute(7), minute(7));
    assertFalse(minute(7).equals(minute(8)));
  }

  @Test
  void everyPaymentHasAnIdentifierOfItsOwnThatAScriptCanHold() {
    assertEquals(A_WEEK, week.stream().mapToLong(Payment::id).distinct().count());
    assertTrue(week.stream().allMatch(payment -> payment.id() < 1L << 53));
  }

  @Test
  void fiveCurrenciesAreSpentAndTheEuroMost() {
    Map<String, Long> counts =
        week.stream().collect(Collectors.groupingBy(Payment::devise, Collectors.counting()));
    assertEquals(Set.of("USD", "EUR", "GBP", "MAD", "JPY"), counts.keySet());
    counts.forEach((devise, count) -> assertTrue(count > 0.03 * A_WEEK, devise + " " + count));
    assertEquals(counts.get("EUR"), counts.values().stream().max(Long::compare).orElseThrow());
  }

  @Test
  void everyCurrencyIsSpentWhenItsPeopleAreAwake() {
    double asMorningInJapan = share("JPY", payment -> payment.time().getHour() == 3);
    double asNightInJapan = share("JPY", payment -> payment.time().getHour() == 18);
    assertTrue(asMorningInJapan > 5 * asNightInJapan, asMorningInJapan + " " + asNightInJapan);
    double asNightInAmerica = share("USD", payment -> payment.time().getHour() == 9);
    double asDayInAmerica = share("USD", payment -> payment.time().getHour() == 23);
    assertTrue(asDayInAmerica > 3 * asNightInAmerica, asDayInAmerica + " " + asNightInAmerica);
  }

  private static double share(String devise, Predicate<Payment> when) {
    List<Payment> some = week.stream().filter(when).toList();
    return (double) some.stream().filter(p -> p.devise().equals(devise)).count() / some.size();
  }

  @Test
  void largePaymentsAreRareAndMadeOnWorkingDays() {
    List<Payment> large = week.stream().filter(Payment::large).toList();
    double share = (double) large.size() / A_WEEK;
    assertTrue(share > 0.00005 && share < 0.002, "share of large payments " + share);
    long onWorkingDays = large.stream().filter(p -> p.time().getDayOfWeek().getValue() < 6).count();
    assertTrue(onWorkingDays > 0.95 * large.size(), onWorkingDays + " of " + large.size());
  }

  @Test
  void anAmountIsRepeatedOverTwentyTimesInAMinuteOnlyWhenCardsAreTried() {
    Map<String, Integer> times = new HashMap<>();
    week.forEach(
        payment -> times.merge(payment.minute() + " " + payment.amount(), 1, Integer::sum));
    List<String> bursts =
        times.entrySet().stream()
            .filter(one -> one.getValue() > 20)
            .map(Map.Entry::getKey)
            .toList();
    int most =
        times.entrySet().stream()
            .filter(one -> one.getValue() <= 20)
            .mapToInt(Map.Entry::getValue)
            .max()
            .orElseThrow();
    assertTrue(bursts.size() > 10 && bursts.size() < 150, "minutes of bursts " + bursts.size());
    assertTrue(most <= 15, "the most frequent other amount " + most);
  }

  private static String minute(long seed) {
    Simulator simulator = Transactions.pipeline().simulators().apply(seed);
    StringBuilder minute = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      minute.append(text(simulator.next(START + i * STEP))).append('\n');
    }
    return minute.toString();
  }

  private static String text(SimulatedEvent event) {
    return new String(event.value(), StandardCharsets.UTF_8);
  }

  private static long micros(String time) {
    return Instant.parse(time).getEpochSecond() * 1_000_000;
  }
}
