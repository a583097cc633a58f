package io.crossroads.serving.api;

import io.crossroads.serving.web.Answer;
import io.crossroads.serving.web.Endpoint;
import io.crossroads.serving.web.JsonSchema;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists the rollups. */
record RollupsEndpoint(Catalogue catalogue, Parameter<String> pipeline) implements Endpoint {

  RollupsEndpoint(Catalogue catalogue) {
    this(catalogue, catalogue.pipelineParameter());
  }

  @Override
  public String path() {
    return "/api/v1/rollups";
  }

  @Override
  public String summary() {
    return "Rollups: dimensions, windows and measures";
  }

  @Override
  public List<Parameter<?>> parameters() {
    return List.of(pipeline);
  }

  @Override
  public Map<String, Object> schema() {
    return JsonSchema.object(
        JsonSchema.members("rollups", JsonSchema.list(JsonSchema.reference("Rollup"), "")));
  }

  @Override
  public boolean asksStore() {
    return false;
  }

  @Override
  public Answer answer(Request request) {
    Optional<String> wanted = request.optional(pipeline);
    return Answer.of(
        Map.of(
            "rollups",
            catalogue.tables().values().stream()
                .filter(table -> wanted.map(table.pipeline().name()::equals).orElse(true))
                .map(Declarations::rollup)
                .toList()));
  }
}
