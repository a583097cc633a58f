package io.crossroads.serving.api;

import io.crossroads.serving.web.Answer;
import io.crossroads.serving.web.Endpoint;
import io.crossroads.serving.web.JsonSchema;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Request;
import java.util.List;
import java.util.Map;

/** Describes one pipeline. */
record PipelineEndpoint(Catalogue catalogue, Parameter<String> pipeline) implements Endpoint {

  PipelineEndpoint(Catalogue catalogue) {
    this(catalogue, catalogue.pipelineParameter().inPath());
  }

  @Override
  public String path() {
    return "/api/v1/pipelines/{pipeline}";
  }

  @Override
  public String summary() {
    return "Pipeline: what its events are, and what can be asked about them";
  }

  @Override
  public List<Parameter<?>> parameters() {
    return List.of(pipeline);
  }

  @Override
  public Map<String, Object> schema() {
    return JsonSchema.reference("Pipeline");
  }

  @Override
  public boolean asksStore() {
    return false;
  }

  @Override
  public Answer answer(Request request) {
    return Answer.of(Declarations.pipeline(catalogue.pipeline(request.required(pipeline))));
  }
}
