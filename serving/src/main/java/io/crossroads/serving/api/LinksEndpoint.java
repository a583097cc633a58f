package io.crossroads.serving.api;

import static io.crossroads.serving.web.JsonSchema.list;
import static io.crossroads.serving.web.JsonSchema.members;
import static io.crossroads.serving.web.JsonSchema.object;
import static io.crossroads.serving.web.JsonSchema.text;

import io.crossroads.serving.web.Answer;
import io.crossroads.serving.web.Endpoint;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Request;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells where other pages of the stack are.
 *
 * @param links addresses by what is there
 */
record LinksEndpoint(Map<String, URI> links) implements Endpoint {

  @Override
  public String path() {
    return "/api/v1/links";
  }

  @Override
  public String summary() {
    return "Links: other pages of the stack, as --links of serve names them";
  }

  @Override
  public List<Parameter<?>> parameters() {
    return List.of();
  }

  @Override
  public Map<String, Object> schema() {
    return object(
        members(
            "links",
            list(object(members("name", text("What is there"), "address", text("A URL"))), "")));
  }

  @Override
  public boolean asksStore() {
    return false;
  }

  @Override
  public Answer answer(Request request) {
    return Answer.of(Map.of("links", links.entrySet().stream().map(LinksEndpoint::json).toList()));
  }

  private static Map<String, Object> json(Map.Entry<String, URI> link) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", link.getKey());
    json.put("address", link.getValue().toString());
    return json;
  }
}
