package io.crossroads.streaming.speed;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.streaming.source.AppendTimeCheck;
import java.io.Serializable;

/**
 * What tasks of the speed query need to know, the same for all batches.
 *
 * @param pipelineName a registered pipeline; its code cannot be sent, its name can
 * @param maxBytes most bytes of a record
 * @param maxDepth most levels of a record
 * @param appendTimes what becomes of records without an append time
 */
record SpeedTaskSettings(
    String pipelineName, int maxBytes, int maxDepth, AppendTimeCheck appendTimes)
    implements Serializable {

  static SpeedTaskSettings of(Pipeline pipeline, Limits limits, AppendTimeCheck appendTimes) {
    return new SpeedTaskSettings(
        pipeline.name(), limits.maxBytes(), limits.maxDepth(), appendTimes);
  }

  Pipeline pipeline() {
    return Pipelines.named(pipelineName);
  }

  Limits limits() {
    return new Limits(maxBytes, maxDepth);
  }
}
