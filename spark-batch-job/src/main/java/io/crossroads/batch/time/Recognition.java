package io.crossroads.batch.time;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Decides from evidence which format the times of a file have.
 *
 * <p>The shape that most values have is the file's, unless over 1% have another. Where numbers
 * alone make the date, the order is the one that values with a number over 12 leave possible,
 * unless over 1% of these say otherwise. A single value among ten or more is let pass. If the
 * values that tell the order are less than one in a thousand, they do not decide: one mistyped line
 * shall not turn the months of thousands into days. Values that disagree with a decision are
 * rejected one by one.
 *
 * <p>A date alone among dates with a time is midnight, as R writes it, if no value says midnight
 * otherwise, some are within an hour of it, and no more than half are dates alone.
 */
public final class Recognition {

  private static final double TELLING_SHARE = 0.001;
  private static final int HOURS_AMONG = 10;

  /** The format of files without a single time. */
  public static final TimeFormat ANY =
      new TimeShape(DateStyle.YEAR_FIRST, '-', ' ', ClockStyle.COLONS, false)
          .in(DateOrder.YEAR_FIRST);

  private Recognition() {}

  /**
   * The format of a file's times.
   *
   * @param evidence of the file, or of its beginning for a first guess
   * @param given formats to choose from, whichever reads most; empty to recognise it
   * @throws UnclearColumnException if there is no format, two, or one that can be read two ways
   */
  public static TimeFormat decide(Evidence evidence, List<KnownFormat> given)
      throws UnclearColumnException {
    if (!given.isEmpty()) {
      return among(evidence, given);
    }
    TimeShape[] shapes =
        Arrays.stream(evidence.shapes())
            .mapToObj(TimeShape::ofIndex)
            .sorted(Comparator.comparingLong((TimeShape shape) -> -evidence.count(shape)))
            .toArray(TimeShape[]::new);
    if (shapes.length == 0) {
      if (evidence.otherExample() == null) {
        return ANY;
      }
      throw Refusal.unknown(evidence.otherExample());
    }
    TimeShape shape = shapes[0];
    boolean bare = hasBareMidnights(evidence, shape);
    requireOne(evidence, shapes, bare);
    KnownFormat format = shape.in(order(evidence, shape));
    if (shape.date().isEpoch()) {
      requireEpoch(evidence, format);
    }
    if (shape.zoned() && !evidence.spans().areOffsets()) {
      SpanEvidence spans = evidence.spans();
      if (Strays.tooMany(spans.values(), evidence.count(shape))) {
        throw Refusal.span(spans, format);
      }
    }
    return bare ? format.withBareMidnights() : format;
  }

  /**
   * The format that was given as a pattern.
   *
   * @throws UnclearColumnException if it reads nothing
   */
  public static TimeFormat given(Evidence evidence, TimeFormat pattern)
      throws UnclearColumnException {
    if (evidence.readByPattern() == 0 && evidence.anyExample() != null) {
      throw Refusal.nothingOf(List.of(pattern), evidence.anyExample());
    }
    return pattern;
  }

  private static TimeFormat among(Evidence evidence, List<KnownFormat> given)
      throws UnclearColumnException {
    KnownFormat best = withOffsets(evidence, given.get(0));
    for (KnownFormat next : given) {
      KnownFormat format = withOffsets(evidence, next);
      if (evidence.count(format) > evidence.count(best)) {
        best = format;
      }
    }
    String example = evidence.anyExample();
    if (evidence.count(best) == 0 && example != null) {
      throw Refusal.nothingOf(given, example);
    }
    return hasBareMidnights(evidence, best.shape()) ? best.withBareMidnights() : best;
  }

  /** The format, with offsets if it is given without but no value of it is. */
  private static KnownFormat withOffsets(Evidence evidence, KnownFormat format) {
    TimeShape shape = format.shape();
    if (shape.zoned() || evidence.count(shape) > 0 || !evidence.spans().areOffsets()) {
      return format;
    }
    KnownFormat zoned = shape.zoned(true).in(format.order());
    return evidence.count(zoned) > 0 ? zoned : format;
  }

  private static boolean hasBareMidnights(Evidence evidence, TimeShape shape) {
    if (shape.clock() == ClockStyle.NONE || shape.zoned() || !evidence.lacksMidnights()) {
      return false;
    }
    long bare = evidence.count(shape.withoutClock());
    return bare > 0 && bare <= evidence.count(shape);
  }

  private static void requireOne(Evidence evidence, TimeShape[] shapes, boolean bare)
      throws UnclearColumnException {
    long all = 0;
    long strays = 0;
    TimeShape other = null;
    for (TimeShape shape : shapes) {
      long count = evidence.count(shape);
      all += count;
      if (!shape.equals(shapes[0]) && !(bare && shape.equals(shapes[0].withoutClock()))) {
        strays += count;
        other = other == null ? shape : other;
      }
    }
    if (Strays.tooMany(strays, all)) {
      throw Refusal.mixed(evidence, shapes[0], other, strays);
    }
  }

  /** Numbers are times only if all are, and if they are not hours written without a divider. */
  private static void requireEpoch(Evidence evidence, KnownFormat format)
      throws UnclearColumnException {
    TimeShape shape = format.shape();
    long all = evidence.count(shape);
    if (Strays.tooMany(evidence.others(), all + evidence.others())) {
      throw Refusal.noEpochs(evidence, format);
    }
    long hours = evidence.count(shape, readings -> Readings.has(readings, DateOrder.DAY_FIRST));
    if (hours * HOURS_AMONG > all) {
      throw Refusal.epochOrHour(
          evidence.example(shape, readings -> Readings.has(readings, DateOrder.DAY_FIRST)));
    }
  }

  private static DateOrder order(Evidence evidence, TimeShape shape) throws UnclearColumnException {
    List<DateOrder> orders = shape.date().orders();
    DateOrder best = orders.get(0);
    for (DateOrder order : orders) {
      if (evidence.count(shape.in(order)) > evidence.count(shape.in(best))) {
        best = order;
      }
    }
    for (DateOrder other : orders) {
      if (other != best) {
        requireBetter(evidence, shape, best, other);
      }
    }
    return best;
  }

  private static void requireBetter(
      Evidence evidence, TimeShape shape, DateOrder best, DateOrder other)
      throws UnclearColumnException {
    long forBest = evidence.count(shape, r -> Readings.tells(r, best, other));
    long forOther = evidence.count(shape, r -> Readings.tells(r, other, best));
    long either = evidence.count(shape, r -> Readings.differs(r, best, other));
    long telling = forBest + forOther;
    if (either > 0 && telling < (telling + either) * TELLING_SHARE) {
      throw Refusal.ambiguous(
          evidence.example(shape, r -> Readings.differs(r, best, other)),
          shape.in(best),
          shape.in(other),
          telling,
          telling + either);
    }
    if (Strays.tooMany(Math.min(forBest, forOther), telling)) {
      throw Refusal.mixed(
          evidence.example(shape, r -> Readings.tells(r, best, other)),
          forBest,
          evidence.example(shape, r -> Readings.tells(r, other, best)),
          forOther);
    }
  }
}
