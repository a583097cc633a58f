package io.crossroads.serving.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pieces of JSON Schema (2020-12), as OpenAPI 3.1 uses it. */
public final class JsonSchema {

  private JsonSchema() {}

  /** Any text. */
  public static Map<String, Object> text(String description) {
    return described(Map.of("type", "string"), description);
  }

  /** One of some texts. */
  public static Map<String, Object> oneOf(List<String> values, String description) {
    return described(Map.of("type", "string", "enum", values), description);
  }

  /** A point in time. */
  public static Map<String, Object> time(String description) {
    return described(Map.of("type", "string", "format", "date-time"), description);
  }

  /** A number with or without a fraction. */
  public static Map<String, Object> number(String description) {
    return described(Map.of("type", "number"), description);
  }

  /** A whole number. */
  public static Map<String, Object> whole(String description) {
    return described(Map.of("type", "integer"), description);
  }

  /** True or false. */
  public static Map<String, Object> flag(String description) {
    return described(Map.of("type", "boolean"), description);
  }

  /** Any value at all. */
  public static Map<String, Object> anything(String description) {
    return described(Map.of(), description);
  }

  /** The same, or null. */
  public static Map<String, Object> orNull(Map<String, Object> schema) {
    Map<String, Object> nullable = new LinkedHashMap<>(schema);
    if (nullable.get("type") instanceof String type && !nullable.containsKey("enum")) {
      nullable.put("type", List.of(type, "null"));
      return nullable;
    }
    return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
  }

  /** A list. */
  public static Map<String, Object> list(Map<String, Object> items, String description) {
    return described(Map.of("type", "array", "items", items), description);
  }

  /** An object whose members all are there, and no others. */
  public static Map<String, Object> object(Map<String, Object> members) {
    return object(members, new ArrayList<>(members.keySet()));
  }

  /** An object of which some members are always there, and none but these. */
  public static Map<String, Object> object(Map<String, Object> members, List<String> required) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", members);
    schema.put("required", required);
    schema.put("additionalProperties", false);
    return schema;
  }

  /** An object with any members. */
  public static Map<String, Object> openObject(String description) {
    return described(Map.of("type", "object"), description);
  }

  /** A schema that stands elsewhere in the document. */
  public static Map<String, Object> reference(String name) {
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  /** Members in the order of the arguments: name, schema, name, schema. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> members(Object... namesAndSchemas) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndSchemas.length; i += 2) {
      members.put((String) namesAndSchemas[i], (Map<String, Object>) namesAndSchemas[i + 1]);
    }
    return members;
  }

  private static Map<String, Object> described(Map<String, Object> schema, String description) {
    Map<String, Object> described = new LinkedHashMap<>(schema);
    if (!description.isEmpty()) {
      described.put("description", description);
    }
    return described;
  }
}
