package io.crossroads.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossroads.layers.alert.Extremes;
import io.crossroads.layers.alert.ReadingEpisode;
import io.crossroads.pipelines.alert.Alert;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of an episode of readings as JSON: how many there are, and the least and the greatest
 * value; of an alert on several measures those of each, and what the alert is raised for, so that
 * one sees which of them it was.
 */
public final class ReadingEvidence {

  private static final String MEASURES = "measures";
  private static final String LEAST = "least";
  private static final String GREATEST = "greatest";

  private ReadingEvidence() {}

  static Map<String, Object> of(Alert.OnReading alert, ReadingEpisode episode) {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("readings", episode.readings());
    if (alert.fields().size() == 1 && !episode.extremes().get(0).isNone()) {
      evidence.put("field", alert.fields().get(0));
      evidence.putAll(range(episode.extremes().get(0)));
    } else if (alert.fields().size() > 1) {
      Map<String, Object> measures = new LinkedHashMap<>();
      for (int i = 0; i < alert.fields().size(); i++) {
        if (!episode.extremes().get(i).isNone()) {
          measures.put(alert.fields().get(i), range(episode.extremes().get(i)));
        }
      }
      evidence.put(
          "when", alert.levels().stream().flatMap(l -> l.when().texts().stream()).toList());
      evidence.put(MEASURES, measures);
    }
    return evidence;
  }

  private static Map<String, Object> range(Extremes extremes) {
    Map<String, Object> range = new LinkedHashMap<>();
    range.put(LEAST, extremes.least());
    range.put(GREATEST, extremes.greatest());
    return range;
  }

  /** The extremes of the fields of an alert, in their order, that stored evidence tells. */
  public static List<Extremes> extremes(Alert.OnReading alert, JsonNode evidence) {
    return alert.fields().stream()
        .map(field -> alert.fields().size() == 1 ? evidence : evidence.path(MEASURES).path(field))
        .map(
            range ->
                range.path(LEAST).isNumber()
                    ? new Extremes(
                        range.path(LEAST).decimalValue(), range.path(GREATEST).decimalValue())
                    : Extremes.NONE)
        .toList();
  }
}
