package io.crossroads.serving.web;

import java.util.Map;
import java.util.Optional;

/**
 * What an endpoint answers.
 *
 * @param status the status of HTTP
 * @param body what is sent as JSON; empty where who asks holds it already
 * @param tag changes whenever the body would; empty where it is to be made from the body
 */
public record Answer(int status, Optional<Map<String, Object>> body, Optional<String> tag) {

  /** A body by itself. */
  public static Answer of(Map<String, Object> body) {
    return new Answer(200, Optional.of(body), Optional.empty());
  }

  /** A body of a state of the store. */
  public static Answer of(Map<String, Object> body, String tag) {
    return new Answer(200, Optional.of(body), Optional.of(tag));
  }

  /** That nothing has changed. */
  public static Answer unchanged(String tag) {
    return new Answer(304, Optional.empty(), Optional.of(tag));
  }
}
