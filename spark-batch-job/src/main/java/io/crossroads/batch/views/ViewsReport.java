package io.crossroads.batch.views;

import io.crossroads.layers.horizon.Horizon;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run of views has published.
 *
 * @param before the horizon before
 * @param after the horizon now; empty if there was nothing to publish
 * @param full whether the views were recomputed
 * @param offsets records, rejected ones among them, that the batch layer has gained
 * @param cells by rollup, the groups that were computed
 * @param ahead partitions whose append times are ahead of the present, for people; mostly none
 * @param duration of the whole run, without the start of Spark
 */
public record ViewsReport(
    Horizon before,
    Optional<Horizon> after,
    boolean full,
    long offsets,
    Map<String, Long> cells,
    List<String> ahead,
    Duration duration) {

  @Override
  public String toString() {
    return ahead.isEmpty() ? summary() : summary() + "\n" + String.join("\n", ahead);
  }

  private String summary() {
    String from = before.time().map(Instant::toString).orElse("nothing");
    if (after.isEmpty()) {
      return "views are up to " + from + "; nothing more is archived of every partition";
    }
    String counts =
        cells.entrySet().stream()
            .map(rollup -> String.format(Locale.ROOT, "%s=%,d", rollup.getKey(), rollup.getValue()))
            .collect(Collectors.joining(" "));
    return String.format(
        Locale.ROOT,
        "views %s from %s to %s: %,d records, cells %s, %.1f s",
        full ? "recomputed" : "moved",
        from,
        after.get().time().orElseThrow(),
        offsets,
        counts,
        duration.toMillis() / 1000.0);
  }
}
