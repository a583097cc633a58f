package io.crossroads.sql;

import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.LakeRoot;
import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.sql.lake.BucketSettings;
import io.crossroads.sql.lake.LakeFiles;
import io.crossroads.sql.lake.LakeObjects;
import io.crossroads.sql.lake.LakeTable;
import io.crossroads.sql.lake.LakeTables;
import io.crossroads.sql.store.StoreTable;
import io.crossroads.store.StoreSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that the platform holds, as pipelines declare it. Nothing is connected to before it is
 * read.
 */
public final class Platform implements AutoCloseable {

  private final LakeRoot lake;
  private final StoreSettings store;
  private final BucketSettings buckets;
  private final LakeTables tables;
  private LakeFiles files;

  /** A platform. */
  public Platform(
      LakeRoot lake, BucketSettings buckets, CatalogSettings catalog, StoreSettings store) {
    this.lake = lake;
    this.buckets = buckets;
    this.store = store;
    this.tables = new LakeTables(catalog, lake, this::files);
  }

  /** What pipelines declare, in their order. */
  public Relations relations(List<Pipeline> pipelines) {
    List<Relation> relations = new ArrayList<>();
    for (Pipeline pipeline : pipelines) {
      addTables(pipeline, relations);
      pipeline.history().ifPresent(history -> relations.add(history(pipeline, history.bucket())));
      pipeline.rollups().forEach(rollup -> relations.add(answers(pipeline, rollup)));
      pipeline.rows().ifPresent(rows -> relations.add(rows(pipeline, rows.name())));
      pipeline.analyses().forEach(analysis -> relations.add(analysis(pipeline, analysis)));
    }
    relations.add(
        new StoreTable(
            new RelationName(StoreSettings.SCHEMA, "replays"),
            "replays",
            "Rejected records that were sent through their topic again, and what became of each",
            "replays",
            "run 'stream' or 'views' first",
            store));
    return new Relations(relations);
  }

  /** The store. */
  StoreSettings store() {
    return store;
  }

  /** Tells that a statement has ended. */
  void release() {
    if (files != null) {
      files.release();
    }
  }

  private void addTables(Pipeline pipeline, List<Relation> relations) {
    ArchiveNames names = ArchiveNames.of(pipeline);
    String archiveFirst = "run 'stream' or 'archive' first";
    relations.add(
        new LakeTable(names.archive(), "archive", "Every valid event", archiveFirst, tables));
    relations.add(
        new LakeTable(
            names.rejected(),
            "rejected",
            "Every record that is no valid event, as it came, and why",
            archiveFirst,
            tables));
    relations.add(
        new LakeTable(
            names.gaps(),
            "gaps",
            "Offsets that the topic no longer had when they were to be read",
            "it comes with the first gap",
            tables));
    for (ArchiveLayout.Copy copy : pipeline.archive().copies()) {
      relations.add(
          new LakeTable(
              names.copy(copy),
              "copy",
              "The events of the archive that meet conditions",
              archiveFirst,
              tables));
    }
  }

  private Relation history(Pipeline pipeline, String bucket) {
    return new LakeObjects(
        new RelationName(pipeline.name(), "history"),
        "history",
        "Rows of historical files",
        lake.bucket(bucket),
        object -> object.endsWith(".parquet") && !object.startsWith("_") && !object.startsWith("."),
        "run 'history' first",
        this::files);
  }

  private Relation analysis(Pipeline pipeline, Analysis analysis) {
    String bucket =
        analysis.inputs().get(0) == Analysis.Input.HISTORY
            ? pipeline.history().orElseThrow().bucket()
            : pipeline.archive().bucket();
    String object = analysis.name() + analysis.outputs().get(0).extension();
    return new LakeObjects(
        new RelationName(pipeline.name(), analysis.name()),
        "analysis",
        analysis.description(),
        lake.bucket(bucket) + "/analytics",
        object::equals,
        "run 'analyses' first",
        this::files);
  }

  private Relation answers(Pipeline pipeline, Rollup rollup) {
    return stored(pipeline, rollup.name(), "both layers", rollup.description());
  }

  private Relation rows(Pipeline pipeline, String name) {
    return stored(pipeline, name, "rows", "Every valid event of the last days");
  }

  private Relation stored(Pipeline pipeline, String table, String kind, String description) {
    return new StoreTable(
        new RelationName(pipeline.name(), table),
        kind,
        description,
        table,
        "run 'stream' or 'views' first",
        store);
  }

  private LakeFiles files() {
    if (files == null) {
      files = LakeFiles.of(lake, buckets);
    }
    return files;
  }

  @Override
  public void close() {
    tables.close();
    if (files != null) {
      files.close();
    }
  }
}
