package io.crossroads.pipelines.transactions;

import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;

/** What a payment is: what was paid, and what it is in euros. */
final class PaymentSchema {

  static final String DEVISE_NAME = "devise";

  /** Places of the columns. */
  static final int MONTANT = 1;

  static final int DEVISE = 2;
  static final int TIMESTAMP = 3;
  static final int AMOUNT_EUR = 4;
  static final int RATE = 5;
  static final int RATE_DATE = 6;
  static final int RATE_VERSION = 7;
  static final int TIME_UTC = 8;
  static final int TIME_LOCAL = 9;
  static final int ZONE = 10;
  static final int SCORE = 11;

  private static final int LONGEST_ZONE = 64;
  private static final int LONGEST_LOCAL_TIME = "2000-01-01T00:00:00.000000+00:00".length();

  private PaymentSchema() {}

  /**
   * The schema.
   *
   * @param zone whose clocks tell a payment's date and local time
   * @param rates what amounts are divided by; asked for each payment
   * @param score what judges payments
   */
  static EventSchema of(ZoneId zone, Supplier<RateVersions> rates, PaymentScore score) {
    return EventSchema.keyedBy("transaction_id", "timestamp", ZoneOffset.UTC, fields())
        .withDerived(derived(), new EuroDerivation(zone, rates, score));
  }

  private static List<Field> fields() {
    return List.of(
        Field.required(
            "transaction_id",
            FieldType.whole(Long.MIN_VALUE, Long.MAX_VALUE),
            "",
            "Unique to the payment"),
        Field.required(
            "montant",
            FieldType.exactDecimal(EuroConversion.AMOUNT_SCALE, "0.0001", "1000000000000"),
            "",
            "What was paid, in units of its currency"),
        Field.required(
            DEVISE_NAME,
            FieldType.oneOf(CurrencyCodes.codes()),
            "",
            "The currency, as in ISO 4217"),
        Field.required("timestamp", FieldType.time(), "", "When it was paid"));
  }

  private static List<Field> derived() {
    return List.of(
        Field.required(
            "amount_eur",
            FieldType.decimal(EuroConversion.EURO_SCALE, "0", "9999999999999999.99"),
            "EUR",
            "montant / rate, rounded half-even"),
        Field.required(
            "rate",
            FieldType.decimal(Rate.SCALE, Rate.MIN.toPlainString(), Rate.MAX.toPlainString()),
            "1/EUR",
            "Units of the currency for one euro"),
        Field.required(
            "rate_date",
            FieldType.date(),
            "",
            "The day of the rate, at most 7 before the payment's local date; for EUR that date"),
        Field.required(
            "rate_version",
            FieldType.text(RateVersion.NAME_LENGTH),
            "",
            "The table that the rate is of, which the append time selects"),
        Field.required("time_utc", FieldType.time(), "", "When it was paid"),
        Field.required(
            "time_local",
            FieldType.text(LONGEST_LOCAL_TIME),
            "",
            "When it was paid by the clocks of the zone, ISO-8601 with their offset"),
        Field.required("zone", FieldType.text(LONGEST_ZONE), "", "The zone of time_local"),
        Field.optional(
            "score",
            FieldType.decimal(PaymentScore.SCALE, "0", "1"),
            "",
            "How unusual the payment is, 0 to 1; absent unless usual amounts were loaded"));
  }
}
