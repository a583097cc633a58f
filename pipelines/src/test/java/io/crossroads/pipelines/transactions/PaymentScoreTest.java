package io.crossroads.pipelines.transactions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.reference.ReferenceFolder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The column score: absent until usual amounts are loaded, then by the version of append time. */
class PaymentScoreTest {

  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
  private static final Instant EFFECT = NOW.plusSeconds(60);

  @TempDir Path temporary;
  private ReferenceFolder folder;

  @BeforeEach
  void create() {
    folder = new ReferenceFolder(temporary.resolve("transactions"));
  }

  private Pipeline pipeline() {
    return Transactions.pipeline(Transactions.ZONE, new LoadedRates(folder));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(temporary.resolve(name), text);
  }

  private static String score(Pipeline pipeline, String amount, String currency, Instant appended) {
    EventDecoder decoder = pipeline.decoder(Limits.DEFAULT);
    EventRow row = decoder.newRow();
    byte[] payment =
        String.format(
                Locale.ROOT,
                "{\"transaction_id\":1,\"montant\":%s,\"devise\":\"%s\","
                    + "\"timestamp\":\"2026-11-27T09:59:00Z\"}",
                amount,
                currency)
            .getBytes(StandardCharsets.UTF_8);
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, appended);
    assertTrue(decoder.decode(payment, 0, payment.length, micros, row));
    return row.has(PaymentSchema.SCORE)
        ? BigDecimal.valueOf(row.number(PaymentSchema.SCORE), PaymentScore.SCALE).toPlainString()
        : "absent";
  }

  @Test
  void thereIsNoneWithoutAHistory() {
    assertEquals("absent", score(pipeline(), "1000000", "EUR", NOW));
  }

  @Test
  void itIsTheDistanceFromTheMedianInRobustDeviationsUpToTwenty() throws IOException {
    Path usual = file("usual.csv", "currency,median,mad\nEUR,26.5000,12.0000\nJPY,2400,1000\n");
    assertEquals(
        "0 rates of 0 currencies, usual amounts of 2 currencies",
        LoadedRates.check(List.of(usual)));
    folder.load("history", EFFECT, NOW, List.of(usual));
    Pipeline pipeline = pipeline();

    assertEquals("0.0000", score(pipeline, "26.5", "EUR", EFFECT));
    assertEquals("0.0281", score(pipeline, "16.5", "EUR", EFFECT), "10 / (20 x 1.4826 x 12)");
    assertEquals("0.0281", score(pipeline, "36.5", "EUR", EFFECT));
    assertEquals("1.0000", score(pipeline, "1000000000000", "EUR", EFFECT));
    assertEquals("0.0890", score(pipeline, "5040", "JPY", EFFECT));
    assertEquals("absent", score(pipeline, "26.5", "USD", EFFECT), "nothing is known of USD");
  }

  @Test
  void theAppendTimeSelectsTheHistoryAndRatesThatAreLoadedLaterKeepIt() throws IOException {
    folder.load("a", EFFECT, NOW, List.of(file("a.csv", "currency,median,mad\nEUR,10,1\n")));
    Instant second = EFFECT.plus(Duration.ofHours(1));
    folder.load("b", second, NOW, List.of(file("b.csv", "date,currency,rate\n2026-11-27,USD,2\n")));
    Instant third = second.plus(Duration.ofHours(1));
    folder.load("off", third, NOW, List.of(file("off.csv", "currency,median,mad\n")));
    Pipeline pipeline = pipeline();

    assertEquals("absent", score(pipeline, "10", "EUR", EFFECT.minusMillis(1)));
    assertEquals("0.0000", score(pipeline, "10", "EUR", EFFECT));
    assertEquals("0.0000", score(pipeline, "10", "EUR", second));
    assertEquals("absent", score(pipeline, "10", "EUR", third), "a heading alone turns it off");
    RateVersions versions = new LoadedRates(folder).get();
    assertEquals("sample", ratesOf(versions, EFFECT));
    assertEquals("b", ratesOf(versions, second));
    assertEquals("b", ratesOf(versions, third));
  }

  private static String ratesOf(RateVersions versions, Instant appended) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, appended);
    return new String(versions.at(micros).nameBytes(), StandardCharsets.US_ASCII);
  }

  @Test
  void anotherJudgementTakesItsPlace() {
    PaymentScore round =
        (payment, appended) ->
            payment.number(PaymentSchema.MONTANT) % 1_000_000 == 0
                ? Optional.of(new BigDecimal("0.5"))
                : Optional.empty();
    Pipeline pipeline = Transactions.pipeline(Transactions.ZONE, RateVersions::samples, round);
    assertEquals("0.5000", score(pipeline, "300", "EUR", NOW));
    assertEquals("absent", score(pipeline, "301", "EUR", NOW));
  }

  @Test
  void aWrongLineIsRefusedByFileLineAndValue() throws IOException {
    assertRefused("usual.csv, line 2: 'EURO' is no currency", "EURO,1,1");
    assertRefused("usual.csv, line 2: median and mad are numbers such as", "EUR,x,1");
    assertRefused("usual.csv, line 2: median 5 and mad 0 must be over 0", "EUR,5,0");
    assertRefused("usual.csv, line 3: EUR is there twice", "EUR,5,1\nEUR,6,1");
    assertRefused("usual.csv, line 2: 2 cells under 3 headings", "EUR,5");
  }

  private void assertRefused(String why, String lines) throws IOException {
    Path file = file("usual.csv", "currency,median,mad\n" + lines + "\n");
    String message =
        assertThrows(IllegalArgumentException.class, () -> LoadedRates.check(List.of(file)))
            .getMessage();
    assertTrue(message.contains(why), message);
  }
}
