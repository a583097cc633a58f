package io.crossroads.batch.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the comparison of cells found.
 *
 * @param until all events appended before this time were compared, ISO-8601
 * @param records how many records they are out of, rejected ones among them
 * @param cells groups and windows, of all rollups, that one of the sides has
 * @param differ how many of them are not the same on both
 * @param examples some that differ, for people
 * @param findings what else the store says and the archive does not; some of it, for people
 * @param keptFrom by rollup that is kept for a limited time, the append time from which on its
 *     cells were compared, ISO-8601; what is before was dropped on purpose
 */
public record CellReport(
    String until,
    long records,
    long cells,
    long differ,
    List<String> examples,
    List<String> findings,
    Map<String, String> keptFrom) {

  /** Whether every cell is the same on both sides, and all else fits together. */
  @JsonProperty
  public boolean exact() {
    return differ == 0 && findings.isEmpty();
  }

  @Override
  public String toString() {
    String verdict =
        String.format(
            Locale.ROOT,
            "%,d cells, %,d differ: merged answers against the archive, %,d records appended before"
                + " %s",
            cells,
            differ,
            records,
            until);
    List<String> lines = new ArrayList<>(examples);
    lines.addAll(findings);
    keptFrom.forEach(
        (rollup, floor) ->
            lines.add(rollup + " was compared from " + floor + " on, as no more of it is kept"));
    if (!findings.isEmpty()) {
      lines.add("NOT EXACT: " + findings.size() + " findings beside the cells");
    }
    lines.add(verdict);
    return String.join("\n", lines);
  }
}
