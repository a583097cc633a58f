package io.crossroads.streaming.source;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.Limits;
import java.io.Serializable;

/**
 * What tasks need to know to read the records of a topic, the same in both layers.
 *
 * @param pipelineName a registered pipeline; its code cannot be sent, its name can
 * @param maxBytes most bytes of a record
 * @param maxDepth most levels of a record
 * @param appendTimes what becomes of records without an append time
 */
public record DecoderSettings(
    String pipelineName, int maxBytes, int maxDepth, AppendTimeCheck appendTimes)
    implements Serializable {

  /** Those of a pipeline. */
  public static DecoderSettings of(Pipeline pipeline, Limits limits, AppendTimeCheck appendTimes) {
    return new DecoderSettings(pipeline.name(), limits.maxBytes(), limits.maxDepth(), appendTimes);
  }

  /** The pipeline, as this process has it registered. */
  public Pipeline pipeline() {
    return Pipelines.named(pipelineName);
  }

  /** A decoder for one thread. */
  public EventDecoder decoder() {
    return pipeline().decoder(new Limits(maxBytes, maxDepth));
  }

  /** A record for a decoder to fill again and again. */
  public TopicRecord record(EventDecoder decoder) {
    return new TopicRecord(decoder.newRow(), appendTimes);
  }
}
