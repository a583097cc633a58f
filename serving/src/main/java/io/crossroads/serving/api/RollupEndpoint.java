package io.crossroads.serving.api;

import io.crossroads.serving.web.Answer;
import io.crossroads.serving.web.Endpoint;
import io.crossroads.serving.web.JsonSchema;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Request;
import java.util.List;
import java.util.Map;

/** Describes one rollup. */
record RollupEndpoint(Catalogue catalogue, Parameter<String> rollup) implements Endpoint {

  RollupEndpoint(Catalogue catalogue) {
    this(catalogue, catalogue.rollupParameter().inPath());
  }

  @Override
  public String path() {
    return "/api/v1/rollups/{rollup}";
  }

  @Override
  public String summary() {
    return "Rollup: its dimensions, windows and measures";
  }

  @Override
  public List<Parameter<?>> parameters() {
    return List.of(rollup);
  }

  @Override
  public Map<String, Object> schema() {
    return JsonSchema.reference("Rollup");
  }

  @Override
  public boolean asksStore() {
    return false;
  }

  @Override
  public Answer answer(Request request) {
    return Answer.of(Declarations.rollup(catalogue.tables().get(request.required(rollup))));
  }
}
