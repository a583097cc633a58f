package io.crossroads.batch.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.testkit.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficFileTest {

  @TempDir private Path folder;

  @Test
  void everyVariantOfTheFileGivesItsTotals() throws IOException {
    TrafficRows traffic = TrafficRows.load();
    Conversion files = new Conversion(folder);
    for (Map.Entry<String, String> variant : variants(traffic).entrySet()) {
      files.file(variant.getKey() + ".csv", variant.getValue());
    }
    String plain = traffic.csv("yyyy-MM-dd HH:mm:ss");
    int half = plain.indexOf('\n', plain.length() / 2) + 1;
    files
        .gzip("gzip.csv.gz", plain)
        .gzip("members.csv.gz", plain.substring(0, half), plain.substring(half));
    HistoryReport report = files.run();

    assertEquals(List.of(), report.failures());
    List<List<Long>> rows = files.rows("plain.parquet");
    for (FileOutcome file : report.files()) {
      assertEquals(0, file.rejected(), file.input());
      assertEquals(traffic.rows().size(), file.rows(), file.input());
      assertEquals(rows, files.rows(file.output()), file.input());
      assertTotals(traffic, files.output().resolve(file.output()));
    }
  }

  private static Map<String, String> variants(TrafficRows traffic) {
    String plain = traffic.csv("yyyy-MM-dd HH:mm:ss");
    Map<String, String> variants = new LinkedHashMap<>();
    variants.put("plain", plain);
    variants.put("no-seconds", traffic.csv("yyyy-MM-dd HH:mm"));
    variants.put("iso", traffic.csv("yyyy-MM-dd'T'HH:mm:ss.SSS"));
    variants.put("day-first", traffic.csv("dd-MM-yyyy HH:mm:ss"));
    variants.put("day-first-digits", traffic.csv("d/M/yyyy H:mm"));
    variants.put("month-first", traffic.csv("M/d/yyyy H:mm"));
    variants.put("half-days", traffic.csv("M/d/yyyy h:mm:ss a"));
    variants.put(
        "reordered",
        traffic.csv(
            "id;VEHICLES;junction;date_time",
            row -> row.id() + ";" + row.vehicles() + ";" + row.junction() + ";" + row.time()));
    variants.put(
        "extra",
        traffic.csv(
            "Weather,DateTime,Junction,Road,Vehicles,ID,Note",
            row ->
                String.format(
                    Locale.ROOT,
                    "sunny,%s,%d,\"A, B\",%d,%d,\"été\n\"\"x\"\"\"",
                    row.time(),
                    row.junction(),
                    row.vehicles(),
                    row.id())));
    variants.put("crlf", plain.replace("\n", "\r\n"));
    variants.put("mark", "\uFEFF" + plain);
    variants.put("semicolons", plain.replace(',', ';'));
    variants.put("quoted", plain.replaceAll("([^,\n]+)", "\"$1\""));
    return variants;
  }

  private static void assertTotals(TrafficRows traffic, Path object) {
    List<Row> totals =
        LocalSpark.session()
            .read()
            .parquet(object.toString())
            .groupBy("junction")
            .sum("vehicles")
            .orderBy("junction")
            .collectAsList();
    List<Long> byJunction = totals.stream().map(row -> row.getLong(1)).toList();

    assertEquals(
        List.of(traffic.vehicles(1), traffic.vehicles(2), traffic.vehicles(3), traffic.vehicles(4)),
        byJunction);
    assertEquals(traffic.vehicles(), byJunction.stream().mapToLong(Long::longValue).sum());
    if (traffic.isShared()) {
      assertEquals(List.of(657_412L, 207_983L, 199_823L, 31_501L), byJunction);
      assertEquals(48_120, traffic.rows().size());
    }
  }
}
