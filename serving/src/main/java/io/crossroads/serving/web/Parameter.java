package io.crossroads.serving.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A parameter of a path. The description of the API and the reading of requests both come from it.
 *
 * @param <T> what its text is read as
 * @param name its name
 * @param place where it stands
 * @param required whether a request without it has no answer
 * @param repeated whether it may be there more than once
 * @param description one sentence for people
 * @param expected what it may be, to follow "must be"
 * @param choices all that it may be, where that is a list; otherwise empty
 * @param schema the JSON Schema of one value
 * @param reader its value from its text; empty if that cannot be
 */
public record Parameter<T>(
    String name,
    Place place,
    boolean required,
    boolean repeated,
    String description,
    String expected,
    List<String> choices,
    Map<String, Object> schema,
    Function<String, Optional<T>> reader) {

  /** Where a parameter stands. */
  public enum Place {
    PATH,
    QUERY
  }

  private static final int EARLIEST_YEAR = 1;
  private static final int LATEST_YEAR = 9999;

  public Parameter {
    choices = List.copyOf(choices);
  }

  private static <T> Parameter<T> of(
      String name,
      String description,
      String expected,
      List<String> choices,
      Map<String, Object> schema,
      Function<String, Optional<T>> reader) {
    return new Parameter<>(
        name, Place.QUERY, false, false, description, expected, choices, schema, reader);
  }

  /** One of some texts. */
  public static Parameter<String> oneOf(String name, List<String> choices, String description) {
    return of(
        name,
        description,
        "one of " + String.join(", ", choices),
        choices,
        JsonSchema.oneOf(choices, ""),
        text -> Optional.of(text).filter(choices::contains));
  }

  /** Any text that PostgreSQL can hold, of at most some characters. */
  public static Parameter<String> text(String name, int longest, String description) {
    return of(
        name,
        description,
        String.format(Locale.ROOT, "1 to %d characters without a zero byte", longest),
        List.of(),
        Map.of("type", "string", "minLength", 1, "maxLength", longest, "pattern", "^[^\\x00]*$"),
        text ->
            Optional.of(text)
                .filter(t -> !t.isEmpty() && t.length() <= longest && t.indexOf('\0') < 0));
  }

  /** Names with commas between; which ones there are is for the reader to say. */
  public static Parameter<List<String>> names(String name, String expected, String description) {
    return of(
        name,
        description,
        expected,
        List.of(),
        Map.of("type", "string", "pattern", "^([a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*)?$"),
        text -> Optional.of(text.isEmpty() ? List.of() : List.of(text.split(",", -1))));
  }

  /** A whole number in a range, bounds included. */
  public static Parameter<Integer> whole(String name, int least, int most, String description) {
    return of(
        name,
        description,
        String.format(Locale.ROOT, "a whole number from %d to %d", least, most),
        List.of(),
        Map.of("type", "integer", "minimum", least, "maximum", most),
        text ->
            text.matches("[0-9]{1,9}")
                ? Optional.of(Integer.parseInt(text)).filter(n -> n >= least && n <= most)
                : Optional.empty());
  }

  /** A point in time; a day stands for its beginning in UTC. */
  public static Parameter<Instant> time(String name, String description) {
    return of(
        name,
        description,
        "a time of ISO-8601 with an offset, such as 2026-01-31T08:00:00Z, or a day of UTC, such as"
            + " 2026-01-31",
        List.of(),
        Map.of(
            "anyOf",
            List.of(
                Map.of("type", "string", "format", "date-time"),
                Map.of("type", "string", "format", "date"))),
        Parameter::readTime);
  }

  private static Optional<Instant> readTime(String text) {
    try {
      OffsetDateTime time =
          text.length() <= 10
              ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
              : OffsetDateTime.parse(text);
      return Optional.of(time)
          .filter(t -> t.getYear() >= EARLIEST_YEAR && t.getYear() <= LATEST_YEAR)
          .map(OffsetDateTime::toInstant);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The same, which a request must have. */
  public Parameter<T> asRequired() {
    return new Parameter<>(
        name, place, true, repeated, description, expected, choices, schema, reader);
  }

  /** The same, which a request may have several times. */
  public Parameter<T> asRepeated() {
    return new Parameter<>(
        name, place, required, true, description, expected, choices, schema, reader);
  }

  /** The same as a part of the path. */
  public Parameter<T> inPath() {
    return new Parameter<>(
        name, Place.PATH, true, false, description, expected, choices, schema, reader);
  }

  /** The same, with a value that stands for its absence, told in the description. */
  public Parameter<T> withDefault(Object value) {
    Map<String, Object> told = new LinkedHashMap<>(schema);
    told.put("default", value);
    return new Parameter<>(
        name, place, required, repeated, description, expected, choices, told, reader);
  }

  /** The problem with a text that it cannot be. */
  Problem problem(String text) {
    return place == Place.PATH
        ? Problem.notFound(name, text, choices)
        : Problem.parameter(name, text, expected, choices);
  }
}
