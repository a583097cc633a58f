package io.crossroads.producer.reference;

import io.crossroads.cli.CommandFailure;
import io.crossroads.cli.Console;
import io.crossroads.cli.DurationConverter;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.reference.ReferenceCheck;
import io.crossroads.pipelines.reference.ReferenceFolder;
import io.crossroads.pipelines.reference.ReferenceFolder.Version;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Loads reference data, and lists what is there. */
@Command(
    name = "reference",
    description = {
      "Loads a version of a pipeline's reference data, such as rates, or lists the versions.",
      "A version takes effect for records that the broker appends from a time on that is ahead of",
      "now, so that every job and every rerun decides alike. CROSSROADS_REFERENCE names the folder."
    })
public final class ReferenceCommand {

  @ParentCommand private Console console;

  @Command(name = "load", description = "Checks files and adds them as one version.")
  int load(
      @Option(
              names = "--pipeline",
              required = true,
              paramLabel = "NAME",
              description = "The pipeline, such as transactions.")
          String pipeline,
      @Option(
              names = "--name",
              required = true,
              paramLabel = "NAME",
              description = "The version's name, such as ecb-2026-11-27.")
          String name,
      @Option(
              names = "--in",
              defaultValue = "60s",
              converter = DurationConverter.class,
              paramLabel = "TIME",
              description = "When it takes effect, from now (default: ${DEFAULT-VALUE}).")
          Duration in,
      @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files of the version.")
          List<Path> files) {
    Pipeline declared = named(pipeline);
    ReferenceCheck check =
        declared
            .reference()
            .orElseThrow(
                () -> new CommandFailure("pipeline " + pipeline + " has no reference data"));
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new CommandFailure("cannot read " + file + ": it must be a readable file");
      }
    }
    try {
      String held = check.check(files);
      Instant now = Instant.now();
      Version version = folder(pipeline).load(name, now.plus(in), now, files);
      console
          .out()
          .printf(
              Locale.ROOT,
              "%s: %s, for records appended from %s on%n",
              version.name(),
              held,
              version.takesEffect());
      return 0;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }

  @Command(name = "list", description = "Lists the versions, in the order of their effect.")
  int list(
      @Option(
              names = "--pipeline",
              required = true,
              paramLabel = "NAME",
              description = "The pipeline, such as transactions.")
          String pipeline) {
    named(pipeline);
    List<Version> versions = folder(pipeline).versions();
    versions.forEach(
        version ->
            console
                .out()
                .printf(
                    Locale.ROOT,
                    "%-40s for records appended from %s on, %d files%n",
                    version.name(),
                    version.takesEffect(),
                    version.files().size()));
    if (versions.isEmpty()) {
      console.out().println("nothing is loaded; what is shipped applies");
    }
    return 0;
  }

  private static Pipeline named(String name) {
    try {
      return Pipelines.named(name);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }

  private static ReferenceFolder folder(String pipeline) {
    return ReferenceFolder.of(pipeline)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "CROSSROADS_REFERENCE must name the folder of reference data, the same for"
                        + " every job"));
  }
}
