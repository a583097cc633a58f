package io.crossroads.pipelines.environment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A room of the reference file and the sensor in it.
 *
 * @param sensor such as {@code ENV-01}
 * @param site the building that it is in
 * @param kind what it is used for
 * @param place where it is, if the sensor knows
 */
record Room(String sensor, String site, Kind kind, Optional<Place> place) {

  private static final String FILE = "rooms.csv";

  /** What a room is used for. */
  enum Kind {
    OFFICE,
    MEETING,
    LABORATORY,
    SERVERS
  }

  /**
   * A point on the earth.
   *
   * @param latitude degrees, north positive
   * @param longitude degrees, east positive
   */
  record Place(BigDecimal latitude, BigDecimal longitude) {}

  /** All rooms, in the order of the reference file. */
  static List<Room> all() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Room.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(Room::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }

  /** The sites, in the order of the reference file. */
  static List<String> sites() {
    return all().stream().map(Room::site).distinct().toList();
  }

  private static Room parse(String line) {
    String[] cells = line.split(",", -1);
    Optional<Place> place =
        cells[3].isEmpty()
            ? Optional.empty()
            : Optional.of(new Place(new BigDecimal(cells[3]), new BigDecimal(cells[4])));
    return new Room(cells[0], cells[1], Kind.valueOf(cells[2]), place);
  }
}
