package io.crossroads.serving.api;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.serving.web.Endpoint;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.ProblemException;
import io.crossroads.serving.web.Request;
import java.util.Optional;

/** An endpoint of one pipeline, which its path names: only that one's commits change an answer. */
interface PipelineScoped extends Endpoint {

  Catalogue catalogue();

  /** The parameter of the path that names it. */
  Parameter<String> pipeline();

  @Override
  default Optional<String> pipeline(Request request) {
    return Optional.of(request.required(pipeline()));
  }

  /**
   * The pipeline that a request is about.
   *
   * @throws ProblemException if there is none of the name
   */
  default Pipeline asked(Request request) {
    return catalogue().pipeline(request.required(pipeline()));
  }
}
