package io.crossroads.pipelines.transactions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads usual amounts from CSV in UTF-8, as the analysis {@code usual_amounts} writes it: {@code
 * currency,median,mad} and a line a currency. The heading alone says that nothing is known, which
 * turns scores off again.
 */
final class UsualAmountsFile {

  private static final String HEADING = "currency,median,mad";

  private UsualAmountsFile() {}

  /** Whether a file has this form, by its heading. */
  static boolean is(Path file) {
    return lines(file).stream().findFirst().filter(UsualAmountsFile::isHeading).isPresent();
  }

  private static boolean isHeading(String line) {
    return line.strip().toLowerCase(Locale.ROOT).equals(HEADING);
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if a line is wrong; names file, line and value
   */
  static UsualAmounts read(Path file) {
    Map<Integer, UsualAmounts.Usual> byCurrency = new HashMap<>();
    List<String> lines = lines(file);
    for (int line = 1; line < lines.size(); line++) {
      if (!lines.get(line).isBlank()) {
        try {
          add(lines.get(line).strip().split(",", -1), byCurrency);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "%s, line %d: %s",
                  file.getFileName(),
                  line + 1,
                  e instanceof NumberFormatException
                      ? "median and mad are numbers such as 26.5000"
                      : e.getMessage()),
              e);
        }
      }
    }
    return new UsualAmounts(byCurrency);
  }

  private static void add(String[] cells, Map<Integer, UsualAmounts.Usual> byCurrency) {
    if (cells.length != 3) {
      throw new IllegalArgumentException(cells.length + " cells under 3 headings");
    }
    int currency = CurrencyCodes.placeOf(cells[0]);
    if (currency < 0) {
      throw new IllegalArgumentException("'" + cells[0] + "' is no currency of ISO 4217");
    }
    UsualAmounts.Usual usual =
        new UsualAmounts.Usual(new BigDecimal(cells[1]), new BigDecimal(cells[2]));
    if (byCurrency.putIfAbsent(currency, usual) != null) {
      throw new IllegalArgumentException(cells[0] + " is there twice; leave one out");
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file.getFileName() + " is not UTF-8; convert it", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
