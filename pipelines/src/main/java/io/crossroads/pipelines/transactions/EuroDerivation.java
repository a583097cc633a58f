package io.crossroads.pipelines.transactions;

import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Reason;
import io.crossroads.pipelines.decode.Rejection;
import io.crossroads.pipelines.schema.Derivation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Converts a payment to euros, by the rates that its append time selects and the date that the
 * clocks of a zone show; then has it judged. A payment without a rate is no event.
 */
final class EuroDerivation implements Derivation {

  private static final Optional<Rejection> NO_RATE =
      Optional.of(new Rejection(Reason.UNKNOWN_REFERENCE, PaymentSchema.DEVISE_NAME));

  private static final int EURO = CurrencyCodes.placeOf(CurrencyCodes.EURO);

  private final LocalClock clock;
  private final byte[] zone;
  private final Supplier<RateVersions> versions;
  private final PaymentScore score;

  EuroDerivation(ZoneId zone, Supplier<RateVersions> versions, PaymentScore score) {
    this.clock = new LocalClock(zone);
    this.zone = zone.getId().getBytes(StandardCharsets.US_ASCII);
    this.versions = versions;
    this.score = score;
  }

  @Override
  public Optional<Rejection> derive(EventRow row, long appendTimeMicros) {
    long time = row.number(PaymentSchema.TIMESTAMP);
    long day = clock.day(time);
    RateVersion version = versions.get().at(appendTimeMicros);
    Optional<DailyRate> found = rate(version, (int) row.number(PaymentSchema.DEVISE), day);
    if (found.isEmpty()) {
      return NO_RATE;
    }
    DailyRate rate = found.get();
    row.setNumber(
        PaymentSchema.AMOUNT_EUR, rate.conversion().cents(row.number(PaymentSchema.MONTANT)));
    row.setNumber(PaymentSchema.RATE, rate.conversion().perEuro());
    row.setNumber(PaymentSchema.RATE_DATE, rate.day());
    setText(row, PaymentSchema.RATE_VERSION, version.nameBytes());
    row.setNumber(PaymentSchema.TIME_UTC, time);
    setText(row, PaymentSchema.TIME_LOCAL, clock.text(time));
    setText(row, PaymentSchema.ZONE, zone);
    score
        .of(row, appendTimeMicros)
        .ifPresent(judged -> row.setNumber(PaymentSchema.SCORE, unscaled(judged)));
    return Optional.empty();
  }

  private static long unscaled(BigDecimal score) {
    if (score.signum() < 0 || score.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalStateException("a score is 0 to 1, not " + score.toPlainString());
    }
    return score.setScale(PaymentScore.SCALE).unscaledValue().longValueExact();
  }

  private static Optional<DailyRate> rate(RateVersion version, int currency, long day) {
    return currency == EURO
        ? Optional.of(new DailyRate(day, EuroConversion.NONE))
        : version.rates().latest(currency, day);
  }

  private static void setText(EventRow row, int column, byte[] ascii) {
    row.setText(column, ascii, 0, ascii.length, -1);
  }
}
