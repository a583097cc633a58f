package io.crossroads.demo;

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
 * @param archive the file that describes the archive, as a URI
 */
record NextSteps(DemoFolder folder, DemoSettings settings, String archive) {

  void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        """
        Read the archive with a program of others (pip install duckdb 'pyiceberg[pyarrow]'):
          python3 -c "import duckdb; from pyiceberg.table import StaticTable; events = StaticTable.from_metadata('%s').scan().to_arrow(); print(duckdb.sql('SELECT sensor_id, count(*), avg(average_speed) FROM events GROUP BY ALL ORDER BY ALL'))"

        """,
        ShownPath.of(archive));
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
        Every command and its options:
          bin/crossroads --help
        The log of each process: %s
        """,
        ShownPath.quoted(ShownPath.of(settings.input())),
        ShownPath.quoted(ShownPath.of(folder.file("my-history"))),
        ShownPath.of(folder.log("archive").getParent()));
  }

  private Optional<Path> anObject() {
    try (Stream<Path> files = Files.list(folder.history())) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().findFirst();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
