package io.crossroads.sql;

import io.crossroads.cli.CommandFailure;
import io.crossroads.sql.ask.Question.Mention;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All relations, by name. Names are found in upper and lower case alike, as in SQL. */
public final class Relations {

  private final Map<String, Relation> byName = new LinkedHashMap<>();

  /** Relations; of two of one name the first counts. */
  public Relations(List<Relation> relations) {
    relations.forEach(relation -> byName.putIfAbsent(key(relation.name()), relation));
  }

  /** All of them, in order. */
  public Collection<Relation> all() {
    return byName.values();
  }

  /** The schemas that they are in. */
  public List<String> schemas() {
    return byName.values().stream().map(relation -> relation.name().schema()).distinct().toList();
  }

  /**
   * The relation that a statement means.
   *
   * @return nothing if it may be one of the engine's own
   * @throws CommandFailure if there is none in a schema of ours, or several without a schema
   */
  public Optional<Relation> find(Mention mention) {
    if (!mention.schema().isEmpty()) {
      return qualified(mention);
    }
    List<Relation> found =
        byName.values().stream()
            .filter(relation -> relation.name().table().equalsIgnoreCase(mention.table()))
            .toList();
    if (found.size() > 1) {
      throw new CommandFailure(
          "'" + mention.table() + "' may be any of " + names(found) + ": write its schema too");
    }
    return found.stream().findFirst();
  }

  private Optional<Relation> qualified(Mention mention) {
    RelationName name = new RelationName(mention.schema(), mention.table());
    Relation found = byName.get(key(name));
    List<Relation> siblings =
        byName.values().stream()
            .filter(relation -> relation.name().schema().equalsIgnoreCase(name.schema()))
            .toList();
    if (found == null && !siblings.isEmpty()) {
      throw new CommandFailure("there is no " + name + "; there are " + names(siblings));
    }
    return Optional.ofNullable(found);
  }

  private static String names(List<Relation> relations) {
    return relations.stream()
        .map(relation -> relation.name().toString())
        .collect(Collectors.joining(", "));
  }

  private static String key(RelationName name) {
    return name.toString().toLowerCase(Locale.ROOT);
  }
}
