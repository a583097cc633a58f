package io.crossroads.producer.history;

import io.crossroads.cli.CommandFailure;
import io.crossroads.cli.Console;
import io.crossroads.pipelines.traffic.HistoryPlan;
import io.crossroads.pipelines.traffic.HistoryStyle;
import io.crossroads.pipelines.traffic.HistoryTotals;
import io.crossroads.pipelines.traffic.TrafficHistory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes historical files. */
@Command(
    name = "generate-history",
    description = {
      "Makes a CSV of hourly vehicle counts per junction, with rhythm, growth, gaps and outliers.",
      "The same options give the same bytes."
    })
public final class GenerateHistoryCommand implements Runnable {

  @ParentCommand private Console console;
  @Spec private CommandSpec command;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "The folder; made if it is not there.")
  private Path output;

  @Option(
      names = "--name",
      paramLabel = "FILE",
      defaultValue = "traffic_1.csv",
      description = "The file's name in it (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Other seeds give other counts (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--junctions",
      paramLabel = "N",
      description = "How many; every fourth opens late (default: 4, or as many as --rows needs).")
  private Integer junctions;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      defaultValue = "2015-11-01",
      description = "First day (default: ${DEFAULT-VALUE}).")
  private LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      defaultValue = "2017-06-30",
      description = "Last day (default: ${DEFAULT-VALUE}).")
  private LocalDate to;

  @Option(
      names = "--gaps",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of hours that are missing, 0 to 0.5 (default: ${DEFAULT-VALUE}).")
  private double gaps;

  @Option(
      names = "--outliers",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of counts far too high, 0 to 0.5 (default: ${DEFAULT-VALUE}).")
  private double outliers;

  @Option(names = "--rows", paramLabel = "N", description = "End after so many rows.")
  private Long rows;

  @Option(
      names = "--style",
      defaultValue = "iso",
      description =
          "How dates and cells are written: iso (2024-01-31 07:00:00, commas) or european"
              + " (31/01/2024 07:00, semicolons) (default: ${DEFAULT-VALUE}).")
  private HistoryStyle style;

  @Override
  public void run() {
    HistoryPlan plan = plan();
    Path file = output.resolve(name);
    Path partial = output.resolve(name + ".partial");
    try {
      Files.createDirectories(output);
      HistoryTotals totals;
      try (OutputStream out = Files.newOutputStream(partial)) {
        totals = new TrafficHistory(plan).write(out);
      }
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
      print(file, totals);
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + file + ": " + e, e);
    }
  }

  private HistoryPlan plan() {
    int most = junctions != null ? junctions : rows != null ? Integer.MAX_VALUE : 4;
    long limit = rows == null ? Long.MAX_VALUE : rows;
    try {
      return new HistoryPlan(seed, most, from, to, gaps, outliers, limit, style);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage());
    }
  }

  private void print(Path file, HistoryTotals totals) {
    console
        .out()
        .printf(
            Locale.ROOT,
            "%s: %d rows, %d junctions, %d vehicles; left out %d hours, made %d outliers%n",
            file,
            totals.rows(),
            totals.junctions(),
            totals.vehicles(),
            totals.missingHours(),
            totals.outliers());
    console.out().flush();
  }
}
