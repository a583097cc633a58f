package io.crossroads.serving.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Tells of requests that the web server refuses itself, such as paths that can be read two ways.
 */
final class RefusedRequests extends ErrorHandler {

  /** The same for requests that have come as far as the servlet context. */
  static final class InContext extends org.eclipse.jetty.ee10.servlet.ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      return answer(request, response, callback);
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    return answer(request, response, callback);
  }

  private static boolean answer(Request request, Response response, Callback callback) {
    Object reason = request.getAttribute(ERROR_MESSAGE);
    Problem problem =
        Problem.badRequest(
            response.getStatus(),
            reason == null ? "the web server cannot read it" : reason.toString());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.write(true, ByteBuffer.wrap(JsonText.bytes(problem.members())), callback);
    return true;
  }
}
