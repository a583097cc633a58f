package io.crossroads.serving.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path that can be asked, and what it says of itself. */
public interface Endpoint {

  /** Its path, with names of parameters in braces. */
  String path();

  /** One sentence for people; its first words name the operation. */
  String summary();

  /** All parameters, those of the path first. */
  List<Parameter<?>> parameters();

  /** The JSON Schema of the answer. */
  Map<String, Object> schema();

  /** Whether it asks the store, and so may be refused while that is busy or away. */
  default boolean asksStore() {
    return true;
  }

  /**
   * The pipeline whose commits may change the answer to a request; empty if those of any may.
   *
   * @throws ProblemException if the request names none that there is
   */
  default Optional<String> pipeline(Request request) {
    return Optional.empty();
  }

  /** The answer to a request. */
  Answer answer(Request request);
}
