package io.crossroads.serving.api;

import io.crossroads.serving.read.Cursor;
import io.crossroads.serving.read.Filter;
import io.crossroads.serving.read.Keyset;
import io.crossroads.serving.web.JsonSchema;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Problem;
import io.crossroads.serving.web.ProblemException;
import io.crossroads.serving.web.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How an answer is divided into pages. */
final class Paging {

  static final Parameter<String> CURSOR =
      Parameter.text(
          "cursor",
          Cursor.LONGEST,
          "Where the page begins: 'next' of the page before, with the same other parameters");

  /** The schema of the member that leads to the next page. */
  static final Map<String, Object> NEXT =
      JsonSchema.orNull(
          JsonSchema.text("The cursor of the next page; null if there are no more rows"));

  private Paging() {}

  /**
   * The rows that the page is of; empty for the first page, which has no row before it.
   *
   * @param question tells this question from others
   */
  static Optional<Filter> after(Request request, Keyset keys, String question) {
    return request
        .optional(CURSOR)
        .map(
            text ->
                keys.values(text, question)
                    .orElseThrow(
                        () ->
                            new ProblemException(
                                Problem.parameter(
                                    CURSOR.name(),
                                    text,
                                    "'next' of an answer to the same question",
                                    List.of()))))
        .map(keys::after);
  }

  /** What leads to the next page: null if a row was the last one. */
  static String next(Keyset keys, String question, List<Object> last) {
    return last.isEmpty() ? null : keys.cursor(question, last).text();
  }
}
