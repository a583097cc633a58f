package io.crossroads.serving.api;

import static io.crossroads.serving.web.JsonSchema.list;
import static io.crossroads.serving.web.JsonSchema.members;
import static io.crossroads.serving.web.JsonSchema.object;
import static io.crossroads.serving.web.JsonSchema.oneOf;
import static io.crossroads.serving.web.JsonSchema.orNull;
import static io.crossroads.serving.web.JsonSchema.text;
import static io.crossroads.serving.web.JsonSchema.time;
import static io.crossroads.serving.web.JsonSchema.whole;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.serving.read.Filter;
import io.crossroads.serving.read.Rows;
import io.crossroads.serving.web.Answer;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists the analyses of a pipeline, computed or not. */
record AnalysesEndpoint(Catalogue catalogue, Parameter<String> pipeline) implements PipelineScoped {

  AnalysesEndpoint(Catalogue catalogue) {
    this(catalogue, catalogue.pipelineParameter().inPath());
  }

  @Override
  public String path() {
    return "/api/v1/pipelines/{pipeline}/analyses";
  }

  @Override
  public String summary() {
    return "Analyses: what the batch layer answers besides, and when it did";
  }

  @Override
  public List<Parameter<?>> parameters() {
    return List.of(pipeline);
  }

  @Override
  public Map<String, Object> schema() {
    return object(
        members(
            "pipeline", text(""),
            "analyses",
                list(
                    object(
                        members(
                            "name", text(""),
                            "description", text(""),
                            "input", oneOf(List.of("archive", "history"), "What it reads"),
                            "row_count", orNull(whole("")),
                            "computed_at", orNull(time("Null if it has not been computed")))),
                    "")));
  }

  @Override
  public Answer answer(Request request) {
    Pipeline asked = asked(request);
    Map<Object, Map<String, Object>> computed =
        catalogue
            .store()
            .read(
                connection ->
                    Rows.all(
                        connection,
                        "select name, row_count, computed_at from analysis where %s",
                        Filter.isOneOf("pipeline", List.of(asked.name()))))
            .stream()
            .collect(Collectors.toMap(row -> row.get("name"), Function.identity()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("pipeline", asked.name());
    body.put(
        "analyses",
        asked.analyses().stream()
            .map(analysis -> json(analysis, computed.getOrDefault(analysis.name(), Map.of())))
            .toList());
    return Answer.of(body);
  }

  private static Map<String, Object> json(Analysis analysis, Map<String, Object> computed) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", analysis.name());
    json.put("description", analysis.description());
    json.put("input", analysis.inputs().get(0).name().toLowerCase(Locale.ROOT));
    json.put("row_count", computed.get("row_count"));
    json.put("computed_at", computed.get("computed_at"));
    return json;
  }
}
