package io.crossroads.producer.broker;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Finds the pipeline of a name. */
public final class PipelineConverter implements ITypeConverter<Pipeline> {

  @Override
  public Pipeline convert(String name) {
    try {
      return Pipelines.named(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
