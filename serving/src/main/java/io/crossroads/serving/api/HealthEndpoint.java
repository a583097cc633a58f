package io.crossroads.serving.api;

import io.crossroads.serving.read.StoreHealth;
import io.crossroads.serving.web.Answer;
import io.crossroads.serving.web.Endpoint;
import io.crossroads.serving.web.JsonSchema;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Problem;
import io.crossroads.serving.web.ProblemException;
import io.crossroads.serving.web.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells whether this process works.
 *
 * @param path its path
 * @param summary one sentence for people
 * @param asksStore whether it asks the store
 * @param trouble why it does not; empty if it does
 */
record HealthEndpoint(
    String path, String summary, boolean asksStore, Supplier<Optional<String>> trouble)
    implements Endpoint {

  static HealthEndpoint live() {
    return new HealthEndpoint(
        "/health/live", "Live: whether this process answers at all", false, Optional::empty);
  }

  static HealthEndpoint ready(StoreHealth health) {
    return new HealthEndpoint(
        "/health/ready", "Ready: whether questions have answers now", true, health::trouble);
  }

  @Override
  public List<Parameter<?>> parameters() {
    return List.of();
  }

  @Override
  public Map<String, Object> schema() {
    return JsonSchema.object(JsonSchema.members("status", JsonSchema.oneOf(List.of("up"), "")));
  }

  @Override
  public Answer answer(Request request) {
    trouble
        .get()
        .ifPresent(
            reason -> {
              throw new ProblemException(Problem.notReady(reason));
            });
    return Answer.of(Map.of("status", "up"));
  }
}
