package io.crossroads.sql;

import io.crossroads.cli.CommandFailure;
import io.crossroads.cli.Console;
import io.crossroads.lake.LakeOptions;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.sql.ask.Script;
import io.crossroads.sql.print.Format;
import io.crossroads.sql.prompt.Prompt;
import io.crossroads.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Answers SQL over everything that the platform holds. */
@Command(
    name = "sql",
    description = {
      "Answers SQL over everything that the platform holds; without -c and -f it prompts.",
      "Each pipeline is a schema: its archive, rejected records and copies as they are when a"
          + " statement is asked, its history, its analyses, and its rollups with both layers merged."
          + " 'show tables' lists them. Nothing can be written. The SQL is DuckDB's."
    })
final class SqlCommand implements Callable<Integer> {

  private static final Duration PROGRESS = Duration.ofSeconds(2);

  /** Where statements come from. */
  private static final class Source {
    @Option(
        names = "-c",
        paramLabel = "SQL",
        description = "Answers these statements and ends; ';' stands between two.")
    private String command;

    @Option(
        names = "-f",
        paramLabel = "FILE",
        description = "Answers the statements of a file in UTF-8 and ends.")
    private Path file;
  }

  @ParentCommand private Console console;
  @Mixin private LakeOptions lake;
  @Mixin private BucketOptions buckets;
  @Mixin private StoreOptions store;
  @ArgGroup private Source source = new Source();

  @Option(
      names = "--format",
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "table, csv or json (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Override
  public Integer call() throws SQLException {
    try (Platform platform =
            new Platform(lake.lake(), buckets.settings(), lake.catalog(), store.settings());
        Progress progress = new Progress(console.messages(), PROGRESS)) {
      Relations relations = platform.relations(Pipelines.all());
      try (Session session = new Session(platform, relations, progress)) {
        if (source.command != null) {
          answer(session, source.command);
        } else if (source.file != null) {
          answer(session, read(source.file));
        } else {
          new Prompt(session, relations, format).run(console);
        }
      }
    }
    return 0;
  }

  private void answer(Session session, String text) {
    for (String statement : Script.of(text).all()) {
      session.answer(statement, format.to(console.out()));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CommandFailure(file + " cannot be read: " + e, e);
    }
  }
}
