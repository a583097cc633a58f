package io.crossroads.pipelines.transactions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads rates, units of a currency for one euro, from CSV in UTF-8 of one of two forms. Whatever is
 * neither is refused as a whole, with its line, rather than read in part.
 *
 * <ul>
 *   <li>Wide, as the European Central Bank publishes {@code eurofxref-hist.csv}: {@code
 *       Date,USD,JPY,} and a line a day, in any order. An empty cell and {@code N/A} are no rate.
 *   <li>Long: {@code date,currency,rate} and a line a rate.
 * </ul>
 *
 * <p>Dates are {@code yyyy-MM-dd}. A byte order mark, blanks around cells, a comma at the end of a
 * line and empty lines change nothing.
 */
public final class RateFile {

  private static final List<String> LONG = List.of("date", "currency", "rate");
  private static final Set<String> NO_RATE = Set.of("", "N/A");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final String MARK = "\uFEFF";

  private final String name;
  private final List<Rate> rates = new ArrayList<>();
  private List<String> heading;
  private int line;

  private RateFile(String name) {
    this.name = name;
  }

  /**
   * Reads a file to its end.
   *
   * @param name what errors call it
   * @return its rates, at least one, in its order
   * @throws IllegalArgumentException if it is of neither form; names the file, the line and what to
   *     do
   * @throws UncheckedIOException if it cannot be read
   */
  public static List<Rate> read(String name, InputStream bytes) {
    RateFile file = new RateFile(name);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()))) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        file.line++;
        file.readLine(file.line == 1 && text.startsWith(MARK) ? text.substring(1) : text);
      }
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(name + " is not UTF-8; convert it", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
    if (file.rates.isEmpty()) {
      throw new IllegalArgumentException(name + " holds no rate");
    }
    return List.copyOf(file.rates);
  }

  private void readLine(String text) {
    if (text.isBlank()) {
      return;
    }
    try {
      List<String> cells = cells(text);
      if (heading == null) {
        heading = heading(cells);
      } else if (cells.size() != heading.size()) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "%d cells under %d headings", cells.size(), heading.size()));
      } else if (heading.equals(LONG)) {
        rates.add(new Rate(cells.get(1), date(cells.get(0)), number(cells.get(2))));
      } else {
        readDay(cells);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s, line %d: %s", name, line, e.getMessage()), e);
    }
  }

  private void readDay(List<String> cells) {
    LocalDate date = date(cells.get(0));
    for (int column = 1; column < cells.size(); column++) {
      String cell = cells.get(column);
      if (!NO_RATE.contains(cell)) {
        rates.add(new Rate(heading.get(column), date, number(cell)));
      }
    }
  }

  /** The cells of a line, without the empty one behind a comma at its end. */
  private static List<String> cells(String text) {
    String trimmed = text.strip();
    String line = trimmed.endsWith(",") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
    return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
  }

  private static List<String> heading(List<String> cells) {
    List<String> lower = cells.stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
    if (lower.equals(LONG)) {
      return LONG;
    }
    if (!lower.get(0).equals("date") || cells.size() == 1) {
      throw new IllegalArgumentException(
          "the heading is '"
              + String.join(",", cells)
              + "', not 'Date,' and currencies as the European Central Bank has it, nor"
              + " 'date,currency,rate'");
    }
    Set<String> seen = new HashSet<>();
    for (String currency : cells.subList(1, cells.size())) {
      if (currency.equals(CurrencyCodes.EURO)
          || CurrencyCodes.placeOf(currency) < 0
          || !seen.add(currency)) {
        throw new IllegalArgumentException(
            "column '"
                + currency
                + "' is EUR, there twice, or no currency of ISO 4217; leave it out");
      }
    }
    return cells;
  }

  private static LocalDate date(String cell) {
    try {
      if (DATE.matcher(cell).matches()) {
        return LocalDate.parse(cell);
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + cell + "' is no day of the calendar", e);
    }
    throw new IllegalArgumentException("date '" + cell + "' is not of the form yyyy-MM-dd");
  }

  private static BigDecimal number(String cell) {
    if (!NUMBER.matcher(cell).matches()) {
      throw new IllegalArgumentException(
          "'" + cell + "' is no rate such as 1.0825; no rate is an empty cell or N/A");
    }
    return new BigDecimal(cell);
  }
}
