package io.crossroads.pipelines.traffic;

import io.crossroads.pipelines.analysis.Analysis;
import java.util.List;

/** What the batch layer answers about traffic. */
final class TrafficAnalyses {

  private TrafficAnalyses() {}

  static List<Analysis> all() {
    return List.of();
  }
}
