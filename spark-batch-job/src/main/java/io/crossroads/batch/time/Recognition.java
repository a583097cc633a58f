package io.crossroads.batch.time;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decides from evidence which format the times of a file have.
 *
 * <p>The shape that most values have is the file's, unless over 1% have another. Where the year
 * does not come first with four digits, the order is the one that values with a number over 12 (or
 * over 31) leave possible, unless over 1% of these say otherwise. A single value among ten or more
 * is let pass. If the values that tell the order are less than one in a thousand, they do not
 * decide: one mistyped line shall not turn the months of thousands into days. Values that disagree
 * with a decision are rejected one by one.
 */
public final class Recognition {

  static final double MIXED_SHARE = 0.01;
  static final double TELLING_SHARE = 0.001;

  private static final DateTimeFormatter LONG_DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  /** The format of files without a single time. */
  public static final TimeFormat ANY =
      new TimeShape(true, '-', ' ', false).in(DateOrder.YEAR_FIRST);

  private Recognition() {}

  /**
   * The format of a file's times.
   *
   * @param evidence of the file, or of its beginning for a first guess
   * @param given formats to choose from, whichever reads most; empty to recognise it
   * @throws UnclearColumnException if there is no format, two, or one that can be read two ways
   */
  public static TimeFormat decide(Evidence evidence, List<TimeFormat> given)
      throws UnclearColumnException {
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
    long shaped = Arrays.stream(shapes).mapToLong(evidence::count).sum();
    if (evidence.others() > shaped) {
      return named(evidence);
    }
    if (shapes.length == 0) {
      return ANY;
    }
    TimeShape shape = TimeShape.ofIndex(shapes[0]);
    boolean bareMidnights = requireOne(evidence, shapes, shape);
    requireOffsets(evidence, shape);
    NumericTimeFormat format = shape.in(order(evidence, shape));
    return bareMidnights ? format.withBareMidnights() : format;
  }

  private static TimeFormat among(Evidence evidence, List<TimeFormat> given)
      throws UnclearColumnException {
    TimeFormat best = given.get(0);
    for (TimeFormat format : given) {
      if (format.count(evidence) > best.count(evidence)) {
        best = format;
      }
    }
    String example = evidence.anyExample();
    boolean isKnown = !(best instanceof NamedTimeFormat) || KnownPatterns.formats().contains(best);
    if (isKnown && best.count(evidence) == 0 && example != null) {
      throw new UnclearColumnException(
          String.format(
              Locale.ROOT,
              "no time in it is of the form that --date-format names, %s; one is '%s'",
              given,
              example));
    }
    return best;
  }

  /** The one known pattern that reads nearly all values, if it is one. */
  private static TimeFormat named(Evidence evidence) throws UnclearColumnException {
    long most = KnownPatterns.formats().stream().mapToLong(evidence::count).max().orElse(0);
    if (most == 0 || tooMany(evidence.others() - most, evidence.others())) {
      throw new UnclearColumnException(
          String.format(
              Locale.ROOT,
              "'%s' is no date and time of a known form, such as %s; --date-format takes any"
                  + " pattern of java.time, epoch-seconds and epoch-millis",
              evidence.otherExample(),
              known()));
    }
    List<NamedTimeFormat> candidates =
        KnownPatterns.formats().stream().filter(format -> evidence.count(format) == most).toList();
    List<NamedTimeFormat> different = withDifferentTimes(candidates, evidence.otherExample());
    if (different.size() > 1) {
      throw new UnclearColumnException(
          String.format(
              Locale.ROOT,
              "its times can be read in several ways: '%s' is %s; settle it with --date-format"
                  + " and one of them",
              evidence.otherExample(),
              different.stream()
                  .map(format -> format.pattern() + " or")
                  .collect(Collectors.joining(" "))
                  .replaceAll(" or$", "")));
    }
    return different.get(0);
  }

  /** Of formats that read a value as the same time, the first. */
  private static List<NamedTimeFormat> withDifferentTimes(
      List<NamedTimeFormat> formats, String example) {
    List<NamedTimeFormat> different = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    for (NamedTimeFormat format : formats) {
      long time = format.reader(java.time.ZoneOffset.UTC).read(example);
      if (!times.contains(time)) {
        times.add(time);
        different.add(format);
      }
    }
    return different;
  }

  /**
   * Makes sure that nearly all values are of one shape.
   *
   * @return whether dates alone beside it are midnights: nobody writes these out then
   */
  private static boolean requireOne(Evidence evidence, int[] shapes, TimeShape shape)
      throws UnclearColumnException {
    long all = Arrays.stream(shapes).mapToLong(evidence::count).sum() + evidence.others();
    long most = evidence.count(shapes[0]);
    long bare =
        shape.between() == TimeShape.DATE_ONLY || evidence.midnights(shape) > 0
            ? 0
            : evidence.count(shape.dateOnly().index());
    if (tooMany(all - most - bare, all)) {
      String other =
          shapes.length > (bare > 0 ? 2 : 1)
              ? evidence.example(
                  TimeShape.ofIndex(
                      bare > 0 && shapes[1] == shape.dateOnly().index() ? shapes[2] : shapes[1]))
              : evidence.otherExample();
      throw mixed(evidence.example(shape), most, other, all - most - bare);
    }
    return bare > 0;
  }

  /** An hour's range is no time with an offset, though it is written like one. */
  private static void requireOffsets(Evidence evidence, TimeShape shape)
      throws UnclearColumnException {
    if (shape.zoned() && evidence.areRanges(shape)) {
      throw new UnclearColumnException(
          String.format(
              Locale.ROOT,
              "'%s' can be read two ways: as a time with its offset from UTC, or as a range of"
                  + " time; settle it with --date-format \"%s\" if it is an offset, or write where"
                  + " each range begins into a column of its own",
              evidence.rangeExample(shape),
              shape
                  .in(
                      shape.date() == TimeShape.Year.FIRST
                          ? DateOrder.YEAR_FIRST
                          : DateOrder.DAY_FIRST)
                  .pattern()));
    }
  }

  private static DateOrder order(Evidence evidence, TimeShape shape) throws UnclearColumnException {
    if (shape.date() == TimeShape.Year.FIRST) {
      return DateOrder.YEAR_FIRST;
    }
    List<DateOrder> orders =
        shape.date() == TimeShape.Year.SHORT
            ? List.of(DateOrder.values())
            : List.of(DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST);
    long all = evidence.count(shape.index());
    long either = evidence.countEither(shape);
    List<DateOrder> possible =
        orders.stream()
            .filter(order -> !tooMany(all - evidence.count(shape, order), all - either))
            .toList();
    if (possible.isEmpty()) {
      throw twoOrders(evidence, shape, orders);
    }
    if (possible.size() == 1) {
      DateOrder order = possible.get(0);
      long telling = all - either;
      if (either > 0 && telling < all * TELLING_SHARE) {
        throw ambiguous(evidence, shape, orders, either, telling);
      }
      return order;
    }
    if (either > 0) {
      List<DateOrder> best = mostTelling(evidence, shape, possible);
      if (best.size() > 1 || all - either < all * TELLING_SHARE) {
        throw ambiguous(evidence, shape, possible, either, all - either);
      }
      return best.get(0);
    }
    return possible.contains(DateOrder.DAY_FIRST) ? DateOrder.DAY_FIRST : possible.get(0);
  }

  /** The orders that no value speaks against, or else those that fewest do. */
  private static List<DateOrder> mostTelling(
      Evidence evidence, TimeShape shape, List<DateOrder> orders) {
    long most = orders.stream().mapToLong(order -> evidence.count(shape, order)).max().orElse(0);
    return orders.stream().filter(order -> evidence.count(shape, order) == most).toList();
  }

  private static boolean tooMany(long strays, long all) {
    return strays > Math.max(1, all * MIXED_SHARE) || strays * 10 > all;
  }

  private static UnclearColumnException twoOrders(
      Evidence evidence, TimeShape shape, List<DateOrder> orders) {
    List<DateOrder> told =
        orders.stream().filter(order -> evidence.example(shape, order) != null).toList();
    if (told.size() < 2) {
      String example = evidence.example(shape);
      return mixed(example, evidence.count(shape.index()), example, 0);
    }
    DateOrder one = told.get(0);
    DateOrder other = told.get(1);
    return mixed(
        evidence.example(shape, one),
        evidence.countOnly(shape, one),
        evidence.example(shape, other),
        evidence.countOnly(shape, other));
  }

  private static UnclearColumnException ambiguous(
      Evidence evidence, TimeShape shape, List<DateOrder> orders, long either, long telling) {
    String example = evidence.eitherExample(shape);
    List<NumericTimeFormat> formats =
        orders.stream().map(shape::in).filter(format -> isDate(example, format)).toList();
    return new UnclearColumnException(
        String.format(
            Locale.ROOT,
            "its times can be read %s ways: '%s' is %s, and %d of %d values tell which; settle it"
                + " with %s",
            formats.size() == 2 ? "two" : "three",
            example,
            formats.stream()
                .map(format -> date(example, format) + " (" + format + ")")
                .collect(Collectors.joining(" or ")),
            telling,
            telling + either,
            formats.stream()
                .map(format -> "--date-format \"" + format + "\"")
                .collect(Collectors.joining(" or "))));
  }

  private static UnclearColumnException mixed(String one, long ones, String other, long others) {
    return new UnclearColumnException(
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

  private static boolean isDate(String example, NumericTimeFormat format) {
    return text(example).isDate(format.order());
  }

  private static String date(String example, NumericTimeFormat format) {
    return LONG_DATE.format(
        LocalDate.ofEpochDay(
            Math.floorDiv(text(example).midnight(format.order()), TimeText.MICROS_PER_DAY)));
  }

  private static TimeText text(String example) {
    TimeText text = new TimeText();
    text.read((example + '\n').getBytes(StandardCharsets.UTF_8), 0);
    return text;
  }

  private static List<String> known() {
    return Arrays.stream(DateOrder.values())
        .map(order -> new TimeShape(order == DateOrder.YEAR_FIRST, '-', ' ', false).in(order))
        .map(NumericTimeFormat::pattern)
        .toList();
  }
}
