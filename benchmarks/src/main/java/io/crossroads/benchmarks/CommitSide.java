package io.crossroads.benchmarks;

import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.ArchiveTable;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.LakeRoot;
import io.crossroads.lake.PositionedTable;
import io.crossroads.lake.SnapshotExpiration;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipelines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.Table;

/** Commits to tables of different age and prints what that took. */
public final class CommitSide {

  private static final int FILES = 20;
  private static final int ROUNDS = 10;
  private static final int COMMITS = 20;

  private final PositionedTable table;
  private Optional<Position> position = Optional.empty();

  private CommitSide(Table table) {
    this.table = new PositionedTable(table);
  }

  /** Arguments: the lake, and the catalog's address, user and password. */
  public static void main(String[] arguments) {
    LakeRoot lake = new LakeRoot(arguments[0]);
    CatalogSettings settings =
        new CatalogSettings(arguments[1], arguments[2], Optional.of(arguments[3]));
    List<Double> old = new ArrayList<>();
    List<Double> fresh = new ArrayList<>();
    try (LakeCatalog catalog = LakeCatalog.open(settings, lake, new Configuration())) {
      table(catalog, lake).commit(500);
      CommitSide aged = table(catalog, lake);
      aged.commit(1_000);
      for (int round = 0; round < ROUNDS; round++) {
        CommitSide young = table(catalog, lake);
        young.commit(10);
        for (int i = 0; i < COMMITS; i++) {
          old.addAll(aged.commit(1));
          fresh.addAll(young.commit(1));
        }
      }
    }
    print("median", Median.of(old), Median.of(fresh));
    print("mean", mean(old), mean(fresh));
  }

  private static void print(String what, double old, double fresh) {
    System.out.printf(
        Locale.ROOT,
        "%s%s %.3f %.3f %d%n",
        SideProcess.FIGURES,
        what,
        old,
        fresh,
        ROUNDS * COMMITS);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static CommitSide table(LakeCatalog catalog, LakeRoot lake) {
    String name = "commits_" + UUID.randomUUID().toString().replace("-", "");
    ArchiveNames names = new ArchiveNames("traffic", "bucket", name);
    return new CommitSide(
        catalog.ensure(ArchiveTable.definition(Pipelines.named("traffic"), names, lake)));
  }

  /** Commits so many times and gives the milliseconds of each. */
  private List<Double> commit(int times) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      List<DataFile> files = files();
      Position next = next();
      long begun = System.nanoTime();
      table.commit(position, next, files);
      SnapshotExpiration.DEFAULT.clean(table.table());
      millis.add((System.nanoTime() - begun) / 1e6);
      position = Optional.of(next);
    }
    return millis;
  }

  private Position next() {
    long offset = position.map(at -> at.nextOffset(0)).orElse(0L) + 250_000;
    TreeMap<Integer, PartitionPosition> partitions = new TreeMap<>();
    for (int partition = 0; partition < 4; partition++) {
      partitions.put(partition, new PartitionPosition(offset, offset));
    }
    return new Position("traffic-stream", "RiBn2fofTGaP3CGY2MVHmw", partitions);
  }

  /** Descriptions of files as a batch of a million writes them; there is nothing behind them. */
  private List<DataFile> files() {
    List<DataFile> files = new ArrayList<>();
    Map<Integer, Long> counts = new TreeMap<>();
    table.table().schema().columns().forEach(column -> counts.put(column.fieldId(), 50_000L));
    for (int i = 0; i < FILES; i++) {
      String folder = "timestamp_day=2026-03-01/sensor_id=S" + (i % 5 + 1);
      files.add(
          DataFiles.builder(table.table().spec())
              .withPath(
                  table.table().location()
                      + "/data/"
                      + folder
                      + "/"
                      + UUID.randomUUID()
                      + ".parquet")
              .withFormat(FileFormat.PARQUET)
              .withPartitionPath(folder)
              .withFileSizeInBytes(330_000)
              .withMetrics(new Metrics(50_000L, counts, counts, Map.of(), Map.of()))
              .build());
    }
    return files;
  }
}
