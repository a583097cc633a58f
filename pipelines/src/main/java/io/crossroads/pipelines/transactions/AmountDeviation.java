package io.crossroads.pipelines.transactions;

import io.crossroads.pipelines.decode.EventRow;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Scores a payment by how far its amount is from what was usual in its currency, by the history
 * that its append time selects. Without a loaded history there is no score.
 */
final class AmountDeviation implements PaymentScore {

  private final Supplier<RateVersions> versions;

  AmountDeviation(Supplier<RateVersions> versions) {
    this.versions = versions;
  }

  @Override
  public Optional<BigDecimal> of(EventRow payment, long appendTimeMicros) {
    UsualAmounts usual = versions.get().at(appendTimeMicros).usualAmounts();
    return usual.byCurrency().isEmpty()
        ? Optional.empty()
        : usual.score(
            (int) payment.number(PaymentSchema.DEVISE),
            BigDecimal.valueOf(payment.number(PaymentSchema.MONTANT), EuroConversion.AMOUNT_SCALE));
  }
}
