package io.crossroads.pipelines.schema;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * What a field of an event holds, and what makes a value of it valid.
 *
 * <p>Every type but {@link Text} is carried as one {@code long} in an {@link
 * io.crossroads.pipelines.decode.EventRow}: decimals as their unscaled value, times as microseconds
 * since 1970-01-01T00:00:00Z, dates as days since 1970-01-01, flags as 0 or 1.
 */
public sealed interface FieldType {

  /**
   * What is said of each kind of type. There is one function for each, so that a new kind does not
   * compile until every place knows it.
   */
  record Cases<T>(
      Function<? super Text, ? extends T> text,
      Function<? super Decimal, ? extends T> decimal,
      Function<? super Whole, ? extends T> whole,
      Function<? super Flag, ? extends T> flag,
      Function<? super Date, ? extends T> date,
      Function<? super Time, ? extends T> time) {}

  /** What is said of this kind. */
  <T> T match(Cases<T> cases);

  /** The same, with the cases one by one. */
  default <T> T match(
      Function<? super Text, ? extends T> text,
      Function<? super Decimal, ? extends T> decimal,
      Function<? super Whole, ? extends T> whole,
      Function<? super Flag, ? extends T> flag,
      Function<? super Date, ? extends T> date,
      Function<? super Time, ? extends T> time) {
    return match(new Cases<T>(text, decimal, whole, flag, date, time));
  }

  /** Whether values are numbers, so that they can be added and compared as such. */
  default boolean isNumber() {
    return match(
        text -> false, decimal -> true, whole -> true, flag -> false, date -> false, time -> false);
  }

  /** Digits after the point; 0 for what is no decimal. */
  default int scale() {
    return match(text -> 0, Decimal::scale, whole -> 0, flag -> 0, date -> 0, time -> 0);
  }

  /**
   * Text of at least one byte; an empty text counts as missing.
   *
   * @param maxBytes greatest length in UTF-8 bytes; longer is {@code out_of_range}
   * @param known the values that are valid, in a fixed order; empty if every text is
   * @param reference whether {@code known} is reference data: a value not in it is then {@code
   *     unknown_reference}, otherwise {@code out_of_range}
   */
  record Text(int maxBytes, List<String> known, boolean reference) implements FieldType {
    public Text {
      if (maxBytes < 1) {
        throw new IllegalArgumentException("maxBytes must be at least 1, not " + maxBytes);
      }
      known = List.copyOf(known);
      if (reference && known.isEmpty()) {
        throw new IllegalArgumentException("reference data without a single value");
      }
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.text().apply(this);
    }
  }

  /**
   * A fixed-point decimal, so that sums are exact in any order.
   *
   * @param scale digits after the point, 0 to 18
   * @param min least valid value, unscaled
   * @param max greatest valid value, unscaled
   * @param exact whether a value with further digits is {@code out_of_range}; otherwise it is
   *     rounded half-even when decoded, before its range is checked
   */
  record Decimal(int scale, long min, long max, boolean exact) implements FieldType {
    public Decimal {
      if (scale < 0 || scale > 18) {
        throw new IllegalArgumentException("scale must be 0 to 18, not " + scale);
      }
      if (min > max) {
        throw new IllegalArgumentException("empty range: " + min + " > " + max);
      }
    }

    /** The number of decimal digits that any valid value fits in, at least {@code scale + 1}. */
    public int precision() {
      int digits =
          Math.max(BigDecimal.valueOf(min).precision(), BigDecimal.valueOf(max).precision());
      return Math.max(digits, scale + 1);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.decimal().apply(this);
    }
  }

  /**
   * A whole number; a JSON number with a fraction other than zero is {@code wrong_type}.
   *
   * @param min least valid value
   * @param max greatest valid value
   */
  record Whole(long min, long max) implements FieldType {
    public Whole {
      if (min > max) {
        throw new IllegalArgumentException("empty range: " + min + " > " + max);
      }
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.whole().apply(this);
    }
  }

  /** True or false. */
  record Flag() implements FieldType {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.flag().apply(this);
    }
  }

  /**
   * A point in time, ISO-8601 on the wire as {@link io.crossroads.pipelines.time.IsoTime} reads it,
   * in the schema's zone where it names no offset. Valid from 2000-01-01T00:00:00Z to 24 hours
   * after the record's append time; otherwise {@code bad_time}.
   *
   * @param epoch what a number in its place counts; {@link Epoch#NONE} if a number is {@code
   *     wrong_type}
   */
  record Time(Epoch epoch) implements FieldType {

    /** What a number counts since 1970-01-01T00:00:00Z. */
    public enum Epoch {
      /** Numbers are no times. */
      NONE(-1),
      /** Seconds, with a fraction or without. */
      SECONDS(6),
      /** Milliseconds, with a fraction or without. */
      MILLISECONDS(3),
      /** Microseconds. */
      MICROSECONDS(0);

      private final int digits;

      Epoch(int digits) {
        this.digits = digits;
      }

      /** Digits after the point that make a microsecond; negative if numbers are no times. */
      public int digits() {
        return digits;
      }
    }

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long YEAR_2000 = 946_684_800 * MICROS_PER_SECOND;

    /** How far ahead of its record's append time an event may be dated. */
    public static final Duration MOST_AHEAD = Duration.ofHours(24);

    private static final long DAY = MOST_AHEAD.toSeconds() * MICROS_PER_SECOND;

    /** Whether an event may be of a time, given when its record was appended. */
    public static boolean allows(long micros, long appendTimeMicros) {
      return micros >= YEAR_2000 && micros - DAY <= appendTimeMicros;
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.time().apply(this);
    }
  }

  /**
   * A calendar day, {@code yyyy-MM-dd} on the wire; one that is not of that form is {@code
   * bad_time}.
   */
  record Date() implements FieldType {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.date().apply(this);
    }
  }

  /** Any text of 1 to {@code maxBytes} bytes. */
  static FieldType text(int maxBytes) {
    return new Text(maxBytes, List.of(), false);
  }

  /** One of a fixed list; anything else is {@code out_of_range}. */
  static FieldType oneOf(List<String> values) {
    return new Text(longest(values), values, false);
  }

  /** One of the keys of reference data; anything else is {@code unknown_reference}. */
  static FieldType reference(List<String> keys) {
    return new Text(1 << 10, keys, true);
  }

  /** A decimal that is rounded half-even to {@code scale}; the bounds belong to the range. */
  static FieldType decimal(int scale, String min, String max) {
    return new Decimal(scale, unscaled(min, scale), unscaled(max, scale), false);
  }

  /**
   * A decimal with at most {@code scale} digits after the point; the bounds belong to the range.
   */
  static FieldType exactDecimal(int scale, String min, String max) {
    return new Decimal(scale, unscaled(min, scale), unscaled(max, scale), true);
  }

  /** A whole number; the bounds belong to the range. */
  static FieldType whole(long min, long max) {
    return new Whole(min, max);
  }

  /** True or false. */
  static FieldType flag() {
    return new Flag();
  }

  /** A point in time. */
  static FieldType time() {
    return new Time(Time.Epoch.NONE);
  }

  /** A point in time, ISO-8601 or a number that counts since the epoch. */
  static FieldType time(Time.Epoch epoch) {
    return new Time(epoch);
  }

  /** A calendar day. */
  static FieldType date() {
    return new Date();
  }

  private static long unscaled(String value, int scale) {
    return new BigDecimal(value).setScale(scale).unscaledValue().longValueExact();
  }

  private static int longest(List<String> values) {
    return values.stream().mapToInt(String::length).max().orElse(0) * 4;
  }
}
