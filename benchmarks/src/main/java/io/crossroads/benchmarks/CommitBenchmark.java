package io.crossroads.benchmarks;

import io.crossroads.embedded.EmbeddedPostgres;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.ArchiveTable;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.Housekeeping;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.LakeRoot;
import io.crossroads.lake.PartitionPosition;
import io.crossroads.lake.Position;
import io.crossroads.lake.PositionedTable;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.types.Types.NestedField;

/**
 * How long a commit of the archive takes as commits pile up: five files with column metrics and a
 * position each, in PostgreSQL and on this file system, with the housekeeping that the job does.
 * The files themselves are not written: a commit does not read them.
 *
 * <p>Argument: commits (default 1,000).
 */
public final class CommitBenchmark {

  private static final int WARM_UP = 400;
  private static final int SKIPPED = 10;
  private static final int SAMPLE = 60;
  private static final int SENSORS = 5;

  private final Pipeline pipeline = Pipelines.named("traffic");
  private final LakeRoot lake;
  private final LakeCatalog catalog;

  private CommitBenchmark(LakeRoot lake, LakeCatalog catalog) {
    this.lake = lake;
    this.catalog = catalog;
  }

  /** Prints both times and their ratio. */
  public static void main(String[] arguments) throws IOException {
    int commits = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    Path folder = Files.createTempDirectory("crossroads-commits-");
    try (EmbeddedPostgres postgres =
        new EmbeddedPostgres(folder.resolve("postgres"), "catalog").start()) {
      CatalogSettings settings =
          new CatalogSettings(
              postgres.jdbcUrl("catalog"), postgres.user(), Optional.of(postgres.password()));
      LakeRoot lake = new LakeRoot("file:" + folder.resolve("buckets"));
      try (LakeCatalog catalog = LakeCatalog.open(settings, lake, new Configuration())) {
        new CommitBenchmark(lake, catalog).run(commits);
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private void run(int commits) {
    millis("warm_up", WARM_UP);
    List<Double> millis = millis("raw_traffic", commits + SAMPLE);
    double early = mean(millis.subList(SKIPPED, SKIPPED + SAMPLE));
    double late = mean(millis.subList(commits, commits + SAMPLE));
    System.out.printf(
        Locale.ROOT,
        "(d) mean time of %d commits, after %,d / after %d: %.1f ms / %.1f ms = %.2f%n",
        SAMPLE,
        commits,
        SKIPPED,
        late,
        early,
        late / early);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private List<Double> millis(String name, int commits) {
    ArchiveNames names =
        new ArchiveNames(pipeline.name(), pipeline.archive().bucket(), name, name + "_rejected");
    PositionedTable table =
        new PositionedTable(catalog.ensure(ArchiveTable.definition(pipeline, names, lake)));
    Optional<Position> position = Optional.empty();
    List<Double> millis = new ArrayList<>();
    for (int commit = 1; commit <= commits; commit++) {
      List<DataFile> files = files(table, commit);
      Position next = position(commit);
      long started = System.nanoTime();
      table.commit(position, next, files);
      Housekeeping.DEFAULT.clean(table.table());
      millis.add((System.nanoTime() - started) / 1e6);
      position = Optional.of(next);
    }
    return millis;
  }

  private Position position(int commit) {
    TreeMap<Integer, PartitionPosition> partitions = new TreeMap<>();
    partitions.put(0, new PartitionPosition(commit * 1_000L, commit * 10_000_000L));
    return new Position(pipeline.topic(), "benchmark", partitions);
  }

  private static List<DataFile> files(PositionedTable table, int commit) {
    List<DataFile> files = new ArrayList<>();
    for (int sensor = 1; sensor <= SENSORS; sensor++) {
      String folder = "timestamp_day=2026-01-01/sensor_id=S" + sensor;
      files.add(
          DataFiles.builder(table.table().spec())
              .withPath(
                  "%s/data/%s/%d-%d.parquet"
                      .formatted(table.table().location(), folder, commit, sensor))
              .withPartitionPath(folder)
              .withFileSizeInBytes(10_000)
              .withMetrics(metrics(table, commit))
              .build());
    }
    return files;
  }

  private static Metrics metrics(PositionedTable table, int commit) {
    Map<Integer, Long> counts = new HashMap<>();
    Map<Integer, ByteBuffer> bounds = new HashMap<>();
    for (NestedField column : table.table().schema().columns()) {
      counts.put(column.fieldId(), 200L);
      bounds.put(
          column.fieldId(),
          ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, commit));
    }
    return new Metrics(200L, counts, counts, counts, Collections.emptyMap(), bounds, bounds);
  }
}
