package io.crossroads.lake;

import io.crossroads.cli.CommandFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.apache.iceberg.types.Types.NestedField;

/** The catalog of tables: PostgreSQL knows them, the lake holds them. */
public final class LakeCatalog implements AutoCloseable {

  /** Two tables, and a column that came to one of them later. */
  private static final int CREATED_AT_MOST = 3;

  /** PostgreSQL's duplicate_table, duplicate_column and unique_violation, of its own catalog. */
  private static final Set<String> THERE = Set.of("42P07", "42701", "23505");

  private final JdbcCatalog catalog;

  private LakeCatalog(JdbcCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Connects, and creates the catalog's own tables in a database that has none.
   *
   * @param hadoop settings of the file systems
   * @throws RuntimeException if the database cannot be reached
   */
  public static LakeCatalog open(CatalogSettings settings, LakeRoot lake, Configuration hadoop) {
    PostgresDriver.register();
    for (int others = 0; ; others++) {
      JdbcCatalog catalog = new JdbcCatalog();
      catalog.setConf(hadoop);
      try {
        catalog.initialize(CatalogSettings.NAME, settings.catalogProperties(lake));
        return new LakeCatalog(catalog);
      } catch (UncheckedSQLException e) {
        catalog.close();
        if (others == CREATED_AT_MOST || !isCreatedByAnother(e)) {
          throw e;
        }
      }
    }
  }

  /** Of several that find a database without tables, who comes second finds them the next time. */
  private static boolean isCreatedByAnother(UncheckedSQLException failure) {
    return failure.getCause() instanceof SQLException cause && THERE.contains(cause.getSQLState());
  }

  /** The table of a name, if there is one. */
  public Optional<Table> find(TableIdentifier name) {
    try {
      return Optional.of(catalog.loadTable(name));
    } catch (NoSuchTableException e) {
      return Optional.empty();
    }
  }

  /**
   * The table as it is defined: created if there is none, with optional columns added that it
   * lacks.
   *
   * @throws CommandFailure if there is one that does not fit, or that is in another kind of storage
   */
  public Table ensure(TableDefinition definition) {
    Table table = find(definition.name()).orElseGet(() -> create(definition));
    requireSameStorage(table, definition);
    requireFillable(table, definition);
    addMissing(table, definition);
    return table;
  }

  private Table create(TableDefinition definition) {
    try {
      return catalog
          .buildTable(definition.name(), definition.schema())
          .withLocation(definition.location())
          .withPartitionSpec(definition.partitions())
          .withProperties(definition.properties())
          .create();
    } catch (AlreadyExistsException e) {
      return catalog.loadTable(definition.name());
    }
  }

  /**
   * A table stays where it was created: a job that is told of another lake must not fill it there.
   */
  private static void requireSameStorage(Table table, TableDefinition definition) {
    if (!scheme(table.location()).equals(scheme(definition.location()))) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "table %s is at %s, where it was created, and not at %s: go on with the lake that it is"
                  + " in, or give the other one a catalog of its own by --catalog-uri",
              definition.name(),
              table.location(),
              definition.location()));
    }
  }

  private static String scheme(String location) {
    return location.substring(0, Math.max(0, location.indexOf(':')));
  }

  private static void requireFillable(Table table, TableDefinition definition) {
    for (NestedField found : table.schema().columns()) {
      if (found.isRequired() && definition.schema().findField(found.name()) == null) {
        throw doesNotFit(table, definition, found, "has none of that name");
      }
    }
  }

  private static void addMissing(Table table, TableDefinition definition) {
    List<NestedField> missing = new ArrayList<>();
    Schema schema = table.schema();
    for (NestedField wanted : definition.schema().columns()) {
      NestedField found = schema.findField(wanted.name());
      if (found == null && wanted.isOptional()) {
        missing.add(wanted);
      } else if (found == null || !found.type().equals(wanted.type())) {
        throw doesNotFit(table, definition, found, "wants " + wanted);
      }
    }
    if (!missing.isEmpty()) {
      var update = table.updateSchema();
      missing.forEach(column -> update.addColumn(column.name(), column.type(), column.doc()));
      update.commit();
    }
  }

  private static CommandFailure doesNotFit(
      Table table, TableDefinition definition, NestedField found, String but) {
    return new CommandFailure(
        String.format(
            Locale.ROOT,
            "table %s at %s has column %s, and the pipeline %s: archive into a table of another name",
            definition.name(),
            table.location(),
            found,
            but));
  }

  @Override
  public void close() {
    catalog.close();
  }
}
