package io.crossroads.benchmarks;

import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.batch.views.ViewsJob;
import io.crossroads.batch.views.ViewsReport;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.ArchiveTable;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.LakeRoot;
import io.crossroads.lake.PositionedTable;
import io.crossroads.lake.RejectedTable;
import io.crossroads.lake.SparkSettings;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.store.RollupTable;
import io.crossroads.store.ServingStore;
import io.crossroads.store.Sql;
import io.crossroads.store.StoreSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** The parts of {@link ViewsBenchmark} that need Spark. */
public final class ViewsSide {

  private static final Pipeline TRAFFIC = Pipelines.named("traffic");
  private static final String TOPIC_ID = "RiBn2fofTGaP3CGY2MVHmw";
  private static final long FIRST = EpochMicros.micros(Instant.parse("2026-02-01T00:00:00Z"));

  private final SparkSession spark;
  private final StoreSettings store;
  private final ArchivedPipeline archived;
  private final PositionedTable archive;
  private final PositionedTable rejected;
  private final double secondsBetween;

  private ViewsSide(
      SparkSession spark, LakeCatalog catalog, LakeRoot lake, StoreSettings store, double rate) {
    ArchiveNames names = ArchiveNames.of(TRAFFIC);
    this.spark = spark;
    this.store = store;
    this.archived = new ArchivedPipeline(spark, catalog, TRAFFIC, names);
    this.archive =
        new PositionedTable(catalog.ensure(ArchiveTable.definition(TRAFFIC, names, lake)));
    this.rejected = new PositionedTable(catalog.ensure(RejectedTable.definition(names, lake)));
    this.secondsBetween = 1 / rate;
  }

  /**
   * Arguments: which part, the lake, addresses of catalog and store, their user and password,
   * events per second, days, and rounds.
   */
  public static void main(String[] arguments) throws SQLException {
    LakeRoot lake = new LakeRoot(arguments[1]);
    Optional<String> password = Optional.of(arguments[5]);
    CatalogSettings settings = new CatalogSettings(arguments[2], arguments[4], password);
    StoreSettings store = new StoreSettings(arguments[3], arguments[4], password);
    double rate = Double.parseDouble(arguments[6]);
    long events = Math.round(rate * Duration.ofDays(Long.parseLong(arguments[7])).toSeconds());
    ServingStore.prepare(store, TRAFFIC);
    SparkSession.Builder builder = SparkSettings.session("views").master("local[2]");
    SparkSettings.catalog(settings, lake).forEach(builder::config);
    builder.config("spark.ui.enabled", false).config("spark.driver.bindAddress", "127.0.0.1");
    builder.config("spark.driver.host", "127.0.0.1");
    try (SparkSession spark = builder.getOrCreate();
        LakeCatalog catalog =
            LakeCatalog.open(settings, lake, spark.sessionState().newHadoopConf())) {
      ViewsSide side = new ViewsSide(spark, catalog, lake, store, rate);
      if (arguments[0].equals("fill")) {
        side.fill(events);
      } else {
        side.measure(events / 100, Integer.parseInt(arguments[8]));
      }
    }
  }

  private void fill(long events) throws SQLException {
    archive(events);
    ViewsReport first = views(false);
    print(
        "%,d events, first views %.1f s, cells %s", first.offsets(), seconds(first), first.cells());
  }

  private void measure(long events, int rounds) throws SQLException {
    for (int round = 0; round < rounds; round++) {
      archive(events);
      ViewsReport added = views(false);
      String after = contents();
      ViewsReport rebuilt = views(true);
      print(
          "%d %.3f %.3f %s %s",
          added.offsets(), seconds(added), seconds(rebuilt), after, contents());
    }
  }

  private static void print(String format, Object... values) {
    System.out.println(SideProcess.FIGURES + String.format(Locale.ROOT, format, values));
  }

  private static double seconds(ViewsReport report) {
    return report.duration().toNanos() / 1e9;
  }

  private ViewsReport views(boolean full) throws SQLException {
    return new ViewsJob(archived, store).run(full, false);
  }

  /** Archives events in their order, each tenth ten minutes late. */
  private void archive(long count) {
    long from = archive.position().map(position -> position.nextOffset(0)).orElse(0L);
    spark.sql(
        String.format(
            Locale.ROOT,
            """
            insert into crossroads.%s
            select 'S' || (id %% 5 + 1),
              timestamp_micros(append - if(id %% 10 = 0, 600000000, 1000000)),
              cast((id * 7919 %% 9000 + 1000) / 100 as decimal(5,2)),
              cast((id %% 100) as decimal(5,2)), '%s', 0, id, timestamp_micros(append)
            from (select id, %d + cast(id * %f * 1000000 as bigint) as append
                  from range(%d, %d))
            """,
            archived.names().archive(),
            TOPIC_ID,
            FIRST,
            secondsBetween,
            from,
            from + count));
    long last = FIRST + (long) ((from + count - 1) * secondsBetween * 1_000_000);
    Position position =
        new Position(
            "traffic-stream",
            TOPIC_ID,
            new TreeMap<>(Map.of(0, new PartitionPosition(from + count, last))));
    archive.commit(archive.position(), position, List.of());
    rejected.commit(rejected.position(), position, List.of());
  }

  /** Rows and a checksum of each view. */
  private String contents() throws SQLException {
    StringJoiner contents = new StringJoiner(",");
    try (Connection connection = store.connect("benchmark");
        Statement statement = connection.createStatement()) {
      for (RollupTable table : RollupTable.of(TRAFFIC)) {
        try (ResultSet rows =
            statement.executeQuery(
                String.format(
                    Locale.ROOT,
                    "select count(*) || ':' || sum(hashtextextended(b::text, 0)) from %s b",
                    Sql.quoted(table.batch())))) {
          rows.next();
          contents.add(rows.getString(1));
        }
      }
    }
    return contents.toString();
  }
}
