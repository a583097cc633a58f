package io.crossroads.layers.alert;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.rollup.RollupStates;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.WindowStarts;
import io.crossroads.pipelines.schema.FieldType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which episodes the merged numbers of a rollup make. An episode is a longest run of windows that
 * meet an alert's conditions with fewer than {@code endsAfter} windows without between them. Only
 * windows that are over count: by the greatest append time, not by a clock of this machine, so that
 * a replay finds the same episodes.
 */
public final class EpisodeRule {

  private final Alert.OnRollup alert;
  private final RollupStates states;
  private final WindowStarts starts;

  /**
   * The rule of one alert.
   *
   * @param states of the rollup that the alert is on
   */
  public EpisodeRule(Alert.OnRollup alert, RollupStates states) {
    this.alert = alert;
    this.states = states;
    this.starts = new WindowStarts(states.rollup().window());
  }

  /** The alert. */
  public Alert.OnRollup alert() {
    return alert;
  }

  /** Whether a cell meets the conditions. */
  public boolean meets(Cell cell) {
    Map<String, Object> answers = states.answers(cell.states());
    return alert
        .when()
        .hold(
            condition -> {
              BigDecimal figure = figure(answers, condition);
              return figure != null
                  && condition
                      .comparison()
                      .holds(figure.compareTo(new BigDecimal(condition.value())));
            });
  }

  /**
   * Whether a window is over.
   *
   * @param start where it begins, microseconds since the epoch
   * @param now the greatest append time
   */
  public boolean isOver(long start, Instant now) {
    return starts.end(start) <= EpochMicros.micros(now);
  }

  /** The earliest window that could be of the same episode as one at {@code start}. */
  public Instant earlier(long start) {
    long reach = start;
    for (int i = 0; i < alert.endsAfter(); i++) {
      reach = starts.atOrBefore(reach - 1);
    }
    return EpochMicros.instant(reach);
  }

  /** The latest window that could be of the same episode as one at {@code start}. */
  public Instant later(long start) {
    long reach = start;
    for (int i = 0; i < alert.endsAfter(); i++) {
      reach = starts.next(reach);
    }
    return EpochMicros.instant(reach);
  }

  /**
   * From when on windows are whole, where events that were appended before a time have been
   * dropped: an event may be dated {@link FieldType.Time#MOST_AHEAD} later.
   *
   * @param floor events appended before it have been dropped; {@link Instant#EPOCH} if none have
   */
  public static Instant firstWholeWindow(Instant floor) {
    return floor.equals(Instant.EPOCH) ? floor : floor.plus(FieldType.Time.MOST_AHEAD);
  }

  /**
   * From when on episodes rest on whole windows alone: one that begins soon after the first whole
   * window may go on from one before.
   *
   * @param floor as of {@link #firstWholeWindow}
   */
  public Instant firstWholeEpisode(Instant floor) {
    Duration slide = states.rollup().window().slide();
    return floor.equals(Instant.EPOCH) ? floor : firstWholeWindow(floor).plus(grace()).plus(slide);
  }

  /** How long after its last window an episode has ended for good. */
  public Duration grace() {
    return states.rollup().window().slide().multipliedBy(alert.endsAfter());
  }

  /** A group as the entity that an episode is about: its values by dimension. */
  public Map<String, Object> entity(List<Object> group) {
    Map<String, Object> entity = new LinkedHashMap<>();
    for (int i = 0; i < group.size(); i++) {
      entity.put(states.rollup().dimensions().get(i), group.get(i));
    }
    return entity;
  }

  /**
   * The episodes of one group.
   *
   * @param met all its windows that are over and meet the conditions, in order
   * @param now the greatest append time
   */
  public List<RaisedAlert> episodes(List<Cell> met, Instant now) {
    List<RaisedAlert> episodes = new ArrayList<>();
    List<Cell> run = new ArrayList<>();
    for (Cell cell : met) {
      if (!run.isEmpty() && !follows(run.get(run.size() - 1), cell)) {
        episodes.add(episode(run, now));
        run.clear();
      }
      run.add(cell);
    }
    if (!run.isEmpty()) {
      episodes.add(episode(run, now));
    }
    return episodes;
  }

  /** Whether fewer than {@code endsAfter} windows lie between two. */
  private boolean follows(Cell one, Cell other) {
    return !other.windowStart().isAfter(later(EpochMicros.micros(one.windowStart())));
  }

  private RaisedAlert episode(List<Cell> run, Instant now) {
    Cell first = run.get(0);
    Cell last = run.get(run.size() - 1);
    Instant until = EpochMicros.instant(starts.end(EpochMicros.micros(last.windowStart())));
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("when", alert.when().texts());
    evidence.put("windows", run.size());
    evidence.put("first", figures(first));
    evidence.put("last", figures(last));
    boolean ended = !until.plus(grace()).isAfter(now);
    return new RaisedAlert(
        alert.name(),
        entity(first.dimensions()),
        first.windowStart(),
        until,
        ended ? until : null,
        alert.severity(),
        evidence);
  }

  private Map<String, Object> figures(Cell cell) {
    Map<String, Object> answers = states.answers(cell.states());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("window_start", cell.windowStart().toString());
    alert
        .when()
        .each()
        .forEach(condition -> figures.put(condition.name(), figure(answers, condition)));
    return figures;
  }

  /** A measure's figure; one of several percentiles is named as in {@code rt_ms.p95}. */
  private static BigDecimal figure(Map<String, Object> answers, Condition condition) {
    String[] path = condition.name().split("\\.", 2);
    Object answer = answers.get(path[0]);
    if (path.length == 2 && answer instanceof Map<?, ?> several) {
      answer = several.get(path[1]);
    }
    if (answer instanceof Long whole) {
      return BigDecimal.valueOf(whole);
    }
    return (BigDecimal) answer;
  }
}
