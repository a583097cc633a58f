package io.crossroads.sql.lake;

import io.crossroads.cli.CommandFailure;
import io.crossroads.sql.Engine;
import io.crossroads.sql.Moment;
import io.crossroads.sql.Relation;
import io.crossroads.sql.RelationName;
import io.crossroads.sql.lake.LakeFiles.LakeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;

/**
 * An Iceberg table as a view over the data files of its current snapshot. These never change,
 * whatever is committed meanwhile.
 *
 * @param table its name in the catalog
 * @param kind what it is
 * @param description what it holds
 * @param whereMissing what it means that there is none yet, or what to do then
 * @param tables the catalog's
 */
public record LakeTable(
    TableIdentifier table, String kind, String description, String whereMissing, LakeTables tables)
    implements Relation {

  @Override
  public RelationName name() {
    return new RelationName(table.namespace().toString(), table.name());
  }

  @Override
  public List<String> columns() {
    return tables.current(table, whereMissing).schema().columns().stream()
        .map(NestedField::name)
        .toList();
  }

  @Override
  public void define(Engine engine, Moment moment) throws SQLException {
    Table current = tables.current(table, whereMissing);
    TableColumns columns = new TableColumns(current.schema());
    List<LakeFile> files = dataFiles(current);
    String rows = files.isEmpty() ? columns.nothing() : columns.read(tables.files().local(files));
    engine.execute("create view " + name().quoted() + " as " + rows);
  }

  private List<LakeFile> dataFiles(Table current) {
    List<LakeFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = current.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        if (!task.deletes().isEmpty()) {
          throw new CommandFailure(
              "table "
                  + table
                  + " has delete files, which are not read here: ask Spark, or compact the table");
        }
        files.add(new LakeFile(task.file().location(), task.file().fileSizeInBytes(), 0));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
