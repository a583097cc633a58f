package io.crossroads.pipelines.decode;

import java.util.Objects;
import java.util.Optional;

/**
 * Why one record cannot become an event.
 *
 * @param reason which rule it breaks
 * @param fieldName the field at fault; null where the record as a whole is
 */
public record Rejection(Reason reason, String fieldName) {

  public Rejection {
    Objects.requireNonNull(reason, "reason");
  }

  /** A fault of the record as a whole. */
  public static Rejection of(Reason reason) {
    return new Rejection(reason, null);
  }

  /** The field at fault, if it is one field. */
  public Optional<String> field() {
    return Optional.ofNullable(fieldName);
  }

  @Override
  public String toString() {
    return fieldName == null ? reason.label() : reason.label() + " (" + fieldName + ")";
  }
}
