package io.crossroads.batch.history;

import io.crossroads.embedded.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/**
 * The lines of a historical file: those of the shared {@code traffic_1.csv} where it stands beside
 * the checkout, otherwise made up alike.
 *
 * @param isShared whether they are those of the shared file
 * @param rows in the order of the file
 */
record TrafficRows(boolean isShared, List<TrafficRow> rows) {

  /** A line. */
  record TrafficRow(LocalDateTime time, int junction, int vehicles, long id) {}

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMddHH", Locale.ROOT);

  static TrafficRows load() throws IOException {
    Path shared = Repository.root().resolveSibling("shared").resolve("data/traffic_1.csv");
    if (!Files.exists(shared)) {
      return new TrafficRows(false, generated());
    }
    return new TrafficRows(
        true, Files.readAllLines(shared).stream().skip(1).map(TrafficRows::parse).toList());
  }

  private static TrafficRow parse(String line) {
    String[] cells = line.split(",");
    return new TrafficRow(
        LocalDateTime.parse(cells[0], TIME),
        Integer.parseInt(cells[1]),
        Integer.parseInt(cells[2]),
        Long.parseLong(cells[3]));
  }

  /** Four junctions, the last from a later time on. */
  private static List<TrafficRow> generated() {
    Random random = new Random(1);
    List<TrafficRow> rows = new ArrayList<>();
    for (int junction = 1; junction <= 4; junction++) {
      LocalDateTime time = LocalDateTime.of(2015, 11, 1, 0, 0);
      for (int hour = junction == 4 ? 7_000 : 0; hour < 12_000; hour++) {
        LocalDateTime at = time.plusHours(hour);
        long id = Long.parseLong(at.format(ID)) * 10 + junction;
        rows.add(new TrafficRow(at, junction, 1 + random.nextInt(180), id));
      }
    }
    return rows;
  }

  /** A file of all rows. */
  String csv(String heading, Function<TrafficRow, String> line) {
    StringBuilder text = new StringBuilder(heading).append('\n');
    rows.forEach(row -> text.append(line.apply(row)).append('\n'));
    return text.toString();
  }

  /** A file in the usual order of columns. */
  String csv(String timePattern) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(timePattern, Locale.ROOT);
    return csv(
        "DateTime,Junction,Vehicles,ID",
        row ->
            row.time().format(formatter)
                + ","
                + row.junction()
                + ","
                + row.vehicles()
                + ","
                + row.id());
  }

  long vehicles() {
    return rows.stream().mapToLong(TrafficRow::vehicles).sum();
  }

  long vehicles(int junction) {
    return rows.stream()
        .filter(row -> row.junction() == junction)
        .mapToLong(TrafficRow::vehicles)
        .sum();
  }
}
