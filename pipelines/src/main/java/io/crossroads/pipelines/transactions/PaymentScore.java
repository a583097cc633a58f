package io.crossroads.pipelines.transactions;

import io.crossroads.pipelines.decode.EventRow;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Judges a payment, which fills the derived column {@code score}. It must give the same result for
 * the same payment and the same version of its reference data, as archive, live numbers and every
 * rerun each call it; what it knows beside the payment is therefore chosen by the append time.
 * Several threads call it at once.
 */
@FunctionalInterface
public interface PaymentScore {

  /** Digits after the point of a score. */
  int SCALE = 4;

  /** Leaves every score absent. */
  PaymentScore NONE = (payment, appendTimeMicros) -> Optional.empty();

  /**
   * Judges a payment.
   *
   * @param payment decoded and valid; its other derived columns are there
   * @param appendTimeMicros when the broker appended the record, microseconds since the epoch
   * @return 0 (as usual) to 1, with at most {@link #SCALE} digits after the point; empty for no
   *     judgement
   */
  Optional<BigDecimal> of(EventRow payment, long appendTimeMicros);
}
