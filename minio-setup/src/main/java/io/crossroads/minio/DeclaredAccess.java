package io.crossroads.minio;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.history.HistoryLayout;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The buckets and rights that follow from what pipelines declare. The streaming job writes where
 * events are archived; the batch jobs write history, and answers in the folder {@code analytics} of
 * either; the reader reads all of it. Nobody has a right to any other bucket.
 *
 * @param buckets those that the pipelines name, each once
 * @param policies one for each account, under its name
 */
record DeclaredAccess(List<Bucket> buckets, List<Policy> policies) {

  /** How long an object of history that a rerun replaced can be had back. */
  private static final int KEEP_REPLACED_DAYS = 7;

  private static final String ANALYTICS = "/analytics";

  /** What a platform of these pipelines needs. */
  static DeclaredAccess of(List<Pipeline> pipelines) {
    Set<String> archives = new LinkedHashSet<>();
    Set<String> histories = new LinkedHashSet<>();
    for (Pipeline pipeline : pipelines) {
      archives.add(pipeline.archive().bucket());
      pipeline.history().map(HistoryLayout::bucket).ifPresent(histories::add);
    }
    return new DeclaredAccess(
        buckets(archives, histories),
        List.of(
            new Policy("streaming", new Grants().toWrite(archives, "").json()),
            new Policy(
                "batch",
                new Grants()
                    .toRead(archives)
                    .toWrite(archives, ANALYTICS)
                    .toWrite(histories, "")
                    .json()),
            new Policy("reader", new Grants().toRead(union(archives, histories)).json())));
  }

  /** Tables keep their own earlier versions; of objects without any, the bucket does. */
  private static List<Bucket> buckets(Set<String> archives, Set<String> histories) {
    List<Bucket> buckets = new ArrayList<>();
    for (String name : union(archives, histories)) {
      buckets.add(new Bucket(name, archives.contains(name) ? 0 : KEEP_REPLACED_DAYS));
    }
    return List.copyOf(buckets);
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new LinkedHashSet<>(some);
    all.addAll(others);
    return all;
  }
}
