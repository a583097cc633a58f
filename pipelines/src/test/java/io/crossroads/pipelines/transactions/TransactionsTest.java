package io.crossroads.pipelines.transactions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.Rejection;
import io.crossroads.pipelines.schema.EventSchema;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What becomes of a payment: its euros, its local time, or a reason why it is none. */
class TransactionsTest {

  private static final long NOW = micros("2025-11-30T00:00:00Z");
  private static final long NEXT_VERSION = micros("2025-12-01T00:00:00Z");

  private static final String RATES =
      """
      Date,USD,GBP,HRK,JPY,
      2025-10-27,1.1640,0.8700,N/A,178.00,
      2025-10-24,1.1600,,N/A,177.50,
      2025-10-17,1.1700,0.8600,7.5,176.00,
      2025-03-31,1.0800,0.8400,7.5,161.00,
      2025-03-28,1.0750,0.8300,7.5,162.00,
      """;

  private RateVersions versions = versions();
  private final Pipeline pipeline = Transactions.pipeline(Transactions.ZONE, () -> versions);
  private final EventSchema schema = pipeline.schema();
  private final EventDecoder decoder = pipeline.decoder(Limits.DEFAULT);
  private final EventRow row = decoder.newRow();

  private static RateVersions versions() {
    return new RateVersions(List.of(new RateVersion("autumn", 0, table(RATES))));
  }

  private static RateTable table(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new RateTable(RateFile.read("rates", new ByteArrayInputStream(bytes)));
  }

  private String pay(String amount, String currency, String time, long appended) {
    String text =
        String.format(
            Locale.ROOT,
            "{\"transaction_id\":77,\"montant\":%s,\"devise\":%s,\"timestamp\":%s}",
            amount,
            currency,
            time);
    return decode(text, appended);
  }

  private String decode(String text, long appended) {
    byte[] record = text.getBytes(StandardCharsets.UTF_8);
    decoder.decode(record, 0, record.length, appended, row);
    return row.rejection().map(Rejection::toString).orElse("");
  }

  /** The euros of a payment at noon, or why it is rejected. */
  private String euros(String amount, String currency, String day) {
    String fault = pay(amount, "\"" + currency + "\"", "\"" + day + "T12:00:00Z\"", NOW);
    return fault.isEmpty()
        ? BigDecimal.valueOf(row.number(schema.indexOf("amount_eur")), 2).toPlainString()
        : fault;
  }

  private String text(String column) {
    return row.text(schema.indexOf(column));
  }

  private String rateDate() {
    return LocalDate.ofEpochDay(row.number(schema.indexOf("rate_date"))).toString();
  }

  private String localTime(String time) {
    assertEquals("", pay("5", "\"USD\"", "\"" + time + "\"", NOW), time);
    return text("time_local");
  }

  @Test
  void anAmountIsDividedByTheRateOfItsDay() {
    assertEquals("100.00", euros("117", "USD", "2025-10-17"));
    assertEquals("5.63", euros("1000", "JPY", "2025-10-24"));
    assertEquals("0.00", euros("0.0054", "USD", "2025-10-24"), "0.0046 is no cent");
    assertEquals(117_000_000, rateOf("117", "USD", "2025-10-17"));
  }

  private long rateOf(String amount, String currency, String day) {
    euros(amount, currency, day);
    return row.number(schema.indexOf("rate"));
  }

  @Test
  void theLatestRateOfSevenDaysAppliesOverWeekendsAndGaps() {
    assertEquals("100.00", euros("116", "USD", "2025-10-26"), "Sunday");
    assertEquals("2025-10-24", rateDate());
    assertEquals("100.00", euros("86", "GBP", "2025-10-24"), "an empty cell is no rate");
    assertEquals("2025-10-17", rateDate());
    assertEquals("unknown_reference (devise)", euros("86", "GBP", "2025-10-25"), "eight days");
    assertEquals("10.00", euros("11.64", "USD", "2025-11-03"), "seven days");
    assertEquals("unknown_reference (devise)", euros("11.64", "USD", "2025-11-04"));
    assertEquals("10.00", euros("75", "HRK", "2025-10-24"));
    assertEquals("unknown_reference (devise)", euros("75", "HRK", "2025-10-27"), "N/A");
  }

  @Test
  void aEuroIsAEuroOnAnyDay() {
    assertEquals("10.50", euros("10.5", "EUR", "2009-01-01"));
    assertEquals("2009-01-01", rateDate());
    assertEquals(100_000_000, row.number(schema.indexOf("rate")));
    assertEquals("10.50", euros("10.505", "EUR", "2009-01-01"), "half-even");
  }

  @Test
  void theDateOfARateIsThatOfTheClocksInParis() {
    assertEquals("", pay("1", "\"USD\"", "\"2025-10-26T22:59:59Z\"", NOW));
    assertEquals("2025-10-24", rateDate());
    assertEquals("", pay("1", "\"USD\"", "\"2025-10-26T23:00:00Z\"", NOW));
    assertEquals("2025-10-27", rateDate(), "after midnight in winter time");
    assertEquals("", pay("1", "\"USD\"", "\"2025-03-30T21:59:59Z\"", NOW));
    assertEquals("2025-03-28", rateDate());
    assertEquals("", pay("1", "\"USD\"", "\"2025-03-30T22:00:00Z\"", NOW));
    assertEquals("2025-03-31", rateDate(), "after midnight in summer time");
  }

  @Test
  void localTimesTellTheTwoHoursOfOctoberApart() {
    assertEquals("2025-10-26T02:30:00+02:00", localTime("2025-10-26T00:30:00Z"));
    assertEquals("2025-10-26T02:30:00+01:00", localTime("2025-10-26T01:30:00Z"));
    assertEquals("2025-03-30T01:59:59.999999+01:00", localTime("2025-03-30T00:59:59.999999Z"));
    assertEquals("2025-03-30T03:00:00+02:00", localTime("2025-03-30T01:00:00Z"));
    assertEquals("2025-04-01T00:30:00.250000+02:00", localTime("2025-03-31T22:30:00.25Z"));
    assertEquals("2025-10-24T12:15:00+02:00", localTime("2025-10-24T10:15:00"));
    assertEquals("2025-10-24T11:15:00+02:00", localTime("2025-10-24T10:15:00+0100"));
    assertEquals("Europe/Paris", text("zone"));
    assertEquals(
        micros("2025-10-24T09:15:00Z"), row.number(schema.indexOf("time_utc")), "the same instant");
  }

  @Test
  void anotherZoneHasOtherDaysAndTimes() {
    Pipeline inTokyo = Transactions.pipeline(ZoneId.of("Asia/Tokyo"), () -> versions);
    EventRow payment = inTokyo.decoder(Limits.DEFAULT).newRow();
    byte[] record =
        "{\"transaction_id\":1,\"montant\":1,\"devise\":\"USD\",\"timestamp\":\"2025-10-26T15:00:00Z\"}"
            .getBytes(StandardCharsets.UTF_8);
    inTokyo.decoder(Limits.DEFAULT).decode(record, 0, record.length, NOW, payment);

    assertEquals("2025-10-27T00:00:00+09:00", payment.text(schema.indexOf("time_local")));
    assertEquals(
        LocalDate.parse("2025-10-27").toEpochDay(), payment.number(schema.indexOf("rate_date")));
  }

  @Test
  void theAppendTimeSelectsTheVersionOfTheRates() {
    String time = "\"2025-10-24T12:00:00Z\"";
    RateTable corrected = table("date,currency,rate\n2025-10-24,USD,2\n");
    versions = versions.with(new RateVersion("corrected", NEXT_VERSION, corrected));

    assertEquals("", pay("116", "\"USD\"", time, NEXT_VERSION - 1));
    assertEquals(10_000, row.number(schema.indexOf("amount_eur")));
    assertEquals("autumn", text("rate_version"));
    assertEquals("", pay("116", "\"USD\"", time, NEXT_VERSION));
    assertEquals(5_800, row.number(schema.indexOf("amount_eur")));
    assertEquals("corrected", text("rate_version"));
    assertEquals("unknown_reference (devise)", pay("116", "\"JPY\"", time, NEXT_VERSION));
  }

  @Test
  void anAmountIsTakenAsItIsOrNotAtAll() {
    String time = "\"2025-10-24T12:00:00Z\"";
    for (String amount : List.of("0.0001", "1E-4", "3e2", "40.0000", "40.00000", "1e12")) {
      assertEquals("", pay(amount, "\"USD\"", time, NOW), amount);
    }
    for (String amount :
        List.of(
            "0.00005",
            "61.30000000000001",
            "61.29999999999999",
            "0",
            "-0.0",
            "-3",
            "1000000000000.0001",
            "1e13",
            "1e300")) {
      assertEquals("out_of_range (montant)", pay(amount, "\"USD\"", time, NOW), amount);
    }
    for (String amount : List.of("\"61.30\"", "\"61,30\"", "\"(61.30)\"", "\"\u22123\"", "true")) {
      assertEquals("wrong_type (montant)", pay(amount, "\"USD\"", time, NOW), amount);
    }
    for (String amount : List.of("61,30", "6_130", "61.30 USD", "NaN")) {
      assertEquals("not_json", pay(amount, "\"USD\"", time, NOW), amount);
    }
    assertEquals("missing (montant)", pay("null", "\"USD\"", time, NOW));
  }

  @Test
  void aCurrencyIsACodeInCapitalsAndHasARate() {
    String time = "\"2025-10-24T12:00:00Z\"";
    assertEquals("", pay("7.125", "\"\\u004aPY\"", time, NOW), "escaped");
    for (String currency : List.of("gbp", "Gbp", "GB\u00A3", " USD", "USD ", "US", "USDT", "826")) {
      assertEquals("out_of_range (devise)", pay("1", "\"" + currency + "\"", time, NOW), currency);
    }
    for (String currency : List.of("BGN", "XAG", "XTS", "KWD", "DEM", "ZWG")) {
      assertEquals(
          "unknown_reference (devise)", pay("1", "\"" + currency + "\"", time, NOW), currency);
    }
    assertEquals("missing (devise)", pay("1", "\"\"", time, NOW));
    assertEquals("missing (devise)", pay("1", "null", time, NOW));
    assertEquals("wrong_type (devise)", pay("1", "826", time, NOW));
  }

  @Test
  void aTimeIsAnInstantInText() {
    assertEquals("wrong_type (timestamp)", pay("1", "\"USD\"", "1761307200", NOW));
    assertEquals("bad_time (timestamp)", pay("1", "\"USD\"", "\"2025-10-24\"", NOW));
    assertEquals("bad_time (timestamp)", pay("1", "\"USD\"", "\"24/10/2025 12:00\"", NOW));
  }

  @Test
  void linesOfOtherFilesAreNoPayments() {
    String object =
        "{\"transaction_id\":1,\"montant\":8,\"devise\":\"EUR\",\"timestamp\":\"2025-10-24T12:00Z\"}";
    assertEquals("", decode(object, NOW));
    for (String line :
        List.of("id;montant;devise", "1;8,00;EUR;24/10/2025", "[", "]", object + ",")) {
      assertEquals("not_json", decode(line, NOW), line);
    }
  }

  @Test
  void theCodesOfCurrenciesDoNotDependOnTheJavaRuntime() {
    assertEquals(233, CurrencyCodes.codes().size());
    assertEquals(
        CurrencyCodes.codes().stream().sorted().distinct().toList(), CurrencyCodes.codes());
  }

  private static long micros(String time) {
    return Instant.parse(time).getEpochSecond() * 1_000_000;
  }
}
