package io.crossroads.batch.history;

import io.crossroads.batch.csv.LineFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one file.
 *
 * @param input the file's name
 * @param output the name of the Parquet object
 * @param formats what its times look like, as patterns
 * @param rows rows written
 * @param faults rejected lines by fault
 * @param took how long it took
 * @param failureMessage why it was not converted; null if it was
 * @param repeatable whether another run may convert it although nothing has been changed
 */
public record FileOutcome(
    String input,
    String output,
    List<String> formats,
    long rows,
    Map<LineFault, Long> faults,
    Duration took,
    String failureMessage,
    boolean repeatable) {

  static FileOutcome failed(SourceFile file, Duration took, String why, boolean repeatable) {
    return new FileOutcome(file.name(), "", List.of(), 0, Map.of(), took, why, repeatable);
  }

  /** Rejected lines, whatever the fault. */
  public long rejected() {
    return faults.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Why it was not converted. */
  public Optional<String> failure() {
    return Optional.ofNullable(failureMessage);
  }
}
