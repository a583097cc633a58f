package io.crossroads.batch.time;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Says why the times of a file cannot be read, and what settles it. */
final class Refusal {

  private static final DateTimeFormatter LONG_DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final String EXCEL_SERIAL = "(3[6-9]|[4-6][0-9]|7[0-3])[0-9]{3}([.,][0-9]+)?";
  private static final List<String> KNOWN =
      List.of("yyyy-MM-dd HH:mm", "d-M-yyyy HH:mm", "M-d-yyyy HH:mm");

  private Refusal() {}

  static UnclearColumnException unknown(String example) {
    if (example.matches(EXCEL_SERIAL)) {
      return of(
          "'%s' looks like an Excel serial number (days since 1899-12-30), which is not read; give"
              + " the cells a date format in the spreadsheet and save the file again",
          example);
    }
    return of(
        "'%s' is no date and time of a known form, such as %s; name its form with --date-format",
        example, KNOWN);
  }

  static UnclearColumnException nothingOf(List<? extends TimeFormat> given, String example) {
    return of(
        "no time in it is of the form that --date-format names, %s; one is '%s'", given, example);
  }

  static UnclearColumnException ambiguous(
      String example, KnownFormat one, KnownFormat other, long telling, long all) {
    return of(
        "its times%s can be read two ways: '%s' is %s (%s) or %s (%s), and %d of %d values tell"
            + " which; settle it with --date-format \"%s\" or --date-format \"%s\"",
        one.shape().date() == DateStyle.SHORT_YEAR ? " with years of two digits" : "",
        example,
        date(example, one),
        one,
        date(example, other),
        other,
        telling,
        all,
        one,
        other);
  }

  static UnclearColumnException mixed(String one, long ones, String other, long others) {
    return of(
        "its times are written in two ways: '%s' and alike %d times, '%s' and others %d times;"
            + " split the file, or name the right way with --date-format to have the others"
            + " rejected",
        one, ones, other, others);
  }

  static UnclearColumnException mixed(
      Evidence evidence, TimeShape shape, TimeShape other, long others) {
    String example = evidence.example(shape, any -> true);
    String otherExample = evidence.example(other, any -> true);
    long count = evidence.count(shape);
    if (shape.zoned() != other.zoned()) {
      return of(
          "some of its times tell their offset from UTC and some do not, so that they cannot be"
              + " put in order: '%s' and alike %d times, '%s' and others %d times; split the file,"
              + " or have one kind rejected with --date-format \"%s\" or --date-format \"%s\"",
          example,
          count,
          otherExample,
          others,
          shape.in(shape.date().orders().get(0)),
          other.in(other.date().orders().get(0)));
    }
    if (other.equals(shape.withoutClock())) {
      KnownFormat format = shape.in(shape.date().orders().get(0));
      String bare = other.in(other.date().orders().get(0)).pattern();
      return of(
          "some of its times are a date alone: '%s' and alike %d times, '%s' and others %d times;"
              + " if these mean midnight, say so with --date-format \"%s[%s]\", otherwise have them"
              + " rejected with --date-format \"%s\"",
          example,
          count,
          otherExample,
          others,
          bare,
          format.pattern().substring(bare.length()),
          format);
    }
    return mixed(example, count, otherExample, others);
  }

  static UnclearColumnException span(SpanEvidence spans, KnownFormat format) {
    return of(
        "'%s' may be a time with its offset from UTC, or span the hours between two times; if it is"
            + " an offset, say so with --date-format \"%s\", otherwise write the beginning alone",
        spans.example(), format);
  }

  static UnclearColumnException noEpochs(Evidence evidence, KnownFormat format) {
    return of(
        "'%s' looks like %s, but '%s' and others, %d in all, do not; name the right form with"
            + " --date-format to have the others rejected",
        evidence.anyExample(), format, evidence.otherExample(), evidence.others());
  }

  static UnclearColumnException epochOrHour(String example) {
    return of(
        "its times can be read two ways: '%s' is a number of seconds since 1970 or a year, month,"
            + " day and hour; settle it with --date-format %s or --date-format yyyyMMddHH",
        example, TimePattern.EPOCH_SECONDS);
  }

  private static String date(String example, KnownFormat format) {
    byte[] bytes = example.getBytes(StandardCharsets.UTF_8);
    TimeText text = new TimeText();
    text.read(bytes, 0, bytes.length, true);
    return LONG_DATE.format(
        LocalDate.ofEpochDay(
            Math.floorDiv(text.date().midnight(format.order()), TimeText.MICROS_PER_DAY)));
  }

  private static UnclearColumnException of(String message, Object... arguments) {
    return new UnclearColumnException(String.format(Locale.ROOT, message, arguments));
  }
}
