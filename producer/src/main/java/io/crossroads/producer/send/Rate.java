package io.crossroads.producer.send;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How fast records are sent.
 *
 * @param perSecond events a second; infinite for as fast as possible
 */
public record Rate(double perSecond) {

  /** As fast as the broker takes them. */
  public static final Rate MAX = new Rate(Double.POSITIVE_INFINITY);

  private static final double MIN_PER_SECOND = 0.001;
  private static final double MAX_PER_SECOND = 1_000_000;

  /** Whether there is no pace to keep. */
  public boolean isMax() {
    return this.equals(MAX);
  }

  @Override
  public String toString() {
    return isMax() ? "max" : String.format(Locale.ROOT, "%s/s", perSecond);
  }

  /** Reads a number of events a second, or {@code max}. */
  public static final class Converter implements ITypeConverter<Rate> {
    @Override
    public Rate convert(String value) {
      if (value.equalsIgnoreCase("max")) {
        return MAX;
      }
      try {
        double perSecond = Double.parseDouble(value);
        if (perSecond >= MIN_PER_SECOND && perSecond <= MAX_PER_SECOND) {
          return new Rate(perSecond);
        }
      } catch (NumberFormatException e) {
        // told below, as for a number outside the range
      }
      throw new TypeConversionException(
          String.format(
              Locale.ROOT,
              "'%s' is no rate; write events a second, 0.001 to 1000000, or max",
              value));
    }
  }
}
