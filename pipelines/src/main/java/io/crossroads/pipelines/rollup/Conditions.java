package io.crossroads.pipelines.rollup;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What must hold: every condition of at least one group, such as {@code status >= 500 or method =
 * POST and status = 404}. Without a group, nothing is asked and everything meets it.
 *
 * @param groups any of which suffices; none is empty
 */
public record Conditions(List<List<Condition>> groups) {

  /** Asks for nothing. */
  public static final Conditions NONE = new Conditions(List.of());

  public Conditions {
    groups = groups.stream().map(List::copyOf).toList();
    if (groups.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException(
          "one of several groups of conditions is empty, so that everything meets it: "
              + groups
              + "; leave out the others, or this one");
    }
  }

  /** Every one of several conditions; nothing is asked where there is none. */
  public static Conditions allOf(List<Condition> conditions) {
    return conditions.isEmpty() ? NONE : new Conditions(List.of(conditions));
  }

  /** Every one of several conditions; nothing is asked where there is none. */
  public static Conditions allOf(Condition... conditions) {
    return allOf(List.of(conditions));
  }

  /** Any of several groups, each with at least one condition. */
  public static Conditions anyOf(Conditions... several) {
    if (several.length == 0 || Arrays.stream(several).anyMatch(Conditions::isEmpty)) {
      throw new IllegalArgumentException(
          "any of "
              + Arrays.toString(several)
              + ": each needs a condition, as everything meets none");
    }
    return new Conditions(Arrays.stream(several).flatMap(one -> one.groups.stream()).toList());
  }

  /** Whether nothing is asked. */
  public boolean isEmpty() {
    return groups.isEmpty();
  }

  /** Whether it is met, given which single conditions hold. */
  public boolean hold(Predicate<Condition> holds) {
    return groups.isEmpty() || groups.stream().anyMatch(group -> group.stream().allMatch(holds));
  }

  /** Every condition that is named, each once, in the order of the groups. */
  public Set<Condition> each() {
    return groups.stream()
        .flatMap(List::stream)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The conditions of each group as text, for those who read JSON. */
  public List<List<String>> texts() {
    return groups.stream().map(group -> group.stream().map(Condition::toString).toList()).toList();
  }

  /** As people read it; empty if nothing is asked. */
  @Override
  public String toString() {
    return groups.stream()
        .map(group -> group.stream().map(Condition::toString).collect(Collectors.joining(" and ")))
        .collect(Collectors.joining(" or "));
  }
}
