package io.crossroads.serving.api;

import static io.crossroads.serving.web.JsonSchema.list;
import static io.crossroads.serving.web.JsonSchema.members;
import static io.crossroads.serving.web.JsonSchema.object;
import static io.crossroads.serving.web.JsonSchema.text;
import static io.crossroads.serving.web.JsonSchema.time;
import static io.crossroads.serving.web.JsonSchema.whole;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.serving.read.Filter;
import io.crossroads.serving.read.Keyset;
import io.crossroads.serving.read.Rows;
import io.crossroads.serving.read.SortKey;
import io.crossroads.serving.web.Answer;
import io.crossroads.serving.web.JsonSchema;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Problem;
import io.crossroads.serving.web.ProblemException;
import io.crossroads.serving.web.Request;
import io.crossroads.store.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives the latest event of each entity. */
record LatestEndpoint(Catalogue catalogue, Parameter<String> pipeline, Parameter<Integer> limit)
    implements PipelineScoped {

  private static final Parameter<String> KEY =
      Parameter.text("key", 1_000, "Only this entity; may be there several times").asRepeated();

  private static final Keyset KEYS =
      new Keyset(List.of(new SortKey("key", ColumnType.TEXT, false, false)));

  LatestEndpoint(Catalogue catalogue) {
    this(catalogue, catalogue.pipelineParameter().inPath(), catalogue.limitParameter());
  }

  @Override
  public String path() {
    return "/api/v1/pipelines/{pipeline}/latest";
  }

  @Override
  public String summary() {
    return "Latest: the latest event of each entity, by its own time";
  }

  @Override
  public List<Parameter<?>> parameters() {
    return List.of(pipeline, KEY, limit, Paging.CURSOR);
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
                            "key", text("The entity"),
                            "event", JsonSchema.openObject("The event as it was decoded"),
                            "event_time", time("When it happened"),
                            "append_time", time("When the broker appended it"),
                            "partition", whole(""),
                            "offset", whole(""),
                            "heard_at", time("Append time of the entity's newest record"))),
                    ""),
            "next", Paging.NEXT));
  }

  @Override
  public Answer answer(Request request) {
    Pipeline asked = asked(request);
    String name = asked.name();
    if (asked.schema().entity().isEmpty()) {
      throw new ProblemException(Problem.notFound("latest event of pipeline", name, List.of()));
    }
    List<String> wanted = request.all(KEY);
    int most = request.optional(limit).orElse(catalogue.defaultLimit());
    String question = "latest " + name + wanted;
    List<Filter> filters = new ArrayList<>(List.of(Filter.isOneOf("pipeline", List.of(name))));
    if (!wanted.isEmpty()) {
      filters.add(Filter.isOneOf("key", wanted));
    }
    Paging.after(request, KEYS, question).ifPresent(filters::add);
    return catalogue
        .store()
        .read(
            connection -> {
              Rows rows =
                  Rows.read(
                      connection,
                      """
                      select key, event, event_time, append_time, partition, "offset", heard_at
                      from latest where %s order by key limit ?
                      """,
                      Filter.all(filters),
                      most,
                      KEYS);
              Map<String, Object> body = new LinkedHashMap<>();
              body.put("pipeline", name);
              body.put("rows", rows.rows());
              body.put("next", Paging.next(KEYS, question, rows.last()));
              return Answer.of(body);
            });
  }
}
