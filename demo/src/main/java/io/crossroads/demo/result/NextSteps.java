package io.crossroads.demo.result;

import io.crossroads.demo.setup.DemoFolder;
import io.crossroads.demo.setup.DemoSettings;
import io.crossroads.demo.setup.ShownPath;
import io.crossroads.pipelines.history.HistoryLayout;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.FieldType;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Commands that work as they are printed, while nothing runs.
 *
 * @param folder what the demo left
 * @param settings of the demo
 * @param first what was proved of the first pipeline
 */
record NextSteps(DemoFolder folder, DemoSettings settings, Proof first) {

  void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        """
        Read the archive with a program of others (pip install duckdb 'pyiceberg[pyarrow]'):
          python3 -c "import duckdb; from pyiceberg.table import StaticTable; events = StaticTable.from_metadata('%s').scan().to_arrow(); print(duckdb.sql('SELECT %s FROM events GROUP BY ALL ORDER BY ALL'))"

        """,
        ShownPath.of(first.tables().archive()),
        columns());
    anObject()
        .ifPresent(
            object ->
                out.printf(
                    Locale.ROOT,
                    """
                    Read the history:
                      python3 -c "import duckdb; print(duckdb.sql('SELECT junction, count(*), sum(vehicles) FROM \\"%s\\" GROUP BY ALL ORDER BY ALL'))"

                    """,
                    ShownPath.of(object)));
    out.printf(
        Locale.ROOT,
        """
        Convert CSV of your own:
          bin/crossroads history --input %s --output %s

        Again, emptied first, with other numbers:
          make demo DURATION=60s RATE=1000
        With all pipelines:
          make demo PIPELINES=all
        Every command and its options:
          bin/crossroads --help
        The log of each process: %s
        """,
        ShownPath.quoted(ShownPath.of(settings.input())),
        ShownPath.quoted(ShownPath.of(folder.file("my-history"))),
        ShownPath.of(folder.log("archive").getParent()));
  }

  /** The key, how many events, and the mean of the first measured field. */
  private String columns() {
    EventSchema schema = first.pipeline().schema();
    return schema.fields().stream()
        .filter(field -> field.type() instanceof FieldType.Decimal)
        .findFirst()
        .map(field -> schema.key() + ", count(*), avg(" + field.name() + ")")
        .orElse(schema.key() + ", count(*)");
  }

  private Optional<Path> anObject() {
    Optional<HistoryLayout> history =
        settings.pipelines().stream().flatMap(one -> one.history().stream()).findFirst();
    if (history.isEmpty()) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder.history(history.get()))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().findFirst();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
