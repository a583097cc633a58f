package io.crossroads.pipelines;

import io.crossroads.pipelines.traffic.Traffic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * The pipelines of this platform. A new one is a package beside this class and a line here, or a
 * JAR on the class path with a {@link PipelineProvider}.
 */
public final class Pipelines {

  private static final List<Pipeline> ALL = withProvided(List.of(Traffic.pipeline()));

  private Pipelines() {}

  private static List<Pipeline> withProvided(List<Pipeline> here) {
    List<Pipeline> all = new ArrayList<>(here);
    ServiceLoader.load(PipelineProvider.class, Pipelines.class.getClassLoader()).stream()
        .map(provider -> provider.get().pipeline())
        .sorted(Comparator.comparing(Pipeline::name))
        .forEach(all::add);
    Set<String> names = new HashSet<>();
    for (Pipeline pipeline : all) {
      if (!names.add(pipeline.name())) {
        throw new IllegalStateException(
            "two pipelines are named '" + pipeline.name() + "': give one of them another name");
      }
    }
    return List.copyOf(all);
  }

  /** All pipelines, in the order of their registration; those of other JARs last, by name. */
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
