package io.crossroads.pipelines.rollup;

import java.util.Arrays;
import java.util.Objects;

/**
 * A comparison of a field or a measure with a constant, such as {@code status >= 500}.
 *
 * @param name of the field (of an event) or the measure (of a rollup)
 * @param comparison how the two are compared; numbers and times by size, texts by equality or by
 *     their bytes
 * @param value the constant, as it would stand in JSON without quotes
 */
public record Condition(String name, Comparison comparison, String value) {

  /** How a value is compared with the constant. */
  public enum Comparison {
    LESS("<"),
    AT_MOST("<="),
    EQUAL("="),
    NOT_EQUAL("!="),
    AT_LEAST(">="),
    GREATER(">");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    /** The sign that stands for it in text. */
    public String sign() {
      return sign;
    }

    /** Whether a comparison's result, negative, zero or positive, meets it. */
    public boolean holds(int result) {
      return switch (this) {
        case LESS -> result < 0;
        case AT_MOST -> result <= 0;
        case EQUAL -> result == 0;
        case NOT_EQUAL -> result != 0;
        case AT_LEAST -> result >= 0;
        case GREATER -> result > 0;
      };
    }

    /**
     * The comparison that a sign stands for.
     *
     * @throws IllegalArgumentException if it stands for none; names those that exist
     */
    public static Comparison of(String sign) {
      return Arrays.stream(values())
          .filter(comparison -> comparison.sign.equals(sign))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "no comparison '"
                          + sign
                          + "'; there are "
                          + Arrays.stream(values()).map(Comparison::sign).toList()));
    }
  }

  public Condition {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(comparison, "comparison");
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return name + " " + comparison.sign() + " " + value;
  }
}
