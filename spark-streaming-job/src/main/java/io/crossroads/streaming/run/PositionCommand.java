package io.crossroads.streaming.run;

import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.LakeOptions;
import io.crossroads.lake.PositionedTable;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.Positions;
import io.crossroads.store.StoreOptions;
import io.crossroads.streaming.source.KafkaTopic;
import io.crossroads.streaming.source.TopicState;
import io.crossroads.streaming.speed.SpeedStart;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Tells how far an archive is. Starts no Spark and takes no lock, so that something that looks
 * after the job can ask often.
 */
@Command(
    name = "position",
    mixinStandardHelpOptions = true,
    description = {
      "Prints how many offsets of a topic wait to be archived, and the position that both tables",
      "have reached: 'lag=66 position=traffic-stream 0:1200'. With --live, a second line tells the",
      "same of the live numbers: 'live lag=0 position=traffic-stream 0:1266'. Of several pipelines",
      "the sum waits, and each position is told; of those that were never streamed a line says so:",
      "'not begun: logs'. Where records wait behind an open transaction a last line,",
      "'held by: …', says whose. May run beside the jobs that write."
    })
final class PositionCommand implements Runnable {

  @Mixin private LakeOptions lake;
  @Mixin private StoreOptions store;
  @Mixin private TopicOptions options;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "The table that archive was told to write (default: the pipeline's).")
  private String table;

  @Option(names = "--live", description = "Also tell how far the live numbers are.")
  private boolean live;

  /**
   * How far the archive of a pipeline is.
   *
   * @param held whose open transaction holds records, for people
   */
  private record Reached(
      Pipeline pipeline, TopicState state, Position archived, Optional<String> held) {}

  @Override
  public void run() {
    QuietLogs.set();
    List<Reached> all = new ArrayList<>();
    List<String> notBegun = new ArrayList<>();
    for (Pipeline pipeline : options.pipelines()) {
      position(pipeline)
          .ifPresentOrElse(
              position -> all.add(reached(pipeline, position)),
              () -> notBegun.add(pipeline.name()));
    }
    if (all.isEmpty()) {
      throw new CommandFailure(
          String.join(", ", notBegun)
              + " has no position: archive has not begun its tables yet; run bin/crossroads stream");
    }
    System.out.println(line("lag=", all, Reached::archived));
    if (live) {
      System.out.println(line("live lag=", all, one -> livePosition(one.pipeline(), one.state())));
    }
    if (!notBegun.isEmpty()) {
      System.out.println("not begun: " + String.join(", ", notBegun));
    }
    all.forEach(one -> one.held().ifPresent(held -> System.out.println("held by: " + held)));
  }

  private Reached reached(Pipeline pipeline, Position position) {
    try (KafkaTopic topic =
        KafkaTopic.connect(options.bootstrapServers(), options.topic(pipeline))) {
      TopicState state = topic.state();
      if (!state.topicId().equals(position.topicId())) {
        throw new CommandFailure(
            String.format(
                Locale.ROOT,
                "the tables hold another topic %s, with id %s; the one that is there has %s",
                options.topic(pipeline),
                position.topicId(),
                state.topicId()));
      }
      return new Reached(pipeline, state, position, topic.heldBy(state));
    }
  }

  /** What waits of all pipelines, and where each is. */
  private static String line(
      String beginning, List<Reached> all, Function<Reached, Position> layer) {
    long lag = 0;
    List<String> places = new ArrayList<>();
    for (Reached one : all) {
      Position position = layer.apply(one);
      lag += position.lag(one.state().ends());
      places.add(position.brief());
    }
    return beginning + lag + " position=" + String.join(", ", places);
  }

  /** Where the live numbers would go on now. */
  private Position livePosition(Pipeline pipeline, TopicState state) {
    try (Connection connection = store.settings().connect("crossroads position")) {
      return SpeedStart.of(
          Positions.position(connection, pipeline.name(), Positions.SPEED),
          Positions.horizon(connection, pipeline.name()),
          state,
          false);
    } catch (SQLException e) {
      throw new CommandFailure("store at " + store.settings() + ": " + e.getMessage(), e);
    }
  }

  /** What both tables hold; empty if archive has not begun both. */
  private Optional<Position> position(Pipeline pipeline) {
    ArchiveNames names = ArchiveNames.of(pipeline).withTable(table);
    var hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
    try (LakeCatalog catalog = LakeCatalog.open(lake.catalog(), lake.lake(), hadoop)) {
      List<Position> positions =
          Stream.of(names.archive(), names.rejected())
              .flatMap(name -> catalog.find(name).stream())
              .flatMap(found -> PositionedTable.positionOf(found).stream())
              .toList();
      return positions.size() < 2 ? Optional.empty() : Optional.of(Position.smallest(positions));
    }
  }
}
