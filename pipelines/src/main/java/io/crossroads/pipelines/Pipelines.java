package io.crossroads.pipelines;

import io.crossroads.pipelines.traffic.Traffic;
import java.util.List;

/** The pipelines of this platform. A new one is a package beside this class and a line here. */
public final class Pipelines {

  private static final List<Pipeline> ALL = List.of(Traffic.pipeline());

  private Pipelines() {}

  /** All pipelines, in the order of their registration. */
  public static List<Pipeline> all() {
    return ALL;
  }

  /**
   * The pipeline of a name.
   *
   * @throws IllegalArgumentException if there is none; names those that exist
   */
  public static Pipeline named(String name) {
    return ALL.stream()
        .filter(pipeline -> pipeline.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no pipeline '"
                        + name
                        + "'; there are "
                        + ALL.stream().map(Pipeline::name).toList()));
  }
}
