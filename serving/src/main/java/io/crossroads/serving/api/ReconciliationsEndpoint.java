package io.crossroads.serving.api;

import static io.crossroads.serving.web.JsonSchema.flag;
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
import io.crossroads.serving.web.Endpoint;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Request;
import io.crossroads.store.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives what runs of {@code reconcile} have found, the newest first. */
record ReconciliationsEndpoint(
    Catalogue catalogue, Parameter<String> pipeline, Parameter<Integer> limit) implements Endpoint {

  private static final Parameter<String> ONLY =
      Parameter.oneOf("only", List.of("newest"), "Only the newest of each pipeline");

  private static final Keyset KEYS =
      new Keyset(
          List.of(
              new SortKey("ended_at", ColumnType.TIMESTAMPTZ, false, true),
              new SortKey("pipeline", ColumnType.TEXT, false, true)));

  ReconciliationsEndpoint(Catalogue catalogue) {
    this(catalogue, catalogue.pipelineParameter(), catalogue.limitParameter());
  }

  @Override
  public String path() {
    return "/api/v1/reconciliations";
  }

  @Override
  public String summary() {
    return "Reconciliations: what runs of reconcile have found, the newest first";
  }

  @Override
  public List<Parameter<?>> parameters() {
    return List.of(pipeline, ONLY, limit, Paging.CURSOR);
  }

  @Override
  public Map<String, Object> schema() {
    return object(
        members(
            "rows",
            list(
                object(
                    members(
                        "pipeline", text(""),
                        "started_at", time(""),
                        "ended_at", time(""),
                        "exact", flag("Whether nothing was missing, twice or different"),
                        "records", whole("Of the topic, up to what both tables have reached"),
                        "archived", whole(""),
                        "rejected", whole(""),
                        "lost", whole("Offsets whose loss an operator has accepted"),
                        "missing", whole("Offsets without a row that nothing accounts for"),
                        "twice", whole("Rows beyond the first of their offset"),
                        "unexpected", whole("Rows where there must be none"),
                        "cells", orNull(whole("Cells compared; null where only records were")),
                        "cells_differ", orNull(whole("Those not the same in the archive")),
                        "compared_until", orNull(time("What was appended before it was compared")),
                        "findings", whole("What else did not fit together"))),
                ""),
            "next",
            Paging.NEXT));
  }

  @Override
  public Answer answer(Request request) {
    int most = request.optional(limit).orElse(catalogue.defaultLimit());
    List<Filter> filters = new ArrayList<>(List.of(new Filter("true", List.of())));
    request
        .optional(pipeline)
        .ifPresent(name -> filters.add(Filter.isOneOf("pipeline", List.of(name))));
    if (request.optional(ONLY).isPresent()) {
      filters.add(new Filter("number_from_newest = 1", List.of()));
    }
    String question = "reconciliations " + filters;
    Paging.after(request, KEYS, question).ifPresent(filters::add);
    return catalogue
        .store()
        .read(
            connection -> {
              Rows rows =
                  Rows.read(
                      connection,
                      """
                      select pipeline, started_at, ended_at, exact, records, archived, rejected,
                        lost, missing, twice, unexpected, cells, cells_differ, compared_until,
                        findings
                      from (
                        select *, row_number() over (partition by pipeline order by ended_at desc)
                          as number_from_newest
                        from reconciliation) reconciliation
                      where %s order by ended_at desc, pipeline desc limit ?
                      """,
                      Filter.all(filters),
                      most,
                      KEYS);
              Map<String, Object> body = new LinkedHashMap<>();
              body.put("rows", rows.rows());
              body.put("next", Paging.next(KEYS, question, rows.last()));
              return Answer.of(body);
            });
  }
}
