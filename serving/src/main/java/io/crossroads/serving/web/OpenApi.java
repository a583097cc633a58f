package io.crossroads.serving.web;

import static io.crossroads.serving.web.JsonSchema.list;
import static io.crossroads.serving.web.JsonSchema.members;
import static io.crossroads.serving.web.JsonSchema.object;
import static io.crossroads.serving.web.JsonSchema.text;
import static io.crossroads.serving.web.JsonSchema.whole;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The description of the API, made of what the endpoints say of themselves. */
public final class OpenApi {

  private static final Map<String, Object> PROBLEM =
      object(
          members(
              "type", text("urn:crossroads:problem: and the kind"),
              "title", text("The kind for people"),
              "status", whole(""),
              "detail", text("This case: the value at fault, and what to do"),
              "parameter", text("The parameter at fault"),
              "value", text("Its value"),
              "expected", text("What it may be"),
              "choices", list(text(""), "All that it may be, where that is a list")),
          List.of("type", "title", "status", "detail"));

  private OpenApi() {}

  /**
   * The document.
   *
   * @param version of this program
   * @param schemas what the endpoints' schemas refer to, by name
   * @param changesPath the path of server-sent events, and its parameters
   */
  public static Map<String, Object> document(
      String version,
      List<Endpoint> endpoints,
      Map<String, Object> schemas,
      String changesPath,
      List<Parameter<?>> changesParameters) {
    Map<String, Object> paths = new LinkedHashMap<>();
    for (Endpoint endpoint : endpoints) {
      paths.put(
          endpoint.path(),
          Map.of(
              "get",
              operation(
                  endpoint.summary(),
                  endpoint.parameters(),
                  endpoint.asksStore(),
                  content("application/json", endpoint.schema()),
                  true)));
    }
    paths.put(
        changesPath,
        Map.of(
            "get",
            operation(
                "Changes: an event 'change' at once, and at every commit of a layer",
                changesParameters,
                true,
                content("text/event-stream", text("Server-sent events")),
                false)));
    Map<String, Object> all = new LinkedHashMap<>(schemas);
    all.put("Problem", PROBLEM);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put(
        "info",
        Map.of(
            "title", "Crossroads",
            "version", version,
            "description", "Live and complete numbers: batch and speed layer merged into one"));
    document.put("paths", paths);
    document.put("components", Map.of("schemas", all));
    return document;
  }

  private static Map<String, Object> operation(
      String summary,
      List<Parameter<?>> parameters,
      boolean asksStore,
      Map<String, Object> content,
      boolean tagged) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", operationId(summary));
    operation.put("summary", summary);
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters.stream().map(OpenApi::parameter).toList());
    }
    Map<String, Object> responses = new LinkedHashMap<>();
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("description", "The answer");
    if (tagged) {
      found.put(
          "headers",
          Map.of(
              "ETag",
              Map.of("description", "Changes whenever the answer does", "schema", text(""))));
    }
    found.put("content", content);
    responses.put("200", found);
    if (tagged) {
      responses.put(
          "304", Map.of("description", "Nothing has changed since the answer of If-None-Match"));
    }
    responses.put("400", problem("A parameter cannot be used, or is not known"));
    if (parameters.stream().anyMatch(p -> p.place() == Parameter.Place.PATH)) {
      responses.put("404", problem("Nothing has this name"));
    }
    if (!parameters.isEmpty()) {
      responses.put("414", problem("The path and its parameters are too long"));
    }
    if (asksStore) {
      responses.put("429", problem("Too many requests at once; see Retry-After"));
      responses.put("503", problem("The store is away, or the answer takes too long"));
    }
    operation.put("responses", responses);
    return operation;
  }

  private static Map<String, Object> parameter(Parameter<?> parameter) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", parameter.name());
    described.put("in", parameter.place() == Parameter.Place.PATH ? "path" : "query");
    described.put("required", parameter.required());
    described.put("description", parameter.description());
    described.put(
        "schema", parameter.repeated() ? list(parameter.schema(), "") : parameter.schema());
    return described;
  }

  private static Map<String, Object> problem(String description) {
    return Map.of(
        "description",
        description,
        "content",
        content(Problem.MEDIA_TYPE, JsonSchema.reference("Problem")));
  }

  private static Map<String, Object> content(String type, Map<String, Object> schema) {
    return Map.of(type, Map.of("schema", schema));
  }

  private static String operationId(String summary) {
    return Character.toLowerCase(summary.charAt(0)) + summary.substring(1, summary.indexOf(':'));
  }
}
