package io.crossroads.batch.replay;

import java.util.Map;
import java.util.TreeMap;

/** What a run has done; grows while it runs. */
final class ReplayCounts {

  /** Rejected records that were chosen. */
  long chosen;

  /** Those of them that went through the topic before, in this run or an earlier one. */
  long before;

  /** Those that are in the topic again by this run. */
  long sent;

  /** Of an earlier run that was interrupted: those that it had sent. */
  long recovered;

  /** Of an earlier run: those that nobody can tell of any more. */
  long unknown;

  /** Those that the broker takes no record of the size of. */
  long refused;

  /** Those that would be rejected again, by reason and field. */
  final Map<String, Long> stillInvalid = new TreeMap<>();

  long stillInvalid() {
    return stillInvalid.values().stream().mapToLong(Long::longValue).sum();
  }
}
