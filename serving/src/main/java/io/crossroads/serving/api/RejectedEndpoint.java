package io.crossroads.serving.api;

import static io.crossroads.serving.web.JsonSchema.list;
import static io.crossroads.serving.web.JsonSchema.members;
import static io.crossroads.serving.web.JsonSchema.object;
import static io.crossroads.serving.web.JsonSchema.orNull;
import static io.crossroads.serving.web.JsonSchema.text;
import static io.crossroads.serving.web.JsonSchema.time;
import static io.crossroads.serving.web.JsonSchema.whole;

import io.crossroads.serving.read.Filter;
import io.crossroads.serving.read.Rows;
import io.crossroads.serving.web.Answer;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives the newest rejected records, with the beginning of what they say. */
record RejectedEndpoint(Catalogue catalogue, Parameter<String> pipeline) implements PipelineScoped {

  RejectedEndpoint(Catalogue catalogue) {
    this(catalogue, catalogue.pipelineParameter().inPath());
  }

  @Override
  public String path() {
    return "/api/v1/pipelines/{pipeline}/rejected";
  }

  @Override
  public String summary() {
    return "Rejected: the 20 newest rejected records, the newest first";
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
            "rows",
                list(
                    object(
                        members(
                            "append_time", time("When the broker appended it"),
                            "partition", whole(""),
                            "offset", whole(""),
                            "reason", text("The rule that it breaks"),
                            "field",
                                orNull(text("The field at fault; null for the record as a whole")),
                            "bytes", whole("Length of its value"),
                            "value",
                                text(
                                    "The first 1,000 bytes of its value, as far as they are UTF-8"))),
                    "")));
  }

  @Override
  public Answer answer(Request request) {
    String name = asked(request).name();
    return catalogue
        .store()
        .read(
            connection -> {
              Map<String, Object> body = new LinkedHashMap<>();
              body.put("pipeline", name);
              body.put(
                  "rows",
                  Rows.all(
                      connection,
                      """
                      select append_time, partition, "offset", reason, field, bytes, value
                      from newest_rejected where %s
                      order by append_time desc, partition desc, "offset" desc
                      """,
                      Filter.isOneOf("pipeline", List.of(name))));
              return Answer.of(body);
            });
  }
}
