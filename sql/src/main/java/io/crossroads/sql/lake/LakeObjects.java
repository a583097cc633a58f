package io.crossroads.sql.lake;

import io.crossroads.cli.CommandFailure;
import io.crossroads.sql.Engine;
import io.crossroads.sql.Moment;
import io.crossroads.sql.Relation;
import io.crossroads.sql.RelationName;
import io.crossroads.sql.lake.LakeFiles.LakeFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Objects of a folder as one view, whose rows are those of all of them. They need no catalog.
 *
 * @param name what the view is called
 * @param kind what they are
 * @param description what the objects hold
 * @param folder where they are
 * @param objects which names are theirs; all end in {@code .parquet}, or all in {@code .csv}
 * @param remedy what makes them, as an imperative
 * @param files the files of the lake
 */
public record LakeObjects(
    RelationName name,
    String kind,
    String description,
    String folder,
    Predicate<String> objects,
    String remedy,
    Supplier<LakeFiles> files)
    implements Relation {

  @Override
  public List<String> columns() throws SQLException {
    try (Engine engine = Engine.start()) {
      return engine.ask("select column_name from (describe " + rows() + ")");
    }
  }

  @Override
  public void define(Engine engine, Moment moment) throws SQLException {
    engine.execute("create view " + name.quoted() + " as " + rows());
  }

  private String rows() {
    List<LakeFile> found =
        files.get().list(folder).stream()
            .filter(file -> objects.test(lastName(file.location())))
            .toList();
    if (found.isEmpty()) {
      throw new CommandFailure("there is no " + name + " in " + folder + " yet: " + remedy);
    }
    List<Path> local = files.get().local(found);
    String read =
        found.get(0).location().endsWith(".csv")
            ? "select * from read_csv(%s, header = true, union_by_name = true)"
            : "select * from read_parquet(%s, union_by_name = true, hive_partitioning = false)";
    return String.format(Locale.ROOT, read, Patterns.list(local));
  }

  private static String lastName(String location) {
    return location.substring(location.lastIndexOf('/') + 1);
  }
}
