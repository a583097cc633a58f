package io.crossroads.pipelines.schema;

import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Rejection;
import java.util.Optional;

/**
 * Computes the derived columns of a decoded event, such as an amount in euros from a dated table of
 * rates. It must give the same result for the same event and the same version of its reference
 * data, because batch and speed layer each call it. Several threads call it at once.
 */
@FunctionalInterface
public interface Derivation {

  /** For schemas without derived columns. */
  Derivation NONE = (row, appendTimeMicros) -> Optional.empty();

  /**
   * Sets the derived columns of {@code row}, whose fields are decoded and valid.
   *
   * @param row the event; its derived columns are absent before the call
   * @param appendTimeMicros when the broker appended the record, microseconds since the epoch
   * @return why the event cannot be kept, such as {@code unknown_reference}, or empty
   */
  Optional<Rejection> derive(EventRow row, long appendTimeMicros);
}
