package io.crossroads.sql.prompt;

import io.crossroads.cli.CommandFailure;
import io.crossroads.sql.Relation;
import io.crossroads.sql.Relations;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes names of tables, and of the columns of those that the statement names. */
final class NameCompleter implements Completer {

  private static final List<String> WORDS =
      List.of(
          "select", "from", "where", "group by", "order by", "limit", "show tables", "describe");

  private final Relations relations;
  private final Map<Relation, List<String>> columns = new HashMap<>();

  NameCompleter(Relations relations) {
    this.relations = relations;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String statement = line.line();
    for (Relation relation : relations.all()) {
      String name = relation.name().toString();
      candidates.add(candidate(name, "tables", relation.description()));
      if (statement.contains(name)) {
        columnsOf(relation).forEach(column -> candidates.add(candidate(column, "columns", name)));
      }
    }
    WORDS.forEach(word -> candidates.add(candidate(word, "words", null)));
  }

  private static Candidate candidate(String value, String group, String description) {
    return new Candidate(value, value, group, description, null, null, true);
  }

  /** None of a table that cannot be read now; the statement will say why. */
  private List<String> columnsOf(Relation relation) {
    List<String> known = columns.get(relation);
    if (known == null) {
      try {
        known = relation.columns();
        columns.put(relation, known);
      } catch (CommandFailure | SQLException notThere) {
        known = List.of();
      }
    }
    return known;
  }
}
