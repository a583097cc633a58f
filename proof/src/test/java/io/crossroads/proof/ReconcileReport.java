package io.crossroads.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.embedded.TiedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assertions;

/**
 * What {@code reconcile} reports of one pipeline: the records of its topic and where they are, and
 * the cells of its merged answers.
 */
record ReconcileReport(JsonNode json) {

  /** The layers catch up while the looks last, each of which takes several seconds. */
  private static final int LOOKS = 5;

  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  /**
   * Looks until archive and cells have so many records, which they need not have at the first look.
   */
  static ReconcileReport covering(Platform platform, long records, String... further)
      throws Exception {
    return new ReconcileReport(
        report(platform, json -> new ReconcileReport(json).covers(records), further));
  }

  /**
   * The same of several pipelines, each under its name.
   *
   * @param complete whether a report covers all that was sent
   * @return the last report, whether it does or not
   */
  static JsonNode report(Platform platform, Predicate<JsonNode> complete, String... further)
      throws Exception {
    Path file = platform.file("reconciled.json");
    JsonNode json = null;
    for (int look = 0; look < LOOKS && (json == null || !complete.test(json)); look++) {
      TiedProcess reconcile = platform.reconcile(file, further);
      int code = reconcile.await(TIMEOUT).orElse(-1);
      Assertions.assertEquals(0, code, () -> Platform.output(reconcile));
      json = new ObjectMapper().readTree(file.toFile());
    }
    return json;
  }

  /** Whether the archive and the cells have so many records. */
  boolean covers(long records) {
    return Math.min(rows(), records()) >= records;
  }

  /** Whether every record is in the archive or rejected, once. */
  boolean exact() {
    return json.path("exact").asBoolean();
  }

  /** Records that both layers count. */
  long records() {
    return json.path("cells").path("records").asLong();
  }

  long cells() {
    return json.path("cells").path("cells").asLong();
  }

  /** Cells in which the merged answer is not what the archive gives; -1 if none was compared. */
  long differ() {
    return json.path("cells").path("differ").asLong(-1);
  }

  long archived() {
    return total("archived");
  }

  long rejected() {
    return total("rejected");
  }

  /** Records of the topic that are archived or rejected. */
  long rows() {
    return archived() + rejected();
  }

  private long total(String figure) {
    long total = 0;
    for (JsonNode partition : json.path("partitions")) {
      total += partition.path(figure).asLong();
    }
    return total;
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
