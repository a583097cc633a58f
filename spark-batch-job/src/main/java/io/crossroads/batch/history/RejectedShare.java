package io.crossroads.batch.history;

import io.crossroads.batch.csv.LineFault;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many rejected lines a file may have. A few broken lines are everyday life; if many are, the
 * file is another one than is thought, and the object of yesterday is better than one of what is
 * left. A file that gives no row has failed in any case.
 *
 * @param most the greatest share of lines, 0 to 1
 */
public record RejectedShare(double most) {

  /**
   * One line in ten: more says that the file is read in a wrong way, less that lines are broken.
   */
  public static final RejectedShare DEFAULT = new RejectedShare(0.1);

  /** One line may always be broken, however short the file is. */
  private static final long ALWAYS = 1;

  public RejectedShare {
    if (!(most >= 0 && most <= 1)) {
      throw new IllegalArgumentException("a share is 0 to 1, not " + most);
    }
  }

  /** Whether a file with so many rows out of so many lines has failed. */
  boolean isExceeded(long rows, long lines) {
    long rejected = lines - rows;
    return rejected > 0 && (rows == 0 || rejected > Math.max(ALWAYS, most * lines));
  }

  /** Why the file has failed. */
  String message(long rows, Map<LineFault, Long> faults, String rejectedFile) {
    long rejected = faults.values().stream().mapToLong(Long::longValue).sum();
    String reasons =
        faults.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(
                fault ->
                    String.format(Locale.ROOT, "%s %,d", fault.getKey().label(), fault.getValue()))
            .collect(Collectors.joining(", "));
    return rows == 0
        ? String.format(
            Locale.ROOT,
            "none of its %,d lines gives a row (%s): see %s; an earlier object stays as it is",
            rejected,
            reasons,
            rejectedFile)
        : String.format(
            Locale.ROOT,
            "%,d of its %,d lines are rejected (%s), more than the share of %s that"
                + " --max-rejected-share allows: see %s; an earlier object stays as it is",
            rejected,
            rejected + rows,
            reasons,
            most,
            rejectedFile);
  }
}
