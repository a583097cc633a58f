package io.crossroads.serving.api;

import static io.crossroads.serving.web.JsonSchema.list;
import static io.crossroads.serving.web.JsonSchema.members;
import static io.crossroads.serving.web.JsonSchema.object;
import static io.crossroads.serving.web.JsonSchema.openObject;
import static io.crossroads.serving.web.JsonSchema.text;
import static io.crossroads.serving.web.JsonSchema.time;
import static io.crossroads.serving.web.JsonSchema.whole;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.serving.read.Filter;
import io.crossroads.serving.read.Keyset;
import io.crossroads.serving.read.Rows;
import io.crossroads.serving.read.SortKey;
import io.crossroads.serving.web.Answer;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Problem;
import io.crossroads.serving.web.ProblemException;
import io.crossroads.serving.web.Request;
import io.crossroads.store.ColumnType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gives the rows of an analysis. */
record AnalysisEndpoint(
    Catalogue catalogue,
    Parameter<String> pipeline,
    Parameter<String> analysis,
    Parameter<Integer> limit)
    implements PipelineScoped {

  private static final Keyset KEYS =
      new Keyset(List.of(new SortKey("place", ColumnType.BIGINT, false, false)));

  AnalysisEndpoint(Catalogue catalogue) {
    this(
        catalogue,
        catalogue.pipelineParameter().inPath(),
        Parameter.oneOf(
                "analysis",
                catalogue.pipelines().stream()
                    .flatMap(p -> p.analyses().stream())
                    .map(Analysis::name)
                    .distinct()
                    .toList(),
                "The analysis' name")
            .inPath(),
        catalogue.limitParameter());
  }

  @Override
  public String path() {
    return "/api/v1/pipelines/{pipeline}/analyses/{analysis}";
  }

  @Override
  public String summary() {
    return "Analysis: its rows as they were computed last";
  }

  @Override
  public List<Parameter<?>> parameters() {
    return List.of(pipeline, analysis, limit, Paging.CURSOR);
  }

  @Override
  public Map<String, Object> schema() {
    return object(
        members(
            "pipeline", text(""),
            "analysis", text(""),
            "description", text(""),
            "computed_at", time(""),
            "row_count", whole("Of all pages"),
            "columns", list(object(members("name", text(""), "type", text("Of Spark SQL"))), ""),
            "rows", list(openObject("By the names of the columns"), ""),
            "next", Paging.NEXT));
  }

  @Override
  public Answer answer(Request request) {
    Pipeline asked = asked(request);
    String name = request.required(analysis);
    List<String> there = asked.analyses().stream().map(Analysis::name).toList();
    if (!there.contains(name)) {
      throw new ProblemException(Problem.notFound("analysis", name, there));
    }
    int most = request.optional(limit).orElse(catalogue.defaultLimit());
    return catalogue
        .store()
        .read(connection -> answer(connection, request, asked.name(), name, most));
  }

  private static Answer answer(
      Connection connection, Request request, String pipeline, String name, int most)
      throws SQLException {
    Filter which =
        Filter.all(
            List.of(
                Filter.isOneOf("pipeline", List.of(pipeline)),
                Filter.isOneOf("name", List.of(name))));
    List<Map<String, Object>> computed =
        Rows.all(
            connection,
            "select description, computed_at, row_count, columns from analysis where %s",
            which);
    if (computed.isEmpty()) {
      throw new ProblemException(Problem.notComputed(name));
    }
    String question =
        String.format(
            Locale.ROOT, "analysis %s %s %s", pipeline, name, computed.get(0).get("computed_at"));
    List<Filter> filters = new ArrayList<>(List.of(which));
    Paging.after(request, KEYS, question).ifPresent(filters::add);
    Rows rows =
        Rows.read(
            connection,
            "select place, \"row\" from analysis_row where %s order by place limit ?",
            Filter.all(filters),
            most,
            KEYS);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("pipeline", pipeline);
    body.put("analysis", name);
    body.putAll(computed.get(0));
    body.put("rows", rows.rows().stream().map(row -> row.get("row")).toList());
    body.put("next", Paging.next(KEYS, question, rows.last()));
    return Answer.of(body);
  }
}
