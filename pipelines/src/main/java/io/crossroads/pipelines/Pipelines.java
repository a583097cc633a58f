package io.crossroads.pipelines;

import io.crossroads.pipelines.environment.Environment;
import io.crossroads.pipelines.iot.Iot;
import io.crossroads.pipelines.logs.Logs;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.traffic.Traffic;
import io.crossroads.pipelines.transactions.Transactions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The pipelines of this platform. A new one is a package beside this class and a line here, or a
 * JAR with a {@link PipelineProvider} in the folder that {@code CROSSROADS_PLUGINS} names, or on
 * the class path. The first use of this class throws a {@link ServiceConfigurationError} that names
 * the JAR if one cannot be used: a platform without a pipeline that it is given would say of its
 * events and numbers that they do not exist.
 */
public final class Pipelines {

  private static final List<Pipeline> ALL =
      withProvided(
          List.of(
              Traffic.pipeline(),
              Logs.pipeline(),
              Iot.pipeline(),
              Environment.pipeline(),
              Transactions.pipeline()));

  private Pipelines() {}

  private static List<Pipeline> withProvided(List<Pipeline> here) {
    List<Pipeline> all = new ArrayList<>(here);
    ServiceLoader.load(PipelineProvider.class, Pipelines.class.getClassLoader()).stream()
        .map(provider -> provider.get().pipeline())
        .sorted(Comparator.comparing(Pipeline::name))
        .forEach(all::add);
    return withPlugins(distinct(all), PluginFolder.ofEnvironment());
  }

  /**
   * The pipelines, and those of a folder.
   *
   * @throws ServiceConfigurationError if a JAR of it cannot be used; names the JAR and what to do
   */
  static List<Pipeline> withPlugins(List<Pipeline> pipelines, Optional<PluginFolder> folder) {
    List<Pipeline> all = pipelines;
    for (PluginJar jar : folder.map(PluginFolder::jars).orElse(List.of())) {
      List<Pipeline> more = new ArrayList<>(all);
      more.addAll(jar.pipelines());
      try {
        all = distinct(more);
      } catch (IllegalArgumentException e) {
        throw jar.unusable(e.getMessage(), e);
      }
    }
    return all;
  }

  /** All pipelines, in the order of their registration; those of other JARs last. */
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

  /**
   * Pipelines that can live beside each other: no two have a name, a topic, a table of a bucket or
   * a rollup in common.
   *
   * @throws IllegalArgumentException naming what two have in common, and both
   */
  static List<Pipeline> distinct(List<Pipeline> pipelines) {
    Map<String, Pipeline> owners = new HashMap<>();
    for (Pipeline pipeline : pipelines) {
      claim(owners, "name " + pipeline.name(), pipeline);
      claim(owners, "topic " + pipeline.topic(), pipeline);
      for (String table : PipelineRules.tables(pipeline.archive())) {
        claim(owners, "table " + pipeline.archive().bucket() + "/" + table, pipeline);
      }
      pipeline.rows().ifPresent(rows -> claim(owners, "row table " + rows.name(), pipeline));
      for (Rollup rollup : pipeline.rollups()) {
        claim(owners, "rollup " + rollup.name(), pipeline);
      }
    }
    return List.copyOf(pipelines);
  }

  private static void claim(Map<String, Pipeline> owners, String what, Pipeline pipeline) {
    Pipeline other = owners.putIfAbsent(what, pipeline);
    if (other != null) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "pipelines '%s' and '%s' both have %s; give one of them another name",
              other,
              pipeline,
              what));
    }
  }
}
