package io.crossroads.serving.api;

import static io.crossroads.serving.web.JsonSchema.flag;
import static io.crossroads.serving.web.JsonSchema.list;
import static io.crossroads.serving.web.JsonSchema.members;
import static io.crossroads.serving.web.JsonSchema.object;

import io.crossroads.serving.read.StoreState;
import io.crossroads.serving.read.TotalsQuestion;
import io.crossroads.serving.web.Answer;
import io.crossroads.serving.web.Endpoint;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers questions to a rollup with all windows of a range merged into one row of each group. */
record TotalsEndpoint(Catalogue catalogue, QueryParameters asked) implements Endpoint {

  TotalsEndpoint(Catalogue catalogue) {
    this(catalogue, new QueryParameters(catalogue));
  }

  @Override
  public String path() {
    return "/api/v1/totals";
  }

  @Override
  public String summary() {
    return "Totals: all windows of a range as one row of each group, each event counted once";
  }

  @Override
  public List<Parameter<?>> parameters() {
    return asked.ofTotals();
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> members = RollupState.schemas();
    members.put(
        "rows",
        list(
            Map.of(
                "anyOf",
                catalogue.tables().values().stream().map(DeclarationSchemas::totalSchema).toList()),
            ""));
    members.putAll(members("more", flag("Whether there are more rows than the limit")));
    return object(members);
  }

  @Override
  public Optional<String> pipeline(Request request) {
    return Optional.of(asked.pipeline(request));
  }

  @Override
  public Answer answer(Request request) {
    TotalsQuestion question = asked.totals(request);
    return catalogue
        .store()
        .read(
            connection -> {
              StoreState state =
                  StoreState.read(connection, question.asked().table().pipeline().name());
              if (request.holds(state.tag())) {
                return Answer.unchanged(state.tag());
              }
              Map<String, Object> body = new LinkedHashMap<>();
              body.putAll(RollupState.of(connection, question.asked().table(), state));
              TotalsQuestion.Totals totals = question.ask(connection);
              body.put("columns", question.columns());
              body.put("rows", totals.rows());
              body.put("more", totals.more());
              return Answer.of(body, state.tag());
            });
  }
}
