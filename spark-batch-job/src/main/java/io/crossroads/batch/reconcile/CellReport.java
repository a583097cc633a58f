package io.crossroads.batch.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/**
 * What the comparison of cells found.
 *
 * @param until all events appended before this time were compared, ISO-8601
 * @param records how many records they are out of, rejected ones among them
 * @param cells groups and windows, of all rollups, that one of the sides has
 * @param differ how many of them are not the same on both
 * @param examples some that differ, for people
 */
public record CellReport(
    String until, long records, long cells, long differ, List<String> examples) {

  /** Whether every cell is the same on both sides. */
  @JsonProperty
  public boolean exact() {
    return differ == 0;
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
    return examples.isEmpty() ? verdict : String.join("\n", examples) + "\n" + verdict;
  }
}
