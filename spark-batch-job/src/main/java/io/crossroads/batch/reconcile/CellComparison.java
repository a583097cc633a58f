package io.crossroads.batch.reconcile;

import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.rollup.RollupStates;
import io.crossroads.layers.rollup.Sketches;
import io.crossroads.layers.rollup.StateColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Compares the cells of one rollup, those of each layer with what the archive says of it. */
final class CellComparison {

  /** A group and window. */
  private record Key(Object windowStart, List<Object> dimensions) {
    static Key of(Cell cell) {
      return new Key(cell.windowStart(), cell.dimensions().stream().map(Key::comparable).toList());
    }

    /** Decimals are equal whatever zeros they end with; a list of the stream's may hold nulls. */
    private static Object comparable(Object dimension) {
      return dimension instanceof BigDecimal number ? number.stripTrailingZeros() : dimension;
    }
  }

  private final RollupStates rollup;
  private final int mostExamples;
  private final Map<String, Map<Key, List<Object>>> wanted = new HashMap<>();
  private final Set<Key> cells = new HashSet<>();
  private final Set<Key> differing = new HashSet<>();
  private final List<String> examples = new ArrayList<>();

  CellComparison(RollupStates rollup, int mostExamples) {
    this.rollup = rollup;
    this.mostExamples = mostExamples;
  }

  /** Notes a cell that a layer must hold. */
  void want(String layer, Cell cell) {
    wanted.computeIfAbsent(layer, none -> new HashMap<>()).put(Key.of(cell), cell.states());
  }

  /** Compares a cell that a layer holds. */
  void found(String layer, Cell cell) {
    Key key = Key.of(cell);
    compare(layer, key, cell.states(), wanted.getOrDefault(layer, Map.of()).get(key));
    wanted.getOrDefault(layer, new HashMap<>()).remove(key);
  }

  /** All cells that a layer holds have been compared. */
  void end(String layer) {
    wanted
        .getOrDefault(layer, Map.of())
        .forEach((key, states) -> compare(layer, key, null, states));
  }

  /** How many groups and windows one of the sides has. */
  long cells() {
    return cells.size();
  }

  /** How many of them are not the same on both. */
  long differ() {
    return differing.size();
  }

  /** Some that differ, for people. */
  List<String> examples() {
    return examples;
  }

  private void compare(String layer, Key key, List<Object> found, List<Object> right) {
    cells.add(key);
    if (found != null && right != null && same(found, right)) {
      return;
    }
    differing.add(key);
    if (examples.size() < mostExamples) {
      examples.add(
          String.format(
              Locale.ROOT,
              "%s %s %s: the archive says %s, the %s layer holds %s",
              rollup.rollup().name(),
              key.windowStart(),
              key.dimensions(),
              right == null ? "nothing" : rollup.answers(right),
              layer,
              found == null ? "nothing" : rollup.answers(found)));
    }
  }

  private boolean same(List<Object> found, List<Object> right) {
    List<StateColumn> states = rollup.columns();
    for (int i = 0; i < states.size(); i++) {
      Object one = found.get(i);
      Object other = right.get(i);
      boolean same =
          states.get(i).part().isSketch()
              ? Sketches.agree(states.get(i).part(), (byte[]) one, (byte[]) other)
              : sameNumber(one, other);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameNumber(Object one, Object other) {
    return one instanceof BigDecimal first && other instanceof BigDecimal second
        ? first.compareTo(second) == 0
        : Objects.equals(one, other);
  }
}
