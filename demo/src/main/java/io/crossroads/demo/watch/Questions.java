package io.crossroads.demo.watch;

import io.crossroads.demo.setup.ServingPort;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Commands that ask for numbers; they work as they are printed, while everything runs.
 *
 * @param address where answers are served
 * @param pipelines that can be asked about
 */
public record Questions(URI address, List<Pipeline> pipelines) {

  /** A few for the beginning. */
  List<String> first() {
    return Stream.concat(pipelines.stream().map(this::newest), Stream.of(query())).toList();
  }

  /** Those that have an answer when everything is there. */
  public List<String> all() {
    List<String> all = new ArrayList<>();
    for (Pipeline pipeline : pipelines) {
      String path = "/api/v1/pipelines/" + pipeline.name();
      all.add(newest(pipeline));
      if (pipeline.schema().entity().isPresent()) {
        all.add(curl(path + "/latest"));
      }
      if (!pipeline.analyses().isEmpty()) {
        all.add(curl(path + "/analyses/" + pipeline.analyses().get(0).name()));
      }
    }
    all.add(query());
    return all;
  }

  /** The newest windows of a pipeline's first rollup, over all groups: a count and a mean. */
  private String newest(Pipeline pipeline) {
    Rollup rollup = pipeline.rollups().get(0);
    String measures =
        Stream.of(Measure.Kind.COUNT, Measure.Kind.MEAN)
            .flatMap(
                kind ->
                    rollup.measures().stream().filter(measure -> measure.kind() == kind).limit(1))
            .map(Measure::name)
            .collect(Collectors.joining(","));
    return curl(
        String.format(
            Locale.ROOT,
            "/api/v1/query?rollup=%s&dimensions=&measures=%s&order=-window_start",
            rollup.name(),
            measures));
  }

  private String curl(String path) {
    return String.format(Locale.ROOT, "curl '%s:%d%s'", address.getHost(), address.getPort(), path);
  }

  private String query() {
    String elsewhere = address.getPort() == ServingPort.USUAL ? "" : " --url " + address;
    return "bin/crossroads query " + pipelines.get(0).rollups().get(0).name() + elsewhere;
  }
}
