package io.crossroads.layers.alert;

import io.crossroads.pipelines.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The episodes that readings make: a part joins every other of its entity that is at most the
 * alert's quiet time away. What comes out does not depend on the order of what goes in.
 */
public final class ReadingEpisodes {

  private record Subject(String alert, Map<String, Object> entity) {}

  private final Map<String, Duration> quiet = new HashMap<>();
  private final Map<Subject, TreeMap<Instant, ReadingEpisode>> bySubject = new HashMap<>();

  /** Without a reading yet. */
  public ReadingEpisodes(Collection<Alert.OnReading> alerts) {
    alerts.forEach(alert -> quiet.put(alert.name(), alert.quiet()));
  }

  /** Adds a reading, or a part of an episode. */
  public void add(ReadingEpisode part) {
    Duration reach = quiet.get(part.alert());
    TreeMap<Instant, ReadingEpisode> episodes =
        bySubject.computeIfAbsent(
            new Subject(part.alert(), part.entity()), subject -> new TreeMap<>());
    ReadingEpisode joined = part;
    Map.Entry<Instant, ReadingEpisode> before = episodes.floorEntry(part.first());
    if (before != null && !before.getValue().last().plus(reach).isBefore(part.first())) {
      episodes.remove(before.getKey());
      joined = before.getValue().and(joined);
    }
    Map.Entry<Instant, ReadingEpisode> after = episodes.ceilingEntry(joined.first());
    while (after != null && !joined.last().plus(reach).isBefore(after.getKey())) {
      episodes.remove(after.getKey());
      joined = joined.and(after.getValue());
      after = episodes.ceilingEntry(joined.first());
    }
    episodes.put(joined.first(), joined);
  }

  /** All episodes; those of one entity in the order of time. */
  public List<ReadingEpisode> all() {
    return bySubject.values().stream().flatMap(episodes -> episodes.values().stream()).toList();
  }
}
