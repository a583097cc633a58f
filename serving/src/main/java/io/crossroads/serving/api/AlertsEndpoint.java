package io.crossroads.serving.api;

import static io.crossroads.serving.web.JsonSchema.list;
import static io.crossroads.serving.web.JsonSchema.members;
import static io.crossroads.serving.web.JsonSchema.object;
import static io.crossroads.serving.web.JsonSchema.oneOf;
import static io.crossroads.serving.web.JsonSchema.openObject;
import static io.crossroads.serving.web.JsonSchema.orNull;
import static io.crossroads.serving.web.JsonSchema.text;
import static io.crossroads.serving.web.JsonSchema.time;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
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
import java.util.stream.Stream;

/** Gives the alerts of a pipeline, the newest first. */
record AlertsEndpoint(
    Catalogue catalogue,
    Parameter<String> pipeline,
    Parameter<String> alert,
    Parameter<Integer> limit)
    implements PipelineScoped {

  private static final Parameter<String> STATE =
      Parameter.oneOf(
          "state", List.of("open", "ended"), "Only those that may go on, or that ended");

  private static final List<String> SEVERITIES =
      Stream.of(Severity.values()).map(Severity::name).toList();

  private static final Parameter<String> SEVERITY =
      Parameter.oneOf("severity", SEVERITIES, "Only alerts of this severity").asRepeated();

  private static final Parameter<Instant> FROM =
      Parameter.time("from", "Only alerts that began at this time or later");

  private static final Parameter<Instant> TO =
      Parameter.time("to", "Only alerts that began before this time");

  private static final Keyset KEYS =
      new Keyset(
          List.of(
              new SortKey("started_at", ColumnType.TIMESTAMPTZ, false, true),
              new SortKey("alert", ColumnType.TEXT, false, true),
              new SortKey("entity_text", ColumnType.TEXT, false, true)));

  AlertsEndpoint(Catalogue catalogue) {
    this(
        catalogue,
        catalogue.pipelineParameter().inPath(),
        Parameter.oneOf(
            "alert",
            catalogue.pipelines().stream()
                .flatMap(p -> p.alerts().stream())
                .map(Alert::name)
                .distinct()
                .toList(),
            "Only this alert"),
        catalogue.limitParameter());
  }

  @Override
  public String path() {
    return "/api/v1/pipelines/{pipeline}/alerts";
  }

  @Override
  public String summary() {
    return "Alerts: what was raised, each episode once, the newest first";
  }

  @Override
  public List<Parameter<?>> parameters() {
    return List.of(pipeline, alert, STATE, SEVERITY, FROM, TO, limit, Paging.CURSOR);
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
                            "alert", text("Its name"),
                            "severity", oneOf(SEVERITIES, ""),
                            "entity", openObject("What it is about"),
                            "started_at", time(""),
                            "until", time("Up to when the conditions are known to have held"),
                            "ended_at", orNull(time("Null while it may go on")),
                            "evidence", openObject("The figures that it rests on"),
                            "raised_at", time("When it was first seen"))),
                    ""),
            "next", Paging.NEXT));
  }

  @Override
  public Answer answer(Request request) {
    Pipeline asked = asked(request);
    int most = request.optional(limit).orElse(catalogue.defaultLimit());
    List<Filter> filters = filters(request, asked.name());
    String question = "alerts " + filters;
    Paging.after(request, KEYS, question).ifPresent(filters::add);
    return catalogue
        .store()
        .read(
            connection -> {
              Rows rows =
                  Rows.read(
                      connection,
                      """
                      select * from (
                        select alert, severity, entity, started_at, until, ended_at, evidence,
                          raised_at, pipeline, entity::text as entity_text
                        from alert) alert
                      where %s order by started_at desc, alert desc, entity_text desc limit ?
                      """,
                      Filter.all(filters),
                      most,
                      KEYS);
              rows.rows()
                  .forEach(row -> row.keySet().removeAll(List.of("pipeline", "entity_text")));
              Map<String, Object> body = new LinkedHashMap<>();
              body.put("pipeline", asked.name());
              body.put("rows", rows.rows());
              body.put("next", Paging.next(KEYS, question, rows.last()));
              return Answer.of(body);
            });
  }

  private List<Filter> filters(Request request, String name) {
    List<Filter> filters = new ArrayList<>(List.of(Filter.isOneOf("pipeline", List.of(name))));
    request.optional(alert).ifPresent(a -> filters.add(Filter.isOneOf("alert", List.of(a))));
    request
        .optional(STATE)
        .ifPresent(
            state ->
                filters.add(
                    new Filter(
                        state.equals("open") ? "ended_at is null" : "ended_at is not null",
                        List.of())));
    List<String> severities = request.all(SEVERITY);
    if (!severities.isEmpty()) {
      filters.add(Filter.isOneOf("severity", severities));
    }
    request.optional(FROM).ifPresent(time -> filters.add(Filter.atLeast("started_at", time)));
    request.optional(TO).ifPresent(time -> filters.add(Filter.less("started_at", time)));
    return filters;
  }
}
