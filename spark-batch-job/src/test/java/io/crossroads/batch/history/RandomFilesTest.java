package io.crossroads.batch.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.batch.csv.Rejects;
import io.crossroads.batch.csv.RowReader;
import io.crossroads.batch.rows.RowBatch;
import io.crossroads.batch.storage.Storage;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongFunction;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random columns of counts and times, each file in one of the known styles: all its values are read
 * as they were written, or the file is refused. {@code -Dhistory.files=10000 -Dhistory.seed=1}
 * tries more.
 */
class RandomFilesTest {

  private static final int FILES = Integer.getInteger("history.files", 600);
  private static final long SEED = Long.getLong("history.seed", 1);

  /** How a program or a person writes whole numbers. */
  private static final List<LongFunction<String>> COUNTS =
      List.of(
          Long::toString,
          count -> count + ".0",
          count -> count + ".00",
          count -> count + ".000",
          count -> count + ",0",
          count -> count + ",000",
          count -> grouped(count, "."),
          count -> grouped(count, ","),
          count -> grouped(count, " "),
          count -> grouped(count, "\u00A0"),
          count -> grouped(count, "\u202F"),
          count -> grouped(count, "'"),
          count -> grouped(count, "\u2019"),
          count -> grouped(count, ".") + ",00",
          count -> grouped(count, ",") + ".0",
          count -> "+" + count,
          count -> "00" + count);

  /** How they write times, all to the minute. */
  private static final List<String> TIMES =
      List.of(
          "yyyy-MM-dd HH:mm",
          "yyyy-MM-dd'T'HH:mm:ss",
          "yyyy/MM/dd HH:mm:ss",
          "dd.MM.yyyy HH:mm",
          "d.M.yyyy H.mm",
          "d/M/yyyy HH:mm",
          "M/d/yyyy h:mm a",
          "d MMM yyyy HH:mm",
          "yyyyMMddHHmm",
          "yyyy-MM-dd HH:mm 'UTC'");

  @TempDir private Path folder;
  private final Pipeline traffic = Pipelines.named("traffic");
  private final Storage storage = new Storage(new Configuration(false));
  private final Planner planner =
      new Planner(
          traffic,
          traffic.history().orElseThrow(),
          HistorySettings.of("unused", "unused"),
          storage);

  private static String grouped(long count, String separator) {
    return String.format(Locale.ROOT, "%,d", count).replace(",", separator);
  }

  @Test
  void valuesAreReadAsTheyWereWrittenOrTheFileIsRefused() throws IOException {
    int read = 0;
    int refused = 0;
    for (int file = 0; file < FILES; file++) {
      Random random = new Random(SEED * 1_000_003 + file);
      List<List<Long>> rows = rows(random);
      int counts = random.nextInt(COUNTS.size());
      String times = TIMES.get(random.nextInt(TIMES.size()));
      List<List<Long>> found = read(text(rows, COUNTS.get(counts), times));
      if (found == null) {
        refused++;
      } else {
        read++;
        assertEquals(
            rows, found, "seed " + SEED + ", file " + file + ", counts " + counts + ", " + times);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "history.seed=%d: %,d files, %,d read exactly, %,d refused, none wrong%n",
        SEED,
        FILES,
        read,
        refused);
    assertTrue(read > FILES / 2, "most of them can be read");
  }

  /** Hourly counts from a random day on, of a random size: below a thousand, above, or both. */
  private static List<List<Long>> rows(Random random) {
    LocalDateTime start =
        LocalDateTime.of(2001, 1, 1, 0, 0).plusHours(random.nextInt(20 * 365 * 24));
    long least = random.nextBoolean() ? 0 : 1_000;
    int spread = (int) Math.pow(10, 1 + random.nextInt(6));
    boolean round = random.nextInt(6) == 0;
    int lines = 1 + random.nextInt(random.nextBoolean() ? 5 : 60);
    List<List<Long>> rows = new ArrayList<>();
    for (int line = 0; line < lines; line++) {
      long count = least + random.nextInt(spread);
      LocalDateTime time = start.plusHours(line);
      rows.add(
          List.of(
              time.toEpochSecond(ZoneOffset.UTC) * 1_000_000,
              (long) 1 + line % 4,
              round ? count * 1_000 : count,
              (long) line));
    }
    return rows;
  }

  private static String text(List<List<Long>> rows, LongFunction<String> counts, String times) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(times, Locale.ENGLISH);
    StringBuilder text = new StringBuilder("DateTime;Junction;Vehicles;ID\n");
    for (List<Long> row : rows) {
      LocalDateTime time = LocalDateTime.ofEpochSecond(row.get(0) / 1_000_000, 0, ZoneOffset.UTC);
      text.append(formatter.format(time)).append(';').append(row.get(1)).append(';');
      text.append(counts.apply(row.get(2))).append(';').append(row.get(3)).append('\n');
    }
    return text.toString();
  }

  /** The rows of a file; null if it is refused. */
  private List<List<Long>> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), text, StandardCharsets.UTF_8);
    FilePlan plan;
    try {
      plan =
          planner.plan(
              SourceFile.of(file.toUri().toString(), Files.size(file), StandardCharsets.UTF_8));
    } catch (RefusedFileException e) {
      return null;
    }
    if (!plan.write()) {
      return null;
    }
    RowBatch batch = new RowBatch(plan.heading().columns().size(), 100, 1_000);
    long from = plan.heading().bytes();
    List<String> rejected = new ArrayList<>();
    try (InputStream input = plan.file().open(storage, from)) {
      Rejects rejects =
          (line, fault, column, bytes) -> rejected.add(line + " " + fault + " " + column);
      new RowReader(input, from, false, plan.file().length(), plan.parser(), rejects).read(batch);
    }
    List<List<Long>> rows = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      rows.add(
          List.of(
              batch.column(0)[row],
              batch.column(1)[row],
              batch.column(2)[row],
              batch.column(3)[row]));
    }
    assertEquals(List.of(), rejected, "no line of a file in one style is rejected");
    return rows;
  }
}
