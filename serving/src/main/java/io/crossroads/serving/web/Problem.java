package io.crossroads.serving.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Why a request has no answer, as RFC 9457 tells it.
 *
 * @param kind what it is, in a word that programs may compare
 * @param status the status of HTTP
 * @param title the kind for people
 * @param detail this case for people: the value at fault, and what to do
 * @param parameter the parameter at fault; null if it is none
 * @param value its value; null if there is none
 * @param expected what the parameter may be; null if no parameter is at fault
 * @param choices all that it may be, where that is a list; otherwise empty
 * @param retryAfter seconds after which the same request may succeed
 */
public record Problem(
    String kind,
    int status,
    String title,
    String detail,
    String parameter,
    String value,
    String expected,
    List<String> choices,
    OptionalInt retryAfter) {

  /** The media type of all problems. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final int LONGEST_VALUE = 200;

  public Problem {
    choices = List.copyOf(choices);
  }

  private static Problem plain(String kind, int status, String title, String detail) {
    return new Problem(
        kind, status, title, detail, null, null, null, List.of(), OptionalInt.empty());
  }

  private Problem retryAfter(int seconds) {
    return new Problem(
        kind, status, title, detail, parameter, value, expected, choices, OptionalInt.of(seconds));
  }

  /** A parameter whose value cannot be used. */
  public static Problem parameter(
      String name, String value, String expected, List<String> choices) {
    String shown = shortened(value);
    return new Problem(
        "invalid-parameter",
        400,
        "A parameter cannot be used",
        String.format(Locale.ROOT, "'%s' must be %s, not '%s'", name, expected, shown),
        name,
        shown,
        expected,
        choices,
        OptionalInt.empty());
  }

  /** A parameter that is not there. */
  public static Problem missing(String name, String expected, List<String> choices) {
    return new Problem(
        "missing-parameter",
        400,
        "A parameter is missing",
        String.format(Locale.ROOT, "'%s' is missing: it must be %s", name, expected),
        name,
        null,
        expected,
        choices,
        OptionalInt.empty());
  }

  /** A parameter that the path does not know. */
  public static Problem unknownParameter(String name, String value, List<String> known) {
    String shown = shortened(name);
    String expected = known.isEmpty() ? "none at all" : "one of " + String.join(", ", known);
    return new Problem(
        "unknown-parameter",
        400,
        "A parameter is not known here",
        String.format(
            Locale.ROOT, "there is no parameter '%s'; a parameter may be %s", shown, expected),
        shown,
        shortened(value),
        expected,
        known,
        OptionalInt.empty());
  }

  /** Something named in the path that does not exist. */
  public static Problem notFound(String name, String value, List<String> known) {
    String shown = shortened(value);
    String expected =
        known.isEmpty() ? "nothing, as there is none" : "one of " + String.join(", ", known);
    return new Problem(
        "not-found",
        404,
        "There is no such thing",
        String.format(Locale.ROOT, "there is no %s '%s'; it may be %s", name, shown, expected),
        name,
        shown,
        expected,
        known,
        OptionalInt.empty());
  }

  /** An analysis that nobody has computed yet. */
  public static Problem notComputed(String analysis) {
    return plain(
        "not-computed",
        404,
        "This has not been computed yet",
        String.format(
            Locale.ROOT,
            "analysis '%s' has no rows yet: 'analyses' of the batch job computes them",
            analysis));
  }

  /** A path that leads nowhere. */
  public static Problem noSuchPath(String path) {
    return plain(
        "not-found",
        404,
        "There is no such path",
        String.format(
            Locale.ROOT,
            "there is nothing at '%s'; /openapi.json describes every path",
            shortened(path)));
  }

  /** A method that a path does not have. */
  public static Problem method(String method) {
    return plain(
        "method-not-allowed",
        405,
        "This path is only read",
        String.format(Locale.ROOT, "%s is not possible here; use GET", shortened(method)));
  }

  /** A request that the web server refuses before anybody reads it. */
  public static Problem badRequest(int status, String reason) {
    return plain("bad-request", status, "The request is not understood", reason);
  }

  /** More questions at once than the database shall be asked. */
  public static Problem busy(int limit) {
    return plain(
            "too-many-requests",
            429,
            "Too many requests at once",
            String.format(
                Locale.ROOT,
                "%d requests are being answered already; try again in a second",
                limit))
        .retryAfter(1);
  }

  /** A question that took too long. */
  public static Problem tooLong(String limit) {
    return plain(
            "too-expensive",
            503,
            "The answer takes too long",
            String.format(
                Locale.ROOT,
                "no answer within %s; ask for a shorter range of time, or for fewer rows",
                limit))
        .retryAfter(5);
  }

  /** A store that cannot be reached. */
  public static Problem away() {
    return plain(
            "store-unavailable",
            503,
            "The store is away",
            "PostgreSQL cannot be reached; /health/ready tells when it is back")
        .retryAfter(5);
  }

  /** A store that does not hold what is asked for yet. */
  public static Problem notReady(String reason) {
    return plain("store-not-ready", 503, "The store is not ready", reason).retryAfter(10);
  }

  /** A defect of this program. */
  public static Problem defect() {
    return plain(
        "defect",
        500,
        "This should not have happened",
        "a defect of the serving layer; its log says more");
  }

  /** The members of the JSON object. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "urn:crossroads:problem:" + kind);
    members.put("title", title);
    members.put("status", status);
    members.put("detail", detail);
    if (parameter != null) {
      members.put("parameter", parameter);
      if (value != null) {
        members.put("value", value);
      }
      members.put("expected", expected);
      if (!choices.isEmpty()) {
        members.put("choices", choices);
      }
    }
    return members;
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
  }
}
