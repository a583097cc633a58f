package io.crossroads.batch.csv;

import io.crossroads.batch.time.ClockStyle;
import io.crossroads.batch.time.KnownFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/** Random files: mostly good lines, with quotes, comments, blanks, and lines of junk. */
final class RandomCsv {

  private static final String JUNK = ",\"\n\r\t -+./:0129aTZé";

  private final Random random;
  private final KnownFormat format;
  private final DateTimeFormatter times;
  private final char separator;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  RandomCsv(Random random, KnownFormat format, char separator) {
    this.random = random;
    this.format = format;
    this.separator = separator;
    times =
        DateTimeFormatter.ofPattern(
            format.pattern().replace("XXX", "") + pick("", ":ss"), Locale.ENGLISH);
  }

  byte[] file(int lines) {
    write(String.join("" + separator, "note", "DateTime", "Junction", "Vehicles", "ID"));
    write(pick("", "", "" + separator) + "\n");
    for (int line = 0; line < lines; line++) {
      write(line(line));
      if (line + 1 < lines || random.nextBoolean()) {
        write(pick("\n", "\n", "\r\n"));
      }
    }
    write(pick("", "", "\u001A"));
    return out.toByteArray();
  }

  private String line(int number) {
    return switch (random.nextInt(12)) {
      case 0 -> junk(random.nextInt(40));
      case 1 -> pick("", "  ", "\t", "\r");
      case 2 -> String.join("" + separator, note(), junk(6), junk(3), junk(3), junk(5));
      case 3 -> good(number) + separator + pick("", " ", "x", "" + separator);
      case 4 -> spoilt(good(number));
      default -> good(number);
    };
  }

  private String good(int number) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            1_446_336_000L + 3600L * random.nextInt(20_000), 0, ZoneOffset.UTC);
    return String.join(
        "" + separator,
        note(),
        perhapsQuoted(times.format(time) + perhapsMore()),
        perhapsQuoted(pick("", " ") + random.nextInt(5)),
        perhapsQuoted(random.nextInt(200) + pick("", "", ".0", " ")),
        perhapsQuoted(pick("", "-", "+", "00") + (20151101000L + number)));
  }

  private String spoilt(String line) {
    int at = random.nextInt(line.length());
    return line.substring(0, at)
        + pick("x", "-", "+", "\"", "", ":", "999999999999")
        + line.substring(at + 1);
  }

  private String perhapsMore() {
    String more =
        times.toString().contains("SecondOfMinute") && format.shape().clock() == ClockStyle.COLONS
            ? pick("", "", ".5", ",25", ".123456789", ".1234567890123")
            : "";
    return format.shape().zoned()
        ? more + pick("Z", "z", "+01:00", "-0330", "+02", " UTC", " +0200", " GMT", " Z", "")
        : more + pick("", "", "", "", "", "Z", " UTC");
  }

  private String note() {
    return pick(
        "",
        "plain",
        "été",
        "long ".repeat(random.nextInt(25)),
        "5\" pipe",
        "\"quoted\"",
        "\"with " + separator + " separator\"",
        "\"two\nlines\"",
        "\"\"\"doubled\"\" quotes\"",
        "\"\r\n\r\n\"");
  }

  private String perhapsQuoted(String value) {
    return random.nextInt(4) == 0
        ? pick("", "", " ") + '"' + value + '"' + pick("", "", "  ")
        : value;
  }

  private String junk(int length) {
    StringBuilder junk = new StringBuilder();
    for (int i = 0; i < length; i++) {
      junk.append(JUNK.charAt(random.nextInt(JUNK.length())));
    }
    return junk.toString();
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Now and then as Latin-1, which is no UTF-8 where it is not ASCII. */
  private void write(String text) {
    out.writeBytes(
        text.getBytes(
            random.nextInt(20) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
  }
}
