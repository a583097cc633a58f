package io.crossroads.batch.history;

import io.crossroads.pipelines.decode.Utf8;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Which charset fits a file that is not UTF-8, with a line by which a person can tell. */
final class CharsetHint {

  /**
   * Of 100 lines so many must be no UTF-8 for the file to be refused as being in another charset.
   */
  private static final long LEAST_PERCENT = 1;

  private static final int SHOWN = 80;
  private static final String UNDEFINED_IN_WINDOWS = "\u0081\u008D\u008F\u0090\u009D";

  private CharsetHint() {}

  /** Whether so many lines are not UTF-8 that the file is in another charset. */
  static boolean isNeeded(long notUtf8, long lines) {
    return notUtf8 > 0 && notUtf8 * 100 >= lines * LEAST_PERCENT;
  }

  /** What to say of a file whose lines are not UTF-8. */
  static String of(byte[] beginning, long notUtf8, long lines) {
    String counts = String.format(Locale.ROOT, "%,d of %,d lines are not UTF-8", notUtf8, lines);
    byte[] line = firstWrongLine(beginning);
    if (line.length == 0) {
      return counts + ": name the charset that it was written in, such as --charset windows-1252";
    }
    String charset = charset(line);
    String shown = new String(line, Charset.forName(charset)).strip();
    return counts
        + ": in "
        + charset
        + " the first is '"
        + (shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown)
        + "'; if it reads well, run it with --charset "
        + charset
        + ", else with the charset that it was written in";
  }

  private static String charset(byte[] line) {
    String text = new String(line, StandardCharsets.ISO_8859_1);
    if (text.chars().noneMatch(character -> character >= 0x80 && character < 0xA0)) {
      return "ISO-8859-1";
    }
    boolean windows = text.chars().noneMatch(each -> UNDEFINED_IN_WINDOWS.indexOf(each) >= 0);
    return windows ? "windows-1252" : "IBM850";
  }

  private static byte[] firstWrongLine(byte[] beginning) {
    int from = 0;
    for (int index = 0; index <= beginning.length; index++) {
      if (index == beginning.length || beginning[index] == '\n') {
        byte[] line = Arrays.copyOfRange(beginning, from, index);
        if (!Utf8.isValid(line, 0, line.length)) {
          return line;
        }
        from = index + 1;
      }
    }
    return new byte[0];
  }
}
