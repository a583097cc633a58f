package io.crossroads.streaming;

import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.PipelineProvider;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.traffic.Traffic;

/** A pipeline that is found on the class path: traffic again, under names of its own. */
public final class Roads implements PipelineProvider {

  @Override
  public Pipeline pipeline() {
    Pipeline traffic = Traffic.pipeline();
    ArchiveLayout archive = traffic.archive();
    Rollup[] rollups =
        traffic.rollups().stream()
            .map(
                rollup ->
                    new Rollup(
                        "roads_" + rollup.name(),
                        rollup.description(),
                        rollup.dimensions(),
                        rollup.window(),
                        rollup.measures()))
            .toArray(Rollup[]::new);
    return Pipeline.named("roads")
        .topic("roads", 1)
        .schema(traffic.schema())
        .archive(
            new ArchiveLayout("roads-data", archive.table(), archive.every(), archive.partitions()))
        .rollups(rollups)
        .simulator(traffic.simulators())
        .build();
  }
}
