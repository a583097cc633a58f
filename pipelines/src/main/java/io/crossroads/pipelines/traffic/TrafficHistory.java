package io.crossroads.pipelines.traffic;

import io.crossroads.pipelines.simulate.Noise;
import io.crossroads.pipelines.simulate.Utf8Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/**
 * Writes a CSV of hourly vehicle counts per junction, ordered by junction and time, with the id
 * {@code yyyyMMddHH} followed by the junction. Rows are streamed; the same plan gives the same
 * bytes. For one call.
 */
public final class TrafficHistory {

  private static final byte[] ZERO_MINUTES = ":00".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ZERO_MINUTES_SECONDS = ":00:00".getBytes(StandardCharsets.US_ASCII);
  private static final int FLUSH_BYTES = 1 << 16;
  private static final int LONGEST_GAP_HOURS = 12;
  private static final double MEAN_GAP_HOURS = (1 + LONGEST_GAP_HOURS) / 2.0;

  private final HistoryPlan plan;
  private final Utf8Buffer csv = new Utf8Buffer();
  private final double gapBegins;
  private int gapHoursLeft;
  private int junctions;
  private long rows;
  private long vehicles;
  private long missingHours;
  private long outliers;

  public TrafficHistory(HistoryPlan plan) {
    this.plan = plan;
    this.gapBegins = plan.gaps() / (MEAN_GAP_HOURS * (1 - plan.gaps()) + plan.gaps());
  }

  /**
   * Writes the file.
   *
   * @param out not closed
   * @return what it came to
   */
  public HistoryTotals write(OutputStream out) throws IOException {
    csv.raw(plan.style().header()).raw('\n');
    SplittableRandom seeds = new SplittableRandom(plan.seed());
    for (int junction = 1; junction <= plan.junctions() && rows < plan.rows(); junction++) {
      writeJunction(junction, seeds.split(), out);
      junctions = junction;
    }
    flush(out);
    return new HistoryTotals(junctions, rows, vehicles, missingHours, outliers);
  }

  private void writeJunction(int number, SplittableRandom random, OutputStream out)
      throws IOException {
    Junction junction = new Junction(plan.seed(), number);
    byte[] digits = String.valueOf(number).getBytes(StandardCharsets.US_ASCII);
    long days = ChronoUnit.DAYS.between(plan.from(), plan.to()) + 1;
    gapHoursLeft = 0;
    for (long day = number % 4 == 0 ? days * 3 / 4 : 0; day < days; day++) {
      LocalDate date = plan.from().plusDays(day);
      double factor = junction.factor(date, day);
      double[] hours = junction.hours(date.getDayOfWeek());
      for (int hour = 0; hour < hours.length && rows < plan.rows(); hour++) {
        if (isMissing(random)) {
          missingHours++;
        } else {
          writeRow(date, hour, digits, count(hours[hour] * factor, random));
        }
      }
      if (csv.length() > FLUSH_BYTES) {
        flush(out);
      }
    }
  }

  private boolean isMissing(SplittableRandom random) {
    if (gapHoursLeft == 0 && gapBegins > 0 && random.nextDouble() < gapBegins) {
      gapHoursLeft = 1 + random.nextInt(LONGEST_GAP_HOURS);
    }
    return gapHoursLeft > 0 && gapHoursLeft-- > 0;
  }

  private int count(double expected, SplittableRandom random) {
    double count = expected + Math.sqrt(expected) * 1.3 * Noise.bell(random.nextLong());
    if (plan.outliers() > 0 && random.nextDouble() < plan.outliers()) {
      outliers++;
      count = expected * (5 + 5 * random.nextDouble()) + 40;
    }
    return (int) Math.max(0, Math.round(count));
  }

  private void writeRow(LocalDate date, int hour, byte[] junction, int count) {
    rows++;
    vehicles += count;
    writeTime(date, hour);
    char separator = plan.style().separator();
    csv.raw(separator).raw(junction).raw(separator).number(count).raw(separator);
    csv.padded(date.getYear(), 4).padded(date.getMonthValue(), 2).padded(date.getDayOfMonth(), 2);
    csv.padded(hour, 2).raw(junction).raw('\n');
  }

  private void writeTime(LocalDate date, int hour) {
    if (plan.style() == HistoryStyle.ISO) {
      csv.padded(date.getYear(), 4).raw('-').padded(date.getMonthValue(), 2).raw('-');
      csv.padded(date.getDayOfMonth(), 2).raw(' ').padded(hour, 2).raw(ZERO_MINUTES_SECONDS);
    } else {
      csv.padded(date.getDayOfMonth(), 2).raw('/').padded(date.getMonthValue(), 2).raw('/');
      csv.padded(date.getYear(), 4).raw(' ').padded(hour, 2).raw(ZERO_MINUTES);
    }
  }

  private void flush(OutputStream out) throws IOException {
    out.write(csv.array(), 0, csv.length());
    csv.clear();
  }
}
