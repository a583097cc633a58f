package io.crossroads.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * A large file of hourly counts at junctions, as {@code data/} has small ones: 100 junctions, one
 * after the other or hour by hour. The same arguments give the same bytes.
 */
final class HistoryFile {

  private static final int JUNCTIONS = 100;
  private static final LocalDate FIRST_DAY = LocalDate.of(2001, 1, 1);

  private final byte[] line = new byte[64];
  private int length;
  private long random = 42;

  /**
   * Writes a file.
   *
   * @param rows a multiple of 100
   * @param byTime whether rows are in order of time, otherwise of junction and time
   */
  static void write(Path file, long rows, boolean byTime) throws IOException {
    if (rows % JUNCTIONS != 0) {
      throw new IllegalArgumentException(rows + " rows are no multiple of " + JUNCTIONS);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      new HistoryFile().write(out, rows, byTime);
    }
  }

  private void write(OutputStream out, long rows, boolean byTime) throws IOException {
    out.write("DateTime,Junction,Vehicles,ID\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    int hours = Math.toIntExact(rows / JUNCTIONS);
    for (int row = 0; row < rows; row++) {
      int hour = byTime ? row / JUNCTIONS : row % hours;
      int junction = 1 + (byTime ? row % JUNCTIONS : row / hours);
      line(hour, junction);
      out.write(line, 0, length);
    }
  }

  private void line(int hours, int junction) {
    LocalDate day = FIRST_DAY.plusDays(hours / 24);
    int date = (day.getYear() * 100 + day.getMonthValue()) * 100 + day.getDayOfMonth();
    int hour = hours % 24;
    length = 0;
    digits(date / 10000, 4);
    line[length++] = '-';
    digits(date / 100 % 100, 2);
    line[length++] = '-';
    digits(date % 100, 2);
    line[length++] = ' ';
    digits(hour, 2);
    for (char c : ":00:00,".toCharArray()) {
      line[length++] = (byte) c;
    }
    number(junction);
    line[length++] = ',';
    number(vehicles(hour, junction));
    line[length++] = ',';
    digits(date, 8);
    digits(hour, 2);
    number(junction);
    line[length++] = '\n';
  }

  /** More at rush hours and at some junctions, and chance. */
  private int vehicles(int hour, int junction) {
    random ^= random << 13;
    random ^= random >>> 7;
    random ^= random << 17;
    int rush = 12 - Math.min(Math.abs(hour - 8), Math.abs(hour - 18));
    return (int) (rush * (1 + junction % 7) / 2 + (random >>> 1) % (6 + junction % 20));
  }

  private void number(int value) {
    int size = 1;
    for (int rest = value / 10; rest > 0; rest /= 10) {
      size++;
    }
    digits(value, size);
  }

  private void digits(int value, int size) {
    int rest = value;
    for (int place = length + size - 1; place >= length; place--) {
      line[place] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += size;
  }
}
