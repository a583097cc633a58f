package io.crossroads.batch;

import io.crossroads.batch.history.FileOutcome;
import io.crossroads.batch.history.HistoryJob;
import io.crossroads.batch.history.HistoryReport;
import io.crossroads.batch.history.HistorySettings;
import io.crossroads.batch.history.RejectedShare;
import io.crossroads.batch.number.NumberStyle;
import io.crossroads.batch.time.TimeFormat;
import io.crossroads.batch.time.TimePattern;
import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.LakeRoot;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Converts historical CSV files to Parquet. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Turns every *.csv and *.csv.gz of a folder into one sorted Parquet object of the same name.",
      "",
      "Columns are found by name, in any order and case, among others. Commas, semicolons, tabs and bars"
          + " separate them. The format of dates is recognised from all values of a file; a file"
          + " that can be read two ways is refused. A wrong line goes to NAME.rejected.csv beside"
          + " the object, with its number and the reason. An object appears whole or not at all and"
          + " replaces the one before; a file that fails leaves the others alone, and the run ends"
          + " with exit code 1.",
      ""
    })
final class HistoryCommand implements Callable<Integer> {

  /** Tells who starts it again and again that it is no use; the DAG looks for it. */
  private static final String FINAL = " (the same again fails the same way)";

  @Spec private CommandSpec spec;

  @Option(
      names = "--pipeline",
      defaultValue = "traffic",
      description = "Whose history it is (default: ${DEFAULT-VALUE}).")
  private String pipeline;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FOLDER|FILE|URI",
      description = "Where the CSV files are: a folder, or one file of any name.")
  private String input;

  @Option(
      names = "--output",
      paramLabel = "URI",
      description =
          "The folder for the objects: a path, or file:, hdfs: or s3a: URI (default: the pipeline's"
              + " bucket in the lake).")
  private String output;

  @Option(
      names = "--lake",
      paramLabel = "URI",
      description = "Where the buckets are, as other commands take it; not needed with --output.")
  private String lake;

  @Option(
      names = "--date-format",
      paramLabel = "PATTERN",
      description =
          "How times are written, where they can be read two ways: any pattern of"
              + " java.time.format.DateTimeFormatter in English, such as \"d/M/yyyy HH:mm\", or"
              + " epoch-seconds or epoch-millis. With XXX at its end, only times with an offset from"
              + " UTC are read. Seconds may always be there. May be given more than once for files"
              + " that differ.")
  private List<String> dateFormats = List.of();

  @Option(
      names = "--number-format",
      paramLabel = "SAMPLE",
      description =
          "How 1234.5 would stand in the file, where numbers can be read two ways: 1234.5, 1234,5,"
              + " 1.234,5, \"1 234,5\", 1'234.5 and the like.")
  private String numberFormat;

  @Option(
      names = "--max-rejected-share",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description =
          "A file with a greater share of rejected lines has failed, and its earlier object stays"
              + " (default: ${DEFAULT-VALUE}; one line may always be).")
  private double maxRejectedShare;

  @Option(
      names = "--charset",
      defaultValue = "UTF-8",
      description =
          "Charset of the files (default: ${DEFAULT-VALUE}). UTF-16 with a byte order mark needs no"
              + " saying. Any that Java knows, such as ISO-8859-1, windows-1252 or UTF-16LE.")
  private String charset;

  @Override
  public Integer call() throws IOException {
    Pipeline declared = usage(() -> Pipelines.named(pipeline));
    List<TimeFormat> formats = usage(() -> dateFormats.stream().map(TimePattern::parse).toList());
    HistorySettings settings =
        new HistorySettings(
            input,
            output == null ? bucket(declared) : output,
            formats,
            usage(() -> Optional.ofNullable(numberFormat).map(NumberStyle::parse)),
            usage(() -> new RejectedShare(maxRejectedShare)),
            usage(() -> charset(charset)),
            HistorySettings.RANGE_BYTES);
    PrintWriter out = spec.commandLine().getOut();
    try (SparkSession session = BatchSession.start("history " + pipeline)) {
      HistoryPrinter printer = new HistoryPrinter(out);
      HistoryReport report =
          run(usage(() -> new HistoryJob(session, declared, settings, printer::file)));
      printer.summary(report);
      if (!report.failures().isEmpty()) {
        throw new CommandFailure(
            report.failures().stream()
                    .map(FileOutcome::input)
                    .collect(
                        Collectors.joining(", ", report.failures().size() + " not converted: ", ""))
                + (report.isFinal() ? FINAL : ""));
      }
    }
    return 0;
  }

  private String bucket(Pipeline declared) {
    if (lake == null) {
      throw new ParameterException(
          spec.commandLine(),
          "say where the objects go: --output=URI, or --lake=URI for all buckets");
    }
    return declared
        .history()
        .map(layout -> new LakeRoot(lake).bucket(layout.bucket()))
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "pipeline '" + declared.name() + "' declares no historical files"));
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--charset: '"
              + name
              + "' is no charset that this Java knows; write such as ISO-8859-1, windows-1252,"
              + " UTF-16LE or IBM850",
          e);
    }
  }

  private static HistoryReport run(HistoryJob job) throws IOException {
    try {
      return job.run();
    } catch (CommandFailure e) {
      throw e.getCause() == null || HistoryJob.isFinal(e)
          ? new CommandFailure(e.getMessage() + FINAL, e)
          : e;
    }
  }

  private <T> T usage(java.util.function.Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
