package io.crossroads.batch.replay;

import io.crossroads.layers.position.RecordPosition;
import io.crossroads.pipelines.decode.Rejection;
import io.crossroads.store.ReplayState;
import io.crossroads.store.Replays;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Tells those of the chosen records that are to be sent from the others, which it counts. */
final class Candidates {

  private final Replays replays;
  private final Function<RejectedRecord, Optional<Rejection>> rules;
  private final ReplayCounts counts;

  /**
   * Candidates of a run.
   *
   * @param rules why a record would be rejected again
   */
  Candidates(
      Replays replays, Function<RejectedRecord, Optional<Rejection>> rules, ReplayCounts counts) {
    this.replays = replays;
    this.rules = rules;
    this.counts = counts;
  }

  /** Those that were not sent before, or were refused, and are valid now. */
  List<RejectedRecord> among(List<RejectedRecord> chosen) throws SQLException {
    counts.chosen += chosen.size();
    Map<RecordPosition, ReplayState> states =
        replays.states(chosen.stream().map(RejectedRecord::position).toList());
    List<RejectedRecord> candidates = new ArrayList<>();
    for (RejectedRecord record : chosen) {
      if (states.getOrDefault(record.position(), ReplayState.REFUSED) != ReplayState.REFUSED) {
        counts.before++;
        continue;
      }
      Optional<Rejection> again = rules.apply(record);
      if (again.isPresent()) {
        counts.stillInvalid.merge(again.get().toString(), 1L, Long::sum);
      } else {
        candidates.add(record);
      }
    }
    return candidates;
  }
}
