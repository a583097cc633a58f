package io.crossroads.streaming;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.PipelineProvider;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.traffic.Traffic;
import java.util.List;

/** A pipeline that is found on the class path: traffic again, under names of its own. */
public final class Roads implements PipelineProvider {

  @Override
  public Pipeline pipeline() {
    Pipeline traffic = Traffic.pipeline();
    List<Rollup> rollups =
        traffic.rollups().stream()
            .map(
                rollup ->
                    new Rollup(
                        "roads_" + rollup.name(),
                        rollup.description(),
                        rollup.dimensions(),
                        rollup.window(),
                        rollup.measures()))
            .toList();
    return new Pipeline(
        "roads",
        "roads",
        1,
        1,
        traffic.schema(),
        traffic.formats(),
        traffic.archive(),
        rollups,
        List.of(),
        List.of(),
        null,
        traffic.simulators());
  }
}
