package io.crossroads.sql.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.cli.CommandFailure;
import io.crossroads.sql.Engine;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads statements as DuckDB's own parser does, and refuses those that do more than read. */
public final class Reader {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BLANK = "(?:\\s|--[^\\n]*+(?:\\n|\\z)|/\\*.*?\\*/)";
  private static final Pattern EXPLAIN =
      Pattern.compile(
          "(?is)" + BLANK + "*+explain" + BLANK + "++(?:analyze" + BLANK + "++)?(?<what>.*)");
  private static final Pattern FIRST_WORD = Pattern.compile("(?s)" + BLANK + "*+(?<word>\\w*).*");

  private final Engine engine;

  /** Reads with an engine's parser. */
  public Reader(Engine engine) {
    this.engine = engine;
  }

  /**
   * Reads a statement.
   *
   * @return nothing if it is blanks and comments
   * @throws CommandFailure if it is no SQL, or does not only read
   */
  public Optional<Question> read(String statement) throws SQLException {
    Matcher explain = EXPLAIN.matcher(statement);
    JsonNode tree = parse(explain.matches() ? explain.group("what") : statement);
    if (tree.path("error").asBoolean()) {
      throw refused(statement, tree);
    }
    return tree.path("statements").isEmpty()
        ? Optional.empty()
        : Optional.of(Question.of(statement, tree));
  }

  private JsonNode parse(String statement) throws SQLException {
    try {
      return JSON.readTree(engine.ask("select json_serialize_sql(?)", statement).get(0));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("DuckDB's syntax tree cannot be read", e);
    }
  }

  private static CommandFailure refused(String statement, JsonNode tree) {
    if (tree.path("error_type").asText().equals("parser")) {
      return new CommandFailure(tree.path("error_message").asText() + place(statement, tree));
    }
    Matcher first = FIRST_WORD.matcher(statement);
    String word = first.matches() ? first.group("word").toUpperCase(Locale.ROOT) : "";
    return new CommandFailure(
        word
            + " is refused: this prompt only reads, lake and store are never written;"
            + " there are SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE, SHOW TABLES and EXPLAIN");
  }

  private static String place(String statement, JsonNode tree) {
    int position = tree.path("position").asInt(-1);
    if (position < 0 || position > statement.length() || EXPLAIN.matcher(statement).matches()) {
      return "";
    }
    String before = statement.substring(0, position);
    int line = (int) before.lines().count();
    int column = position - before.lastIndexOf('\n');
    return String.format(Locale.ROOT, " (line %d, column %d)", Math.max(1, line), column);
  }
}
