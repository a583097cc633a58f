package io.crossroads.pipelines.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A road sensor of the reference file.
 *
 * @param id such as {@code S1}
 * @param name where it stands, for people
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 */
public record Sensor(String id, String name, double latitude, double longitude) {

  private static final String FILE = "sensors.csv";

  /** All sensors, in the order of the reference file. */
  public static List<Sensor> all() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Sensor.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(Sensor::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }

  private static Sensor parse(String line) {
    String[] cells = line.split(",");
    return new Sensor(
        cells[0], cells[1], Double.parseDouble(cells[2]), Double.parseDouble(cells[3]));
  }
}
