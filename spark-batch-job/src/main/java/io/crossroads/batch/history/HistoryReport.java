package io.crossroads.batch.history;

import java.time.Duration;
import java.util.List;

/**
 * What became of all files of a run.
 *
 * @param files in the order of their names
 * @param ignored names of what was in the input folder and is no CSV file
 * @param hidden names of CSV files that were left out as they begin with a point or an underscore
 * @param took how long the run took, from listing the input to its last object
 */
public record HistoryReport(
    List<FileOutcome> files, List<String> ignored, List<String> hidden, Duration took) {

  public HistoryReport {
    files = List.copyOf(files);
    ignored = List.copyOf(ignored);
    hidden = List.copyOf(hidden);
  }

  public long rows() {
    return files.stream().mapToLong(FileOutcome::rows).sum();
  }

  public long rejected() {
    return files.stream().mapToLong(FileOutcome::rejected).sum();
  }

  /** Those that were not converted. */
  public List<FileOutcome> failures() {
    return files.stream().filter(file -> file.failure().isPresent()).toList();
  }

  /** Whether the same run again would fail in the same files, until a person has changed them. */
  public boolean isFinal() {
    return !failures().isEmpty() && failures().stream().noneMatch(FileOutcome::repeatable);
  }
}
