package io.crossroads.batch.time;

import io.crossroads.batch.time.Evidence.Reading;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Decides from evidence which format the times of a file have.
 *
 * <p>The shape that most values have is the file's, unless over 1% have another. Where the year
 * comes last, the order is the one that values with a number over 12 leave possible, unless over 1%
 * of these say otherwise. A single value among ten or more is let pass. If the values that tell the
 * order are less than one in a thousand, they do not decide: one mistyped line shall not turn the
 * months of thousands into days. Values that disagree with a decision are rejected one by one.
 */
public final class Recognition {

  static final double MIXED_SHARE = 0.01;
  static final double TELLING_SHARE = 0.001;

  private static final DateTimeFormatter LONG_DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final String SETTLE = "--date-format \"%s\"";

  /** The format of files without a single time. */
  public static final TimeFormat ANY =
      new TimeShape(true, '-', ' ', false).in(DateOrder.YEAR_FIRST);

  private Recognition() {}

  /**
   * The format of a file's times.
   *
   * @param evidence of the file, or of its beginning for a first guess
   * @param given formats to choose from, whichever reads most; empty to recognise it
   * @throws UnclearTimesException if there is no format, two, or one that can be read two ways
   */
  public static TimeFormat decide(Evidence evidence, List<TimeFormat> given)
      throws UnclearTimesException {
    if (!given.isEmpty()) {
      return among(evidence, given);
    }
    int[] shapes =
        IntStream.range(0, TimeShape.COUNT)
            .filter(shape -> evidence.count(shape) > 0)
            .boxed()
            .sorted(Comparator.comparingLong((Integer shape) -> -evidence.count((int) shape)))
            .mapToInt(Integer::intValue)
            .toArray();
    if (shapes.length == 0) {
      if (evidence.otherExample() == null) {
        return ANY;
      }
      throw new UnclearTimesException(
          String.format(
              Locale.ROOT,
              "'%s' is no date and time of a known form, such as %s",
              evidence.otherExample(),
              known()));
    }
    TimeShape shape = TimeShape.ofIndex(shapes[0]);
    requireOne(evidence, shapes, shape);
    return shape.yearFirst() ? shape.in(DateOrder.YEAR_FIRST) : shape.in(order(evidence, shape));
  }

  private static TimeFormat among(Evidence evidence, List<TimeFormat> given)
      throws UnclearTimesException {
    TimeFormat best = given.get(0);
    for (TimeFormat format : given) {
      if (evidence.count(format) > evidence.count(best)) {
        best = format;
      }
    }
    String example = evidence.anyExample();
    if (evidence.count(best) == 0 && example != null) {
      throw new UnclearTimesException(
          String.format(
              Locale.ROOT,
              "no time in it is of the form that --date-format names, %s; one is '%s'",
              given,
              example));
    }
    return best;
  }

  private static void requireOne(Evidence evidence, int[] shapes, TimeShape shape)
      throws UnclearTimesException {
    long all = Arrays.stream(shapes).mapToLong(evidence::count).sum();
    long most = evidence.count(shapes[0]);
    if (tooMany(all - most, all)) {
      TimeShape other = TimeShape.ofIndex(shapes[1]);
      throw mixed(evidence.example(shape), most, evidence.example(other), all - most);
    }
  }

  private static DateOrder order(Evidence evidence, TimeShape shape) throws UnclearTimesException {
    long dayFirst = evidence.count(shape, Reading.DAY_FIRST);
    long monthFirst = evidence.count(shape, Reading.MONTH_FIRST);
    long either = evidence.count(shape, Reading.EITHER);
    long telling = dayFirst + monthFirst;
    if (either > 0 && telling < (telling + either) * TELLING_SHARE) {
      throw ambiguous(evidence.example(shape, Reading.EITHER), shape, either, telling);
    }
    if (tooMany(Math.min(dayFirst, monthFirst), telling)) {
      throw mixed(
          evidence.example(shape, Reading.DAY_FIRST),
          dayFirst,
          evidence.example(shape, Reading.MONTH_FIRST),
          monthFirst);
    }
    return monthFirst > dayFirst ? DateOrder.MONTH_FIRST : DateOrder.DAY_FIRST;
  }

  private static boolean tooMany(long strays, long all) {
    return strays > Math.max(1, all * MIXED_SHARE) || strays * 10 > all;
  }

  private static UnclearTimesException ambiguous(
      String example, TimeShape shape, long either, long telling) {
    TimeFormat dayFirst = shape.in(DateOrder.DAY_FIRST);
    TimeFormat monthFirst = shape.in(DateOrder.MONTH_FIRST);
    return new UnclearTimesException(
        String.format(
            Locale.ROOT,
            "its times can be read two ways: '%s' is %s (%s) or %s (%s), and %d of %d values tell"
                + " which; settle it with "
                + SETTLE
                + " or "
                + SETTLE,
            example,
            date(example, dayFirst),
            dayFirst,
            date(example, monthFirst),
            monthFirst,
            telling,
            telling + either,
            dayFirst,
            monthFirst));
  }

  private static UnclearTimesException mixed(String one, long ones, String other, long others) {
    return new UnclearTimesException(
        String.format(
            Locale.ROOT,
            "its times are written in two ways: '%s' and alike %d times, '%s' and others %d times;"
                + " split the file, or name the right way with --date-format to have the others"
                + " rejected",
            one,
            ones,
            other,
            others));
  }

  private static String date(String example, TimeFormat format) {
    TimeText text = new TimeText();
    text.read((example + '\n').getBytes(StandardCharsets.UTF_8), 0);
    return LONG_DATE.format(
        LocalDate.ofEpochDay(
            Math.floorDiv(text.midnight(format.order()), TimeText.MICROS_PER_DAY)));
  }

  private static List<String> known() {
    return Arrays.stream(DateOrder.values())
        .map(order -> new TimeShape(order == DateOrder.YEAR_FIRST, '-', ' ', false).in(order))
        .map(TimeFormat::pattern)
        .toList();
  }
}
