package io.crossroads.serving.api;

import static io.crossroads.serving.web.JsonSchema.list;
import static io.crossroads.serving.web.JsonSchema.members;
import static io.crossroads.serving.web.JsonSchema.object;
import static io.crossroads.serving.web.JsonSchema.orNull;
import static io.crossroads.serving.web.JsonSchema.text;
import static io.crossroads.serving.web.JsonSchema.time;
import static io.crossroads.serving.web.JsonSchema.whole;

import io.crossroads.serving.read.Filter;
import io.crossroads.serving.read.Keyset;
import io.crossroads.serving.read.Rows;
import io.crossroads.serving.read.SortKey;
import io.crossroads.serving.web.Answer;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Request;
import io.crossroads.store.ColumnType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives how many records were rejected, by hour and reason, as {@code views} counted them. */
record RejectionsEndpoint(Catalogue catalogue, Parameter<String> pipeline, Parameter<Integer> limit)
    implements PipelineScoped {

  private static final Parameter<Instant> FROM =
      Parameter.time("from", "Only hours that begin at this time or later");

  private static final Parameter<Instant> TO =
      Parameter.time("to", "Only hours that begin before this time");

  private static final Keyset KEYS =
      new Keyset(
          List.of(
              new SortKey("hour", ColumnType.TIMESTAMPTZ, false, true),
              new SortKey("reason", ColumnType.TEXT, false, true)));

  RejectionsEndpoint(Catalogue catalogue) {
    this(catalogue, catalogue.pipelineParameter().inPath(), catalogue.limitParameter());
  }

  @Override
  public String path() {
    return "/api/v1/pipelines/{pipeline}/rejections";
  }

  @Override
  public String summary() {
    return "Rejections: rejected records by hour of append time and reason, the newest first";
  }

  @Override
  public List<Parameter<?>> parameters() {
    return List.of(pipeline, FROM, TO, limit, Paging.CURSOR);
  }

  @Override
  public Map<String, Object> schema() {
    return object(
        members(
            "pipeline", text(""),
            "counted_until",
                orNull(time("Greatest append time that is counted; null before views has run")),
            "rows",
                list(
                    object(
                        members(
                            "hour", time("The hour in which they were appended"),
                            "reason", text("The rule that they break"),
                            "records", whole(""))),
                    ""),
            "next", Paging.NEXT));
  }

  @Override
  public Answer answer(Request request) {
    String name = asked(request).name();
    int most = request.optional(limit).orElse(catalogue.defaultLimit());
    Filter which = Filter.isOneOf("pipeline", List.of(name));
    List<Filter> filters = new ArrayList<>(List.of(which));
    request.optional(FROM).ifPresent(time -> filters.add(Filter.atLeast("hour", time)));
    request.optional(TO).ifPresent(time -> filters.add(Filter.less("hour", time)));
    String question = "rejections " + filters;
    Paging.after(request, KEYS, question).ifPresent(filters::add);
    return catalogue
        .store()
        .read(
            connection -> {
              Map<String, Object> body = new LinkedHashMap<>();
              body.put("pipeline", name);
              body.put("counted_until", null);
              Rows.all(connection, "select counted_until from rejection_count where %s", which)
                  .forEach(body::putAll);
              Rows rows =
                  Rows.read(
                      connection,
                      """
                      select hour, reason, records from rejection
                      where %s order by hour desc, reason desc limit ?
                      """,
                      Filter.all(filters),
                      most,
                      KEYS);
              body.put("rows", rows.rows());
              body.put("next", Paging.next(KEYS, question, rows.last()));
              return Answer.of(body);
            });
  }
}
