package io.crossroads.pipelines.decode;

import io.crossroads.pipelines.schema.FieldType;
import io.crossroads.pipelines.time.IsoTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Puts the JSON value of one field into a row, or says what is wrong with it. A reader is asked
 * whether it accepts a value's first byte, and then given either the text of a string or what the
 * scanner read.
 */
abstract class FieldReader {

  final int column;

  FieldReader(int column) {
    this.column = column;
  }

  static FieldReader of(FieldType type, int column, ZoneId zone) {
    return type.match(
        text -> new TextReader(text, column),
        decimal ->
            new NumberReader(
                decimal.scale(),
                decimal.min(),
                decimal.max(),
                decimal.exact() ? Reason.OUT_OF_RANGE : null,
                column),
        whole -> new NumberReader(0, whole.min(), whole.max(), Reason.WRONG_TYPE, column),
        flag -> new FlagReader(column),
        date -> new DateReader(column),
        time -> new TimeReader(zone, time.epoch(), column));
  }

  /** Whether a value of the field's type can begin with this byte. */
  abstract boolean accepts(byte first);

  /** Takes a string; returns what is wrong with it, or null. */
  Reason readText(byte[] bytes, int offset, int length, long appendTimeMicros, EventRow row) {
    return Reason.WRONG_TYPE;
  }

  /** Takes a number or a flag; returns what is wrong with it, or null. */
  Reason readScalar(byte first, JsonNumber number, long appendTimeMicros, EventRow row) {
    return Reason.WRONG_TYPE;
  }

  private static final class TextReader extends FieldReader {
    private final int maxBytes;
    private final KnownTexts known;
    private final Reason unlisted;

    TextReader(FieldType.Text type, int column) {
      super(column);
      maxBytes = type.maxBytes();
      known = type.known().isEmpty() ? null : new KnownTexts(type.known());
      unlisted = type.reference() ? Reason.UNKNOWN_REFERENCE : Reason.OUT_OF_RANGE;
    }

    @Override
    boolean accepts(byte first) {
      return first == '"';
    }

    @Override
    Reason readText(byte[] bytes, int offset, int length, long appendTimeMicros, EventRow row) {
      if (length == 0) {
        return null; // absent, and missing if the field is required
      }
      int ordinal = known == null ? -1 : known.indexOf(bytes, offset, length);
      if (known != null && ordinal < 0) {
        return unlisted;
      }
      if (length > maxBytes) {
        return Reason.OUT_OF_RANGE;
      }
      row.setText(column, bytes, offset, length, ordinal);
      return null;
    }
  }

  private static final class NumberReader extends FieldReader {
    private final int scale;
    private final long min;
    private final long max;
    private final Reason rounded;

    /**
     * A reader of numbers.
     *
     * @param min the least value allowed, in units of the scale's last digit, as {@code max} is
     * @param rounded what is wrong with a number of more digits; null if it is rounded
     */
    NumberReader(int scale, long min, long max, Reason rounded, int column) {
      super(column);
      this.scale = scale;
      this.min = min;
      this.max = max;
      this.rounded = rounded;
    }

    @Override
    boolean accepts(byte first) {
      return first == '-' || (first >= '0' && first <= '9');
    }

    @Override
    Reason readScalar(byte first, JsonNumber number, long appendTimeMicros, EventRow row) {
      JsonNumber.Fit fit = number.fit(scale);
      if (fit == JsonNumber.Fit.ROUNDED && rounded != null) {
        return rounded;
      }
      long value = number.value();
      if (fit == JsonNumber.Fit.OVERFLOW || value < min || value > max) {
        return Reason.OUT_OF_RANGE;
      }
      row.setNumber(column, value);
      return null;
    }
  }

  private static final class FlagReader extends FieldReader {
    FlagReader(int column) {
      super(column);
    }

    @Override
    boolean accepts(byte first) {
      return first == 't' || first == 'f';
    }

    @Override
    Reason readScalar(byte first, JsonNumber number, long appendTimeMicros, EventRow row) {
      row.setNumber(column, first == 't' ? 1 : 0);
      return null;
    }
  }

  private static final class DateReader extends FieldReader {
    private final IsoTime time = new IsoTime(ZoneOffset.UTC);

    DateReader(int column) {
      super(column);
    }

    @Override
    boolean accepts(byte first) {
      return first == '"';
    }

    @Override
    Reason readText(byte[] bytes, int offset, int length, long appendTimeMicros, EventRow row) {
      long day = time.readDate(bytes, offset, length);
      if (day == IsoTime.INVALID) {
        return Reason.BAD_TIME;
      }
      row.setNumber(column, day);
      return null;
    }
  }

  private static final class TimeReader extends FieldReader {
    private final IsoTime time;
    private final int epochDigits;

    TimeReader(ZoneId zone, FieldType.Time.Epoch epoch, int column) {
      super(column);
      time = new IsoTime(zone);
      epochDigits = epoch.digits();
    }

    @Override
    boolean accepts(byte first) {
      return first == '"' || epochDigits >= 0 && (first == '-' || (first >= '0' && first <= '9'));
    }

    @Override
    Reason readText(byte[] bytes, int offset, int length, long appendTimeMicros, EventRow row) {
      return put(time.read(bytes, offset, length), appendTimeMicros, row);
    }

    @Override
    Reason readScalar(byte first, JsonNumber number, long appendTimeMicros, EventRow row) {
      boolean fits = number.fit(epochDigits) != JsonNumber.Fit.OVERFLOW;
      return put(fits ? number.value() : IsoTime.INVALID, appendTimeMicros, row);
    }

    private Reason put(long micros, long appendTimeMicros, EventRow row) {
      if (!FieldType.Time.allows(micros, appendTimeMicros)) {
        return Reason.BAD_TIME;
      }
      row.setNumber(column, micros);
      return null;
    }
  }
}
