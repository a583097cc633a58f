package io.crossroads.batch.history;

import io.crossroads.batch.number.NumberStyle;
import io.crossroads.batch.time.TimeFormat;
import io.crossroads.batch.time.TimePattern;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.testkit.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** Files in a folder of a test, and what the job makes of them. */
final class Conversion {

  static final String HEADING = "DateTime,Junction,Vehicles,ID\n";

  private final Path input;
  private Path output;
  private List<TimeFormat> formats = List.of();
  private Optional<NumberStyle> numberStyle = Optional.empty();
  private RejectedShare rejectedShare = new RejectedShare(1);
  private Charset charset = StandardCharsets.UTF_8;
  private long rangeBytes = HistorySettings.RANGE_BYTES;

  Conversion(Path folder) {
    input = folder.resolve("input");
    output = folder.resolve("output");
    try {
      Files.createDirectories(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another output than the folder of this one's own. */
  Conversion into(Path other) {
    output = other;
    return this;
  }

  Path input() {
    return input;
  }

  Path output() {
    return output;
  }

  Conversion file(String name, String text) throws IOException {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Conversion file(String name, byte[] bytes) throws IOException {
    Files.write(input.resolve(name), bytes);
    return this;
  }

  /** Compresses each text as a member of its own. */
  Conversion gzip(String name, String... members) throws IOException {
    try (var file = Files.newOutputStream(input.resolve(name))) {
      for (String member : members) {
        GZIPOutputStream gzip = new GZIPOutputStream(file);
        gzip.write(member.getBytes(StandardCharsets.UTF_8));
        gzip.finish();
      }
    }
    return this;
  }

  Conversion dateFormats(String... patterns) {
    formats = Stream.of(patterns).map(TimePattern::parse).toList();
    return this;
  }

  Conversion numberFormat(String sample) {
    numberStyle = Optional.of(NumberStyle.parse(sample));
    return this;
  }

  Conversion maxRejectedShare(double most) {
    rejectedShare = new RejectedShare(most);
    return this;
  }

  Conversion charset(Charset other) {
    charset = other;
    return this;
  }

  /** Cuts files into ranges of about so many bytes. */
  Conversion rangeBytes(long bytes) {
    rangeBytes = bytes;
    return this;
  }

  HistoryReport run() throws IOException {
    return new HistoryJob(
            LocalSpark.session(),
            Pipelines.named("traffic"),
            new HistorySettings(
                input.toString(),
                output.toString(),
                formats,
                numberStyle,
                rejectedShare,
                charset,
                rangeBytes),
            file -> {})
        .run();
  }

  /** Runs and returns what became of the only file. */
  FileOutcome runOne() throws IOException {
    return run().files().get(0);
  }

  /** The rows of an object in their order: microseconds, junction, vehicles, id. */
  List<List<Long>> rows(String object) throws IOException {
    List<List<Long>> rows = new ArrayList<>();
    // Hadoop's file system with checksums cannot open every name that an object may have.
    Path readable = Files.copy(output.resolve(object), input.resolveSibling("read.parquet"));
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(readable.toString());
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), path).withConf(new Configuration()).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(
            List.of(
                row.getLong("date_time", 0),
                (long) row.getInteger("junction", 0),
                (long) row.getInteger("vehicles", 0),
                row.getLong("id", 0)));
      }
    } finally {
      Files.delete(readable);
    }
    return rows;
  }

  /** The lines of a file of rejected lines; those with line breaks are not for this. */
  List<String> rejected(String name) throws IOException {
    return List.of(Files.readString(output.resolve(name)).split("\r\n"));
  }

  /** Names of all files and folders in the output, sorted; none if there is no output. */
  List<String> outputNames() throws IOException {
    if (!Files.exists(output)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(output)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
