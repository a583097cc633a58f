package io.crossroads.pipelines.transactions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The alphabetic codes of ISO 4217, those that have ended among them, as old payments are still in
 * them. They come with the package rather than with the Java runtime, whose list differs from
 * release to release.
 */
final class CurrencyCodes {

  /** The currency that amounts are converted to. */
  static final String EURO = "EUR";

  private static final String FILE = "currencies.csv";
  private static final List<String> CODES = read();
  private static final Map<String, Integer> PLACES =
      IntStream.range(0, CODES.size())
          .boxed()
          .collect(Collectors.toUnmodifiableMap(CODES::get, Function.identity()));

  private CurrencyCodes() {}

  /** All codes, in alphabetical order. */
  static List<String> codes() {
    return CODES;
  }

  /** The place of a code in {@link #codes}, or -1 if it is none. */
  static int placeOf(String code) {
    return PLACES.getOrDefault(code, -1);
  }

  private static List<String> read() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                CurrencyCodes.class.getResourceAsStream(FILE), StandardCharsets.US_ASCII))) {
      return reader.lines().skip(1).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }
}
