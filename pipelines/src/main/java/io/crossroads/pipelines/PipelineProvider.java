package io.crossroads.pipelines;

/**
 * Declares a pipeline that is in a JAR of its own. The JAR names its class, which needs a public
 * constructor without arguments, in {@code
 * META-INF/services/io.crossroads.pipelines.PipelineProvider}.
 *
 * @see java.util.ServiceLoader
 */
public interface PipelineProvider {

  /** The declaration; the same with every call. */
  Pipeline pipeline();
}
