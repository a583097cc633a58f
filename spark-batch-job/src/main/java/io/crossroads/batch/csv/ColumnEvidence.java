package io.crossroads.batch.csv;

import io.crossroads.batch.number.NumberEvidence;
import io.crossroads.batch.time.Evidence;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What the values of a file's columns tell of their formats. Evidence of the parts of a file adds
 * up to that of the file, whatever the parts.
 */
public final class ColumnEvidence implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final double MIXED_SHARE = 0.01;

  private final ArrayList<Evidence> times = new ArrayList<>();
  private final ArrayList<NumberEvidence> numbers = new ArrayList<>();
  private long clockHours;
  private long clockMinutes;

  /** Nothing was seen of some columns. */
  public ColumnEvidence(int timeColumns, int numberColumns) {
    for (int i = 0; i < timeColumns; i++) {
      times.add(new Evidence());
    }
    for (int i = 0; i < numberColumns; i++) {
      numbers.add(new NumberEvidence());
    }
  }

  /** Of the columns that hold a time, in their order. */
  public List<Evidence> times() {
    return times;
  }

  /** Of the columns that hold a number, in their order. */
  public List<NumberEvidence> numbers() {
    return numbers;
  }

  /** Counts digits alone in a column of times of day. */
  void addClock(int digits) {
    if (digits > 24) {
      clockMinutes++;
    } else {
      clockHours++;
    }
  }

  /**
   * What digits alone in a column of times of day are: hours, unless more than a stray value is no
   * hour.
   *
   * @param heading what the column's name says
   */
  public ClockDigits clock(ClockDigits heading) {
    boolean strays = clockMinutes <= Math.max(1, (clockHours + clockMinutes) * MIXED_SHARE);
    boolean few = clockMinutes * 10 <= clockHours + clockMinutes;
    return heading == ClockDigits.HOURS && strays && few
        ? ClockDigits.HOURS
        : ClockDigits.HOURS_AND_MINUTES;
  }

  /** Adds the evidence of a later part of the file. */
  public void add(ColumnEvidence later) {
    for (int i = 0; i < times.size(); i++) {
      times.get(i).add(later.times.get(i));
    }
    for (int i = 0; i < numbers.size(); i++) {
      numbers.get(i).add(later.numbers.get(i));
    }
    clockHours += later.clockHours;
    clockMinutes += later.clockMinutes;
  }
}
