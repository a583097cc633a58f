package io.crossroads.sql;

import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.LakeRoot;
import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.rollup.Rollup;
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
  private final LakeTables tables;
  private LakeFiles files;

  /** A platform. */
  public Platform(LakeRoot lake, CatalogSettings catalog, StoreSettings store) {
    this.lake = lake;
    this.store = store;
    this.tables = new LakeTables(catalog, lake, this::files);
  }

  /** What pipelines declare, in their order. */
  public Relations relations(List<Pipeline> pipelines) {
    List<Relation> relations = new ArrayList<>();
    for (Pipeline pipeline : pipelines) {
      addTables(pipeline, relations);
      pipeline
          .history()
          .ifPresent(
              history ->
                  relations.add(
                      objects(pipeline, "history", "rows of historical files", history.bucket())));
      pipeline.rollups().forEach(rollup -> relations.add(answers(pipeline, rollup)));
      pipeline
          .rows()
          .ifPresent(
              rows ->
                  relations.add(stored(pipeline, rows.name(), "events of the last days, as rows")));
      pipeline.analyses().forEach(analysis -> relations.add(answer(pipeline, analysis)));
    }
    return new Relations(relations);
  }

  /** The store. */
  StoreSettings store() {
    return store;
  }

  private void addTables(Pipeline pipeline, List<Relation> relations) {
    ArchiveNames names = ArchiveNames.of(pipeline);
    relations.add(new LakeTable(names.archive(), "archived events", tables));
    relations.add(new LakeTable(names.rejected(), "rejected records", tables));
    relations.add(new LakeTable(names.gaps(), "offsets that the broker lost", tables));
    for (ArchiveLayout.Copy copy : pipeline.archive().copies()) {
      relations.add(
          new LakeTable(names.copy(copy), "archived events that meet conditions", tables));
    }
  }

  private Relation objects(Pipeline pipeline, String name, String description, String bucket) {
    return new LakeObjects(
        new RelationName(pipeline.name(), name),
        description,
        lake.bucket(bucket),
        object -> object.endsWith(".parquet") && !object.startsWith("_") && !object.startsWith("."),
        "run 'history' first",
        this::files);
  }

  private Relation answers(Pipeline pipeline, Rollup rollup) {
    return stored(pipeline, rollup.name(), "both layers merged: " + rollup.description());
  }

  private Relation stored(Pipeline pipeline, String table, String description) {
    return new StoreTable(
        new RelationName(pipeline.name(), table),
        description,
        table,
        "run 'speed' or 'views' first",
        store);
  }

  private Relation answer(Pipeline pipeline, Analysis analysis) {
    String bucket =
        analysis.input() == Analysis.Input.HISTORY
            ? pipeline.history().orElseThrow().bucket()
            : pipeline.archive().bucket();
    String object = analysis.name() + analysis.output().extension();
    return new LakeObjects(
        new RelationName(pipeline.name(), analysis.name()),
        "analysis: " + analysis.description(),
        lake.bucket(bucket) + "/analytics",
        object::equals,
        "run 'analyses' first",
        this::files);
  }

  private LakeFiles files() {
    if (files == null) {
      files = LakeFiles.of(lake);
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
