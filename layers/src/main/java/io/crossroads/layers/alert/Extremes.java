package io.crossroads.layers.alert;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;

/**
 * The least and the greatest value of a field among readings.
 *
 * @param least null if no reading has a value
 * @param greatest null if no reading has a value
 */
public record Extremes(BigDecimal least, BigDecimal greatest) implements Serializable {

  /** Of readings without a value. */
  public static final Extremes NONE = new Extremes(null, null);

  /** Of one reading; its value is null if it has none. */
  public static Extremes of(BigDecimal value) {
    return new Extremes(value, value);
  }

  /** Of several fields of one reading, whose values may be null. */
  public static List<Extremes> ofAll(List<BigDecimal> values) {
    return values.stream().map(Extremes::of).toList();
  }

  /** Whether no reading has a value. */
  public boolean isNone() {
    return least == null;
  }

  /** Of the readings of both. */
  Extremes and(Extremes other) {
    if (isNone() || other.isNone()) {
      return isNone() ? other : this;
    }
    return new Extremes(least.min(other.least), greatest.max(other.greatest));
  }
}
