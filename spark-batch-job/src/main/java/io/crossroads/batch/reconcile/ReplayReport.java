package io.crossroads.batch.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was found of rejected records that went through their topic again.
 *
 * @param replayed how many were sent again; the sum of the next four
 * @param archived how many of them are events now
 * @param rejected how many were rejected again, each a row of its own
 * @param waiting how many the archive has not reached yet
 * @param lost how many went with a topic that was recreated before the archive reached them
 * @param interrupted how many are chosen; whether they were sent, the next run finds out
 * @param refused how many the broker did not take
 * @param unknown how many of which nobody can tell any more whether they were sent
 * @param findings what does not fit together; some of it, for people
 */
public record ReplayReport(
    long replayed,
    long archived,
    long rejected,
    long waiting,
    long lost,
    long interrupted,
    long refused,
    long unknown,
    List<String> findings) {

  /** Whether each is where it is said to be. */
  @JsonProperty
  public boolean exact() {
    return findings.isEmpty();
  }

  /** Whether there is nothing to tell. */
  boolean isEmpty() {
    return replayed + interrupted + refused + unknown == 0 && exact();
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>(findings);
    if (!exact()) {
      lines.add("NOT EXACT: " + findings.size() + " findings of replayed records");
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d rejected records were replayed: of them %,d archived, %,d rejected again, %,d waiting",
            replayed,
            archived,
            rejected,
            waiting));
    addIf(lost, "%,d of them went with a topic that was recreated", lines);
    addIf(
        interrupted,
        "%,d are of a run that was interrupted: the next one goes on with them",
        lines);
    addIf(refused, "%,d were refused by the broker", lines);
    addIf(unknown, "%,d are not known to have been sent, and are not sent again", lines);
    return String.join("\n", lines);
  }

  private static void addIf(long count, String format, List<String> lines) {
    if (count > 0) {
      lines.add(String.format(Locale.ROOT, format, count));
    }
  }
}
