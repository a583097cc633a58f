package io.crossroads.serving.api;

import static io.crossroads.serving.web.JsonSchema.list;
import static io.crossroads.serving.web.JsonSchema.members;
import static io.crossroads.serving.web.JsonSchema.object;

import io.crossroads.serving.read.Filter;
import io.crossroads.serving.read.Keyset;
import io.crossroads.serving.read.RollupQuestion;
import io.crossroads.serving.read.StoreState;
import io.crossroads.serving.web.Answer;
import io.crossroads.serving.web.Endpoint;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Request;
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
    Map<String, Object> members = RollupState.schemas();
    members.putAll(
        members(
            "rows",
            list(
                Map.of(
                    "anyOf",
                    catalogue.tables().values().stream()
                        .map(DeclarationSchemas::rowSchema)
                        .toList()),
                ""),
            "next",
            Paging.NEXT));
    return object(members);
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
              Map<String, Object> body = new LinkedHashMap<>();
              body.putAll(RollupState.of(connection, question.table(), state));
              RollupQuestion.Page page = question.ask(connection, after);
              body.put("columns", question.columns());
              body.put("rows", page.rows());
              body.put("next", Paging.next(keys, identity, page.last()));
              return Answer.of(body, state.tag());
            });
  }
}
