package io.crossroads.pipelines.transactions;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The versions of the rates, by the append time from which each applies: every sink and every rerun
 * takes the same one for a record. The first applies to all records before the second, however
 * early. Immutable.
 */
public final class RateVersions {

  private static final List<String> SAMPLES =
      List.of("sample-rates-wide.csv", "sample-rates-long.csv");

  private final RateVersion[] inOrder;

  /**
   * Versions in the order in which they take effect.
   *
   * @throws IllegalArgumentException if there is none, one does not take effect later than the one
   *     before it, or two have a name in common
   */
  public RateVersions(List<RateVersion> inOrder) {
    if (inOrder.isEmpty()) {
      throw new IllegalArgumentException("no rates; give a version of them");
    }
    for (int i = 1; i < inOrder.size(); i++) {
      requireAfter(inOrder.subList(0, i), inOrder.get(i));
    }
    this.inOrder = inOrder.toArray(RateVersion[]::new);
  }

  private static void requireAfter(List<RateVersion> before, RateVersion next) {
    RateVersion last = before.get(before.size() - 1);
    if (next.takesEffectMicros() <= last.takesEffectMicros()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "rates '%s' take effect at %d, not after '%s' at %d",
              next,
              next.takesEffectMicros(),
              last,
              last.takesEffectMicros()));
    }
    if (before.stream().anyMatch(version -> version.name().equals(next.name()))) {
      throw new IllegalArgumentException(
          "rates '" + next + "' are there already; give the new ones another name");
    }
  }

  /**
   * Invented rates of USD, JPY, GBP and MAD for the working days of 2025 and 2026, named {@code
   * sample}.
   */
  public static RateVersions samples() {
    List<Rate> rates = new ArrayList<>();
    for (String file : SAMPLES) {
      InputStream bytes = RateVersions.class.getResourceAsStream(file);
      rates.addAll(RateFile.read(file, bytes));
    }
    return new RateVersions(List.of(new RateVersion("sample", 0, new RateTable(rates))));
  }

  /** The one that takes effect last. */
  RateVersion last() {
    return inOrder[inOrder.length - 1];
  }

  /** These and one that takes effect after all of them. */
  public RateVersions with(RateVersion next) {
    List<RateVersion> more = new ArrayList<>(List.of(inOrder));
    more.add(next);
    return new RateVersions(more);
  }

  /**
   * The version that applies to a record.
   *
   * @param appendTimeMicros when the broker appended it, microseconds since the epoch
   */
  public RateVersion at(long appendTimeMicros) {
    for (int i = inOrder.length - 1; i > 0; i--) {
      if (inOrder[i].takesEffectMicros() <= appendTimeMicros) {
        return inOrder[i];
      }
    }
    return inOrder[0];
  }
}
