package io.crossroads.serving.api;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.serving.read.ReadPool;
import io.crossroads.serving.web.Parameter;
import io.crossroads.store.RollupTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What can be asked about: the declarations, and where their numbers are.
 *
 * @param pipelines the pipelines that are served
 * @param store where their numbers are
 */
public record Catalogue(List<Pipeline> pipelines, ReadPool store) {

  private static final int DEFAULT_LIMIT = 1_000;

  public Catalogue {
    pipelines = List.copyOf(pipelines);
  }

  /** The parameter that names a pipeline. */
  Parameter<String> pipelineParameter() {
    return Parameter.oneOf(
        "pipeline", pipelines.stream().map(Pipeline::name).toList(), "The pipeline's name");
  }

  /** The parameter that names a rollup. */
  Parameter<String> rollupParameter() {
    return Parameter.oneOf("rollup", List.copyOf(tables().keySet()), "The rollup's name");
  }

  /** How many rows a page may have. */
  Parameter<Integer> limitParameter() {
    int most = store.limits().rows();
    return Parameter.whole("limit", 1, most, "Most rows of a page").withDefault(defaultLimit());
  }

  int defaultLimit() {
    return Math.min(DEFAULT_LIMIT, store.limits().rows());
  }

  /** The pipeline of a name that is known. */
  Pipeline pipeline(String name) {
    return pipelines.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  /** The tables of all rollups by name, in the order of their declaration. */
  Map<String, RollupTable> tables() {
    return pipelines.stream()
        .flatMap(pipeline -> RollupTable.of(pipeline).stream())
        .collect(
            Collectors.toMap(
                table -> table.rollup().name(),
                Function.identity(),
                (one, other) -> {
                  throw new IllegalArgumentException(
                      String.format(
                          Locale.ROOT, "two rollups are named '%s'", one.rollup().name()));
                },
                LinkedHashMap::new));
  }
}
