package io.crossroads.pipelines.simulate;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The members of an object that a simulator wrote, as they stand in its text, so that one can be
 * replaced. Reads what simulators write and nothing else: no blanks, no nested values.
 *
 * @param members the text of each value by its name
 */
record FlatJson(Map<String, String> members) {

  static FlatJson of(byte[] event) {
    String json = new String(event, StandardCharsets.UTF_8);
    Map<String, String> members = new LinkedHashMap<>();
    int at = 1;
    while (at < json.length()) {
      int colon = endOfString(json, at);
      int end = json.charAt(colon + 1) == '"' ? endOfString(json, colon + 1) : colon + 1;
      while (json.charAt(end) != ',' && json.charAt(end) != '}') {
        end++;
      }
      members.put(json.substring(at + 1, colon - 1), json.substring(colon + 1, end));
      at = end + 1;
    }
    return new FlatJson(members);
  }

  private static int endOfString(String json, int quote) {
    int at = quote + 1;
    while (json.charAt(at) != '"') {
      at += json.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  /** The same with another value, at the end if the name is new. */
  FlatJson with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(members);
    changed.put(name, value);
    return new FlatJson(changed);
  }

  FlatJson without(String name) {
    Map<String, String> changed = new LinkedHashMap<>(members);
    changed.remove(name);
    return new FlatJson(changed);
  }

  String text() {
    return members.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
