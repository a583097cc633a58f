package io.crossroads.sql.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A statement that reads, and what it reads.
 *
 * @param sql the statement
 * @param mentions the tables it names, without those that it defines itself
 * @param listsTables whether it asks which tables there are
 */
public record Question(String sql, List<Mention> mentions, boolean listsTables) {

  /**
   * A table as a statement names it.
   *
   * @param schema its schema; empty if the statement names none
   * @param table its name
   */
  public record Mention(String schema, String table) {}

  public Question {
    mentions = List.copyOf(mentions);
  }

  /** What the syntax tree of a statement says, as DuckDB writes it. */
  static Question of(String sql, JsonNode tree) {
    Set<String> own = new HashSet<>();
    tree.findValues("cte_map")
        .forEach(
            map ->
                map.path("map")
                    .forEach(
                        entry -> own.add(entry.path("key").asText().toLowerCase(Locale.ROOT))));
    List<Mention> mentions = new ArrayList<>();
    collect(tree, own, mentions);
    boolean listsTables =
        tree.findValuesAsText("show_type").contains("SHOW_SPECIAL") && mentions.isEmpty();
    return new Question(sql, mentions, listsTables);
  }

  private static void collect(JsonNode node, Set<String> own, List<Mention> mentions) {
    if (node.path("type").asText().equals("BASE_TABLE")) {
      Mention mention =
          new Mention(node.path("schema_name").asText(), node.path("table_name").asText());
      boolean isOwn =
          mention.schema().isEmpty() && own.contains(mention.table().toLowerCase(Locale.ROOT));
      if (!isOwn && !mentions.contains(mention)) {
        mentions.add(mention);
      }
    }
    node.forEach(child -> collect(child, own, mentions));
  }
}
