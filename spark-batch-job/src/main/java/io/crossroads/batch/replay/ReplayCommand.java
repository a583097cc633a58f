package io.crossroads.batch.replay;

import io.crossroads.batch.archive.ArchiveOptions;
import io.crossroads.cli.DurationConverter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay-rejected}: sends rejected records through their topic again. */
@Command(
    name = "replay-rejected",
    mixinStandardHelpOptions = true,
    description = {
      "After a fix, or with new reference data: sends rejected records through their topic again,",
      "as they were, with the header crossroads-replay-of: TOPIC-ID/PARTITION/OFFSET. Each at most",
      "once, however often it is run and wherever it is killed. What would be rejected again is",
      "left out. The rejected rows stay, and relation 'replays' says what became of each."
    })
public final class ReplayCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private ArchiveOptions options;

  @Option(
      names = "--bootstrap-servers",
      defaultValue = "localhost:9092",
      paramLabel = "HOST:PORT",
      description = "The Kafka brokers to ask first (default: ${DEFAULT-VALUE}).")
  private String bootstrapServers;

  @Option(
      names = "--reason",
      required = true,
      split = ",",
      paramLabel = "REASON",
      description =
          "Those rejected for it, such as unknown_reference; several with commas between.")
  private List<String> reasons;

  @Option(
      names = "--field",
      paramLabel = "FIELD",
      description = "Only those of which it is the field at fault.")
  private String field;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only those appended at or after it, such as 2026-11-27T08:00:00Z.")
  private Instant from;

  @Option(names = "--until", paramLabel = "TIME", description = "Only those appended before it.")
  private Instant until;

  @Option(
      names = "--even-if-invalid",
      description = {
        "Also send those that this version's rules and the reference data of now reject. They",
        "become rejected rows again, of their own."
      })
  private boolean evenIfInvalid;

  @Option(
      names = "--dry-run",
      description = "Send nothing and write nothing; tell what would be sent.")
  private boolean dryRun;

  @Option(
      names = "--wait",
      defaultValue = "60s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = {
        "How long to wait for the archive to take in what was sent, to tell what became of it",
        "(default: ${DEFAULT-VALUE})."
      })
  private Duration wait;

  @Override
  public void run() {
    Selection selection = selection();
    ReplayRun.Settings settings =
        new ReplayRun.Settings(
            options.store(), bootstrapServers, selection, evenIfInvalid, dryRun, wait);
    options.with(
        "replay-rejected",
        archived -> {
          new ReplayRun(archived, settings, System.out, System.err).run();
          return archived;
        });
  }

  private Selection selection() {
    try {
      return new Selection(
          reasons,
          Optional.ofNullable(field),
          Optional.ofNullable(from),
          Optional.ofNullable(until));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
