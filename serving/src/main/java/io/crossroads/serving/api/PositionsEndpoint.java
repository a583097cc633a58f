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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells how far each query of a pipeline has come, and where the layers meet. */
record PositionsEndpoint(Catalogue catalogue, Parameter<String> pipeline)
    implements PipelineScoped {

  PositionsEndpoint(Catalogue catalogue) {
    this(catalogue, catalogue.pipelineParameter().inPath());
  }

  @Override
  public String path() {
    return "/api/v1/pipelines/{pipeline}/positions";
  }

  @Override
  public String summary() {
    return "Positions: how far each query has come, its lag, and the horizon";
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
            "horizon",
                object(
                    members(
                        "time", orNull(time("T; null before the first run of views")),
                        "generation", whole("How often views have been published"),
                        "published_at", orNull(time("")),
                        "topic_id", orNull(text("")),
                        "partitions",
                            list(
                                object(members("partition", whole(""), "next_offset", whole(""))),
                                "First offsets that the batch layer does not hold"))),
            "queries",
                list(
                    object(
                        members(
                            "query", text("'archive', 'speed'"),
                            "topic", text(""),
                            "topic_id", text(""),
                            "committed_at", time("When the query last committed"),
                            "lag",
                                whole(
                                    "Offsets up to the end of the topic that it had not taken in"),
                            "held", whole("Those of them that wait behind an open transaction"),
                            "partitions",
                                list(
                                    object(
                                        members(
                                            "partition", whole(""),
                                            "next_offset", whole("The first it has not taken in"),
                                            "end_offset", whole("Of the topic, at that time"),
                                            "lag", whole(""),
                                            "stable_offset",
                                                orNull(
                                                    whole(
                                                        "Where an open transaction begins, or the"
                                                            + " end")),
                                            "held", whole("Behind an open transaction"),
                                            "max_append_time", orNull(time("")),
                                            "committed_at", time(""))),
                                    ""))),
                    "")));
  }

  @Override
  public Answer answer(Request request) {
    String name = asked(request).name();
    return catalogue.store().read(connection -> Answer.of(body(connection, name)));
  }

  private static Map<String, Object> body(Connection connection, String name) throws SQLException {
    Filter which = Filter.isOneOf("pipeline", List.of(name));
    Map<String, Object> horizon = new LinkedHashMap<>();
    horizon.put("time", null);
    horizon.put("generation", 0);
    horizon.put("published_at", null);
    horizon.put("topic_id", null);
    Rows.all(
            connection,
            "select horizon as time, generation, published_at, topic_id from horizon where %s",
            which)
        .forEach(horizon::putAll);
    horizon.put(
        "partitions",
        Rows.all(
            connection,
            "select partition, next_offset from horizon_offset where %s order by partition",
            which));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("pipeline", name);
    body.put("horizon", horizon);
    body.put("queries", queries(connection, which));
    return body;
  }

  private static List<Map<String, Object>> queries(Connection connection, Filter which)
      throws SQLException {
    List<Map<String, Object>> queries =
        Rows.all(
            connection,
            """
            select query, min(topic) as topic, min(topic_id) as topic_id,
              max(committed_at) as committed_at, sum(end_offset - next_offset)::bigint as lag,
              sum(end_offset - greatest(next_offset, coalesce(stable_offset, end_offset)))::bigint
                as held
            from position where %s group by query order by query
            """,
            which);
    List<Map<String, Object>> partitions =
        Rows.all(
            connection,
            """
            select query, partition, next_offset, end_offset, end_offset - next_offset as lag,
              stable_offset,
              end_offset - greatest(next_offset, coalesce(stable_offset, end_offset)) as held,
              max_append_time, committed_at
            from position where %s order by query, partition
            """,
            which);
    for (Map<String, Object> query : queries) {
      List<Map<String, Object>> its = new ArrayList<>();
      for (Map<String, Object> partition : partitions) {
        if (query.get("query").equals(partition.get("query"))) {
          Map<String, Object> shown = new LinkedHashMap<>(partition);
          shown.remove("query");
          its.add(shown);
        }
      }
      query.put("partitions", its);
    }
    return queries;
  }
}
