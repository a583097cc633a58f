package io.crossroads.serving.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP around endpoints and the files of the page: tags, compression, and problems where there is
 * no answer.
 */
public final class WebServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

  private static final int MOST_THREADS = 48;
  private static final int FEWEST_THREADS = 4;

  /** Browsers ask for it; programs, which would ask for a page by mistake only, do not. */
  private static final String HTML = "text/html";

  /** Below it answers change with the store alone; health is of the moment. */
  private static final String SHARED = "/api/";

  /** Bytes; a cursor and some conditions fit in. */
  private static final int LARGEST_HEADER = 32 * 1024;

  private final Javalin javalin;

  /**
   * Serves from now on.
   *
   * @param host the address to listen at
   * @param port its port; 0 for any that is free
   * @param changes follows changes, at a path of its own, and counts them
   * @param shareFor how long an answer is given again to others who ask the same
   */
  public static WebServer start(
      String host,
      int port,
      List<Endpoint> endpoints,
      byte[] description,
      LiveRoute changes,
      Duration shareFor) {
    SharedAnswers shared = new SharedAnswers(shareFor, changes::heard);
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, host, port);
              for (Endpoint endpoint : endpoints) {
                read(config, endpoint.path(), context -> answer(shared, endpoint, context));
              }
              read(
                  config,
                  "/openapi.json",
                  context -> send(context, 200, "application/json", description, Optional.empty()));
              read(config, changes.path(), changes);
              for (PageFile file : PageFile.all()) {
                String tag = WrittenAnswer.checksum(file.body());
                read(config, file.path(), context -> answer(file, tag, context));
              }
              handleFailures(config);
            });
    return new WebServer(javalin.start());
  }

  /** A handler at a path of its own, which says which parameters it knows. */
  public interface LiveRoute extends Handler {
    String path();

    /** How many changes of a pipeline, or of any, have been heard; negative while none can be. */
    long heard(Optional<String> pipeline);
  }

  private WebServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /** The port that it listens at. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private static void configure(JavalinConfig config, String host, int port) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.jetty.host = host;
    config.jetty.port = port;
    config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setRequestHeaderSize(LARGEST_HEADER);
        });
    config.jetty.modifyServer(server -> server.setErrorHandler(new RefusedRequests()));
    config.jetty.modifyServletContextHandler(
        context -> context.setErrorHandler(new RefusedRequests.InContext()));
  }

  private static void read(JavalinConfig config, String path, Handler handler) {
    config.routes.get(path, handler);
    config.routes.addHttpHandler(HandlerType.HEAD, path, handler);
  }

  private static void answer(SharedAnswers shared, Endpoint endpoint, Context context) {
    Request request =
        new Request(
            endpoint.parameters(),
            context.pathParamMap(),
            context.queryParamMap(),
            Optional.ofNullable(context.header("If-None-Match")));
    WrittenAnswer answer =
        endpoint.asksStore() && endpoint.path().startsWith(SHARED)
            ? shared.answer(endpoint, request, context.pathParamMap(), context.queryParamMap())
            : WrittenAnswer.of(endpoint.answer(request));
    String tag = "W/\"" + answer.tag() + "\"";
    if (request.holds(answer.tag())) {
      unchanged(context, tag);
    } else {
      send(context, answer.status(), "application/json", answer.body(), Optional.of(tag));
    }
  }

  private static void answer(PageFile file, String state, Context context) {
    if (file.isPage() && !Optional.ofNullable(context.header("Accept")).orElse("").contains(HTML)) {
      throw new ProblemException(Problem.noSuchPath(file.path()));
    }
    PageFile.HEADERS.forEach(context::header);
    String tag = "W/\"" + state + "\"";
    Request request =
        new Request(
            List.of(), Map.of(), Map.of(), Optional.ofNullable(context.header("If-None-Match")));
    if (request.holds(state)) {
      unchanged(context, tag);
    } else {
      send(context, 200, file.type(), file.body(), Optional.of(tag));
    }
  }

  private static void unchanged(Context context, String tag) {
    context.status(304).header("ETag", tag).header("Cache-Control", "no-cache");
    context.res().setContentType(null);
  }

  private static void send(
      Context context, int status, String type, byte[] body, Optional<String> tag) {
    context.status(status).contentType(type).header("Vary", "Accept-Encoding");
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Cache-Control", "no-cache");
    tag.ifPresent(value -> context.header("ETag", value));
    context.result(body);
  }

  private static void handleFailures(JavalinConfig config) {
    config.routes.exception(ProblemException.class, (e, context) -> send(context, e.problem()));
    config.routes.exception(
        NotFoundResponse.class, (e, context) -> send(context, Problem.noSuchPath(context.path())));
    config.routes.exception(
        MethodNotAllowedResponse.class,
        (e, context) -> {
          context.header("Allow", "GET, HEAD");
          send(context, Problem.method(context.req().getMethod()));
        });
    config.routes.exception(
        HttpResponseException.class,
        (e, context) -> send(context, Problem.badRequest(e.getStatus(), e.getMessage())));
    config.routes.exception(
        Exception.class,
        (e, context) -> {
          LOG.error("{} {}", context.method(), context.fullUrl(), e);
          send(context, Problem.defect());
        });
  }

  private static void send(Context context, Problem problem) {
    problem
        .retryAfter()
        .ifPresent(seconds -> context.header("Retry-After", Integer.toString(seconds)));
    send(
        context,
        problem.status(),
        Problem.MEDIA_TYPE,
        JsonText.bytes(problem.members()),
        Optional.empty());
  }
}
