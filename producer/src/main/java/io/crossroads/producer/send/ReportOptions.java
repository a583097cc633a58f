package io.crossroads.producer.send;

import io.crossroads.cli.CommandFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the report of a run goes. */
public final class ReportOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the report to this file, as JSON.")
  private Path file;

  /**
   * Checks, before anything is sent, that the report can be written.
   *
   * @throws ParameterException if its folder is not there
   */
  void check() {
    Path folder = file == null ? null : file.toAbsolutePath().getParent();
    if (folder != null && (!Files.isDirectory(folder) || Files.isDirectory(file))) {
      throw new ParameterException(
          command.commandLine(), "--json " + file + " is no file in a folder that exists");
    }
  }

  /**
   * Prints and writes the report.
   *
   * @throws CommandFailure if something went wrong, in the run or now
   */
  void publish(SendReport report, PrintStream out) {
    out.println(report.text());
    out.flush();
    if (file != null) {
      try {
        Files.writeString(file, report.json());
      } catch (IOException e) {
        throw new CommandFailure("cannot write the report " + file + ": " + e.getMessage(), e);
      }
    }
    report
        .whatWentWrong()
        .ifPresent(
            problem -> {
              throw new CommandFailure(problem);
            });
  }
}
