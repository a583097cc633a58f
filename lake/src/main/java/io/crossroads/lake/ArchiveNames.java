package io.crossroads.lake;

import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import java.util.Objects;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * What the tables of a pipeline's archive are called.
 *
 * @param pipeline the pipeline's name, which is their namespace in the catalog
 * @param bucket the bucket that holds them
 * @param table the table of events and its folder in the bucket
 */
public record ArchiveNames(String pipeline, String bucket, String table) {

  public ArchiveNames {
    Objects.requireNonNull(pipeline, "pipeline");
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(table, "table");
  }

  /** The names that the pipeline declares. */
  public static ArchiveNames of(Pipeline pipeline) {
    return new ArchiveNames(
        pipeline.name(), pipeline.archive().bucket(), pipeline.archive().table());
  }

  /**
   * The same with another table of events.
   *
   * @param table its name; null for the one that it has
   */
  public ArchiveNames withTable(String table) {
    return table == null ? this : new ArchiveNames(pipeline, bucket, table);
  }

  /** The table of rejected records and its folder. */
  public String rejectedTable() {
    return ArchiveLayout.rejectedTable(table);
  }

  /** The table of offset gaps and its folder. */
  public String gapTable() {
    return ArchiveLayout.gapTable(table);
  }

  /**
   * The table of a copy and its folder: as declared, or beside a table of events of another name
   * with that in front.
   */
  public String copyTable(ArchiveLayout.Copy copy) {
    boolean declared = Pipelines.named(pipeline).archive().table().equals(table);
    return declared ? copy.table() : table + "_" + copy.table();
  }

  /** The table of a copy in the catalog. */
  public TableIdentifier copy(ArchiveLayout.Copy copy) {
    return TableIdentifier.of(pipeline, copyTable(copy));
  }

  /** The table of events in the catalog. */
  public TableIdentifier archive() {
    return TableIdentifier.of(pipeline, table);
  }

  /** The table of offset gaps in the catalog. */
  public TableIdentifier gaps() {
    return TableIdentifier.of(pipeline, gapTable());
  }

  /** The table of rejected records in the catalog. */
  public TableIdentifier rejected() {
    return TableIdentifier.of(pipeline, rejectedTable());
  }
}
