package io.crossroads.batch.csv;

import io.crossroads.batch.time.ClockStyle;
import io.crossroads.batch.time.DateOrder;
import io.crossroads.batch.time.KnownFormat;
import io.crossroads.batch.time.TimePattern;
import io.crossroads.pipelines.history.HistoryColumn.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of {@link RowReader} written down once more, with regular expressions, java.time and
 * BigDecimal, from the beginning of a text to its end.
 */
final class NaiveCsv {

  private static final String QUOTED = "\"(?:[^\"]++|\"\")*+\"";

  private final Heading heading;
  private final KnownFormat format;
  private final DateTimeFormatter times;
  private final int longest;
  private final Pattern cell;
  private final Pattern record;

  NaiveCsv(Heading heading, KnownFormat format, int longest) {
    this.heading = heading;
    this.longest = longest;
    this.format = format;
    times = formatter(format);
    String separator = Pattern.quote(String.valueOf((char) heading.separator()));
    String blanks = heading.separator() == '\t' ? " *+" : "[ \t]*+";
    String quoted = blanks + QUOTED + blanks;
    String one = "(?:" + quoted + "|(?!" + blanks + "\")[^" + (char) heading.separator() + "\n]*+)";
    cell = Pattern.compile(one);
    record = Pattern.compile("(" + one + "(?:" + separator + one + ")*+)(?:\r?\n|\r?\\z)");
  }

  /** Reads what stands after the heading. */
  Outcome read(byte[] file) {
    int from = (int) heading.bytes();
    int until = file.length > from && file[file.length - 1] == 0x1A ? file.length - 1 : file.length;
    String text = new String(file, from, until - from, StandardCharsets.ISO_8859_1);
    Outcome outcome = new Outcome();
    int position = 0;
    int line = 0;
    while (position < text.length()) {
      int lineEnd = text.indexOf('\n', position);
      int next = lineEnd < 0 ? text.length() : lineEnd + 1;
      String physical = text.substring(position, lineEnd < 0 ? next : lineEnd);
      Matcher matcher = record.matcher(text).region(position, text.length());
      if (physical.strip().isEmpty()
          && physical.chars().allMatch(c -> c == ' ' || c == '\t' || c == '\r')) {
        line++;
      } else if (matcher.lookingAt() && fits(matcher, text, position)) {
        next = matcher.end();
        record(outcome, line, matcher.group(1).replaceFirst("\r\\z", ""));
        line += (int) matcher.group(1).chars().filter(c -> c == '\n').count() + 1;
      } else {
        boolean tooLarge = next - position + (lineEnd < 0 ? 1 : 0) > longest;
        String shown =
            tooLarge
                ? physical.substring(0, Math.min(physical.length(), longest))
                : physical.replaceFirst("\r\\z", "");
        outcome.reject(
            line++, tooLarge ? LineFault.TOO_LARGE : LineFault.BAD_QUOTES, "", utf8(shown));
      }
      position = next;
    }
    return outcome;
  }

  private boolean fits(Matcher matcher, String text, int from) {
    boolean ended = text.charAt(matcher.end() - 1) == '\n';
    return matcher.end() - from + (ended ? 0 : 1) <= longest;
  }

  private void record(Outcome outcome, int line, String raw) {
    String shown = utf8(raw);
    if (!isUtf8(raw)) {
      outcome.reject(line, LineFault.NOT_UTF8, "", shown);
      return;
    }
    List<String> cells = new ArrayList<>();
    Matcher matcher = cell.matcher(raw);
    for (int at = 0; at <= raw.length(); at = matcher.end() + 1) {
      matcher.region(at, raw.length()).lookingAt();
      String found = matcher.group();
      boolean quoted = found.matches("(?s)[ \t]*\".*");
      found = quoted ? found.replaceAll("\\A[ \t]+|[ \t]+\\z", "") : found;
      cells.add(quoted ? found.substring(1, found.length() - 1).replace("\"\"", "\"") : found);
    }
    if (cells.size() < heading.required()
        || cells.stream().skip(heading.cells()).anyMatch(more -> !more.isBlank())) {
      outcome.reject(line, LineFault.WRONG_COLUMNS, "", shown);
      return;
    }
    List<Long> row = new ArrayList<>();
    for (CsvColumn column : heading.columns()) {
      String value = cells.get(column.cell()).replaceAll("\\A[ \t]+|[ \t]+\\z", "");
      Object read = value.isEmpty() ? LineFault.MISSING : read(column, value);
      if (read instanceof LineFault fault) {
        outcome.reject(line, fault, column.name(), shown);
        return;
      }
      row.add((Long) read);
    }
    outcome.rows.add(row);
  }

  private Object read(CsvColumn column, String value) {
    if (column.type() == Type.LOCAL_TIME) {
      Long micros = time(value);
      return micros == null || micros < column.min() || micros > column.max()
          ? LineFault.BAD_TIME
          : micros;
    }
    if (!value.matches("[+-]?[0-9]+(\\.0+)?")) {
      return LineFault.WRONG_TYPE;
    }
    BigInteger number = new BigDecimal(value).toBigInteger();
    return number.compareTo(BigInteger.valueOf(column.min())) < 0
            || number.compareTo(BigInteger.valueOf(column.max())) > 0
        ? LineFault.OUT_OF_RANGE
        : (Object) number.longValue();
  }

  private Long time(String value) {
    try {
      TemporalAccessor parsed = times.parse(plain(value));
      if (parsed.isSupported(ChronoField.OFFSET_SECONDS) != format.shape().zoned()) {
        return null;
      }
      LocalDateTime local = LocalDateTime.from(parsed);
      long micros = ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), local);
      return parsed.isSupported(ChronoField.OFFSET_SECONDS)
          ? micros - ZoneOffset.from(parsed).getTotalSeconds() * 1_000_000L
          : micros;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The value with a fraction and an offset as java.time has them. */
  private String plain(String value) {
    String cut = value.replaceFirst("(:[0-9]{2}:[0-9]{2})[.,]([0-9]{1,9})[0-9]*", "$1.$2");
    return format.shape().zoned()
        ? cut.replaceFirst("(?: UTC| GMT|z)\\z", "Z").replaceFirst(" ([+-][0-9:]+)\\z", "$1")
        : cut;
  }

  /** The format as java.time has it. */
  static DateTimeFormatter formatter(KnownFormat format) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    char separator = format.shape().separator();
    ChronoField[] fields =
        switch (format.order()) {
          case YEAR_FIRST ->
              new ChronoField[] {
                ChronoField.YEAR, ChronoField.MONTH_OF_YEAR, ChronoField.DAY_OF_MONTH
              };
          case DAY_FIRST ->
              new ChronoField[] {
                ChronoField.DAY_OF_MONTH, ChronoField.MONTH_OF_YEAR, ChronoField.YEAR
              };
          case MONTH_FIRST ->
              new ChronoField[] {
                ChronoField.MONTH_OF_YEAR, ChronoField.DAY_OF_MONTH, ChronoField.YEAR
              };
        };
    for (int i = 0; i < fields.length; i++) {
      boolean year = fields[i] == ChronoField.YEAR;
      builder.appendLiteral(i == 0 ? "" : String.valueOf(separator));
      builder.appendValue(fields[i], year ? 4 : 1, year ? 4 : 2, SignStyle.NOT_NEGATIVE);
    }
    if (format.shape().clock() == ClockStyle.NONE) {
      builder.parseDefaulting(ChronoField.NANO_OF_DAY, 0);
    } else {
      builder.appendLiteral(format.shape().between());
      boolean halfDays = format.shape().clock() == ClockStyle.HALF_DAYS;
      ChronoField hour = halfDays ? ChronoField.CLOCK_HOUR_OF_AMPM : ChronoField.HOUR_OF_DAY;
      builder
          .appendValue(hour, 1, 2, SignStyle.NOT_NEGATIVE)
          .appendPattern(":mm[:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("]");
      if (halfDays) {
        builder.appendPattern("[ ]").appendText(ChronoField.AMPM_OF_DAY);
      } else {
        builder.parseCaseSensitive().appendPattern("[XXX][XX][X]");
      }
    }
    return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
  }

  /** For random formats in tests. */
  static KnownFormat format(DateOrder order, char separator, String time) {
    String date =
        switch (order) {
          case YEAR_FIRST -> "yyyy-MM-dd";
          case DAY_FIRST -> "d-M-yyyy";
          case MONTH_FIRST -> "M-d-yyyy";
        };
    return (KnownFormat) TimePattern.parse(date.replace('-', separator) + time);
  }

  private static boolean isUtf8(String latin1) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1)));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** UTF-8 as it is; where it is none, only bytes beyond ASCII that stand alone are expected. */
  private static String utf8(String latin1) {
    if (isUtf8(latin1)) {
      return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
    StringBuilder shown = new StringBuilder();
    latin1
        .chars()
        .forEach(c -> shown.append(c < 128 ? (char) c : String.format(Locale.ROOT, "\\x%02X", c)));
    return shown.toString();
  }
}
