package io.crossroads.serving.web;

import java.util.List;
import java.util.Map;

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

  /** The answer to a request. */
  Answer answer(Request request);
}
