package io.crossroads.producer.send;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a file looks like whose lines are to be JSON events, by its first lines. */
final class FileLook {

  /** Enough bytes for a few lines. */
  static final int BYTES = 8 << 10;

  private static final String DELIMITERS = ",;\t|";
  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";
  private static final String HINT = "; every line becomes a record, and most will be rejected";

  private FileLook() {}

  /** What is odd about a file that begins so, and what to do; empty if its lines may be events. */
  static Optional<String> of(byte[] bytes, int length) {
    String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    List<String> lines =
        (text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .limit(3)
            .toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String first = lines.get(0);
    if (first.startsWith("[")) {
      return Optional.of("a JSON array" + HINT + ": make it one object a line (jq -c '.[]')");
    }
    if (first.endsWith("},")) {
      return Optional.of(
          "JSON objects with commas between them" + HINT + ": leave out the commas at the ends");
    }
    if (first.startsWith("{")) {
      boolean goesOn = lines.size() > 1 && !first.endsWith("}") && !lines.get(1).startsWith("{");
      return goesOn
          ? Optional.of(
              "one JSON text over several lines" + HINT + ": make it one object a line (jq -c .)")
          : Optional.empty();
    }
    return isCsv(lines)
        ? Optional.of("a CSV file" + HINT + ": send JSON, or convert history with 'history'")
        : Optional.empty();
  }

  /** Whether a line is a JSON object as far as its ends tell. */
  static boolean isObject(byte[] line) {
    int from = 0;
    int to = line.length;
    while (from < to && line[from] <= ' ') {
      from++;
    }
    while (to > from && line[to - 1] >= 0 && line[to - 1] <= ' ') {
      to--;
    }
    return to - from >= 2 && line[from] == '{' && line[to - 1] == '}';
  }

  private static boolean isCsv(List<String> lines) {
    return DELIMITERS
        .chars()
        .anyMatch(
            delimiter -> {
              long first = count(lines.get(0), delimiter);
              return first > 0 && lines.stream().allMatch(line -> count(line, delimiter) == first);
            });
  }

  private static long count(String line, int wanted) {
    return line.chars().filter(character -> character == wanted).count();
  }
}
