package io.crossroads.serving.api;

import io.crossroads.serving.web.Answer;
import io.crossroads.serving.web.Endpoint;
import io.crossroads.serving.web.JsonSchema;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Request;
import java.util.List;
import java.util.Map;

/** Lists the pipelines. */
record PipelinesEndpoint(Catalogue catalogue) implements Endpoint {

  @Override
  public String path() {
    return "/api/v1/pipelines";
  }

  @Override
  public String summary() {
    return "Pipelines: what events are, and what can be asked about them";
  }

  @Override
  public List<Parameter<?>> parameters() {
    return List.of();
  }

  @Override
  public Map<String, Object> schema() {
    return JsonSchema.object(
        JsonSchema.members("pipelines", JsonSchema.list(JsonSchema.reference("Pipeline"), "")));
  }

  @Override
  public boolean asksStore() {
    return false;
  }

  @Override
  public Answer answer(Request request) {
    return Answer.of(
        Map.of("pipelines", catalogue.pipelines().stream().map(Declarations::pipeline).toList()));
  }
}
