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
import io.crossroads.serving.read.RollupQuestion;
import io.crossroads.serving.read.StoreState;
import io.crossroads.serving.web.Answer;
import io.crossroads.serving.web.Endpoint;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Request;
import io.crossroads.store.Retention;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers questions to rollups with what both layers hold, merged. */
record QueryEndpoint(Catalogue catalogue, QueryParameters asked) implements Endpoint {

  QueryEndpoint(Catalogue catalogue) {
    this(catalogue, new QueryParameters(catalogue));
  }

  @Override
  public String path() {
    return "/api/v1/query";
  }

  @Override
  public String summary() {
    return "Query: rows of a rollup, both layers merged, each event counted once";
  }

  @Override
  public List<Parameter<?>> parameters() {
    return asked.all();
  }

  @Override
  public Map<String, Object> schema() {
    return object(
        members(
            "rollup", text(""),
            "pipeline", text(""),
            "horizon",
                orNull(
                    time(
                        "T: what was appended before it is the batch layer's, the rest the"
                            + " speed layer's; null before the first run of views")),
            "generation", whole("How often views have been published"),
            "fresh_until", orNull(time("Append time of the newest record that counts")),
            "covers_archive",
                flag("False until views have been made in full after the rollup was declared"),
            "kept_from",
                orNull(
                    time(
                        "What was appended before it has been dropped, as the rollup declares;"
                            + " null if nothing has")),
            "columns", list(text(""), "Names of the columns, in order"),
            "rows",
                list(
                    Map.of(
                        "anyOf",
                        catalogue.tables().values().stream()
                            .map(DeclarationSchemas::rowSchema)
                            .toList()),
                    ""),
            "next", Paging.NEXT));
  }

  @Override
  public Optional<String> pipeline(Request request) {
    return Optional.of(asked.pipeline(request));
  }

  @Override
  public Answer answer(Request request) {
    RollupQuestion question = asked.question(request);
    String identity = asked.text(request);
    Keyset keys = question.keys();
    Optional<Filter> after = Paging.after(request, keys, identity);
    return catalogue
        .store()
        .read(
            connection -> {
              StoreState state = StoreState.read(connection, question.table().pipeline().name());
              if (request.holds(state.tag())) {
                return Answer.unchanged(state.tag());
              }
              boolean complete = coversArchive(connection, question);
              Instant floor = Retention.floor(connection, question.table().rollup().name());
              RollupQuestion.Page page = question.ask(connection, after);
              Map<String, Object> body = new LinkedHashMap<>();
              body.put("rollup", question.table().rollup().name());
              body.put("pipeline", question.table().pipeline().name());
              body.putAll(state.members());
              body.put("covers_archive", complete);
              body.put("kept_from", floor.equals(Instant.EPOCH) ? null : floor);
              body.put("columns", question.columns());
              body.put("rows", page.rows());
              body.put("next", Paging.next(keys, identity, page.last()));
              return Answer.of(body, state.tag());
            });
  }

  private static boolean coversArchive(Connection connection, RollupQuestion question)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select complete from rollup where name = ?")) {
      statement.setString(1, question.table().rollup().name());
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }
}
