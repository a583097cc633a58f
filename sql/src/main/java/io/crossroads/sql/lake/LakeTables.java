package io.crossroads.sql.lake;

import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.LakeRoot;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** The tables that the catalog knows. It is connected to when a table is first asked for. */
public final class LakeTables implements AutoCloseable {

  private final CatalogSettings settings;
  private final LakeRoot lake;
  private final Supplier<LakeFiles> files;
  private JdbcCatalog catalog;

  /** Tables of a lake. */
  public LakeTables(CatalogSettings settings, LakeRoot lake, Supplier<LakeFiles> files) {
    this.settings = settings;
    this.lake = lake;
    this.files = files;
  }

  /** The files of the tables. */
  LakeFiles files() {
    return files.get();
  }

  /**
   * The table of a name at its current snapshot.
   *
   * @param whereMissing what is said of one that is not there
   * @throws CommandFailure if there is none yet, or the catalog cannot be reached
   */
  Table current(TableIdentifier name, String whereMissing) {
    try {
      return catalog().loadTable(name);
    } catch (NoSuchTableException e) {
      throw new CommandFailure(
          "there is no table " + name + " in the catalog yet: " + whereMissing, e);
    } catch (NotFoundException e) {
      throw new CommandFailure(
          "the catalog says where table "
              + name
              + " is, and it is not there; is --lake the lake of the catalog? "
              + e.getMessage(),
          e);
    } catch (UncheckedSQLException e) {
      throw unreachable(e);
    }
  }

  private JdbcCatalog catalog() {
    if (catalog == null) {
      Map<String, String> properties = new HashMap<>(settings.catalogProperties(lake));
      properties.remove("io-impl");
      properties.put("jdbc.readOnly", "true");
      properties.put("jdbc.readOnlyMode", "always");
      JdbcCatalog opened = new JdbcCatalog(ignored -> files().io(), null, false);
      try {
        opened.initialize(CatalogSettings.NAME, properties);
      } catch (UncheckedSQLException e) {
        throw unreachable(e);
      }
      catalog = opened;
    }
    return catalog;
  }

  private CommandFailure unreachable(UncheckedSQLException e) {
    String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    return new CommandFailure(
        "the catalog at "
            + settings
            + " cannot be asked: "
            + why
            + "; without it there are history and analyses alone",
        e);
  }

  @Override
  public void close() {
    if (catalog != null) {
      catalog.close();
    }
  }
}
