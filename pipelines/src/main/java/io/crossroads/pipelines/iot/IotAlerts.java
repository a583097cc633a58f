package io.crossroads.pipelines.iot;

import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.rollup.Conditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What people are told of, as episodes: of a sensor and a kind where a value is told of, of a
 * sensor where its battery is. Every limit follows from the ranges of {@link Kind}.
 */
final class IotAlerts {

  /** More than three rounds of a sensor that reports a kind every 160 s. */
  private static final Duration VALUE_QUIET = Duration.ofMinutes(10);

  private static final Duration BATTERY_QUIET = Duration.ofHours(1);

  /** The share of the width of a range, in %, that counts as near to a limit. */
  private static final int NEAR_PERCENT = 5;

  private IotAlerts() {}

  /** A reading that the platform takes for an anomaly. */
  static Conditions anomaly() {
    return Conditions.allOf(new Condition("anomaly", Comparison.EQUAL, "true"));
  }

  static Alert[] all() {
    return new Alert[] {outOfRange(), nearLimit(), battery()};
  }

  private static Alert outOfRange() {
    return onValue(
        "out_of_range",
        new Alert.Level(Severity.HIGH, farOutside()),
        new Alert.Level(Severity.MEDIUM, anomaly()));
  }

  private static Alert nearLimit() {
    return onValue("near_limit", new Alert.Level(Severity.LOW, justInside()));
  }

  private static Alert onValue(String name, Alert.Level... levels) {
    return new Alert.OnReading(name, List.of(levels), Conditions.NONE, VALUE_QUIET, "value")
        .by("sensor_type");
  }

  private static Alert battery() {
    return new Alert.OnReading(
        "battery",
        List.of(
            new Alert.Level(Severity.HIGH, chargeUnder("10")),
            new Alert.Level(Severity.MEDIUM, chargeUnder("30"))),
        Conditions.NONE,
        BATTERY_QUIET,
        "battery_level");
  }

  private static Conditions chargeUnder(String percent) {
    return Conditions.allOf(new Condition("battery_level", Comparison.LESS, percent));
  }

  /** Outside the normal range by half of its width or more, where that is possible at all. */
  private static Conditions farOutside() {
    List<Conditions> any = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Range normal = kind.normal();
      long below = normal.least() - normal.width() / 2;
      long above = normal.greatest() + normal.width() / 2;
      if (kind.possible().contains(below)) {
        any.add(of(kind, value(Comparison.AT_MOST, below)));
      }
      if (kind.possible().contains(above)) {
        any.add(of(kind, value(Comparison.AT_LEAST, above)));
      }
    }
    return Conditions.anyOf(any.toArray(Conditions[]::new));
  }

  /** Near to a limit of the normal range that a value could pass, on the inside. */
  private static Conditions justInside() {
    List<Conditions> any = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Range normal = kind.normal();
      long near = normal.width() * NEAR_PERCENT / 100;
      if (normal.least() > kind.possible().least()) {
        any.add(within(kind, normal.least(), normal.least() + near));
      }
      if (normal.greatest() < kind.possible().greatest()) {
        any.add(within(kind, normal.greatest() - near, normal.greatest()));
      }
    }
    return Conditions.anyOf(any.toArray(Conditions[]::new));
  }

  private static Conditions within(Kind kind, long least, long greatest) {
    return of(kind, value(Comparison.AT_LEAST, least), value(Comparison.AT_MOST, greatest));
  }

  private static Conditions of(Kind kind, Condition... values) {
    List<Condition> all = new ArrayList<>();
    all.add(new Condition("sensor_type", Comparison.EQUAL, kind.label()));
    all.addAll(List.of(values));
    return Conditions.allOf(all);
  }

  private static Condition value(Comparison comparison, long thousandths) {
    return new Condition("value", comparison, Range.text(thousandths));
  }
}
