package io.crossroads.serving.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
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

  /** Bytes; a cursor and some conditions fit in. */
  private static final int LARGEST_HEADER = 32 * 1024;

  private final Javalin javalin;

  /**
   * Serves from now on.
   *
   * @param host the address to listen at
   * @param port its port; 0 for any that is free
   * @param changes follows changes, at a path of its own
   */
  public static WebServer start(
      String host, int port, List<Endpoint> endpoints, byte[] description, LiveRoute changes) {
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, host, port);
              for (Endpoint endpoint : endpoints) {
                read(config, endpoint.path(), context -> answer(endpoint, context));
              }
              read(
                  config,
                  "/openapi.json",
                  context -> send(context, 200, "application/json", description, Optional.empty()));
              read(config, changes.path(), changes);
              for (PageFile file : PageFile.all()) {
                String tag = checksum(file.body());
                read(config, file.path(), context -> answer(file, tag, context));
              }
              handleFailures(config);
            });
    return new WebServer(javalin.start());
  }

  /** A handler at a path of its own, which says which parameters it knows. */
  public interface LiveRoute extends Handler {
    String path();
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

  private static void answer(Endpoint endpoint, Context context) {
    Request request =
        new Request(
            endpoint.parameters(),
            context.pathParamMap(),
            context.queryParamMap(),
            Optional.ofNullable(context.header("If-None-Match")));
    Answer answer = endpoint.answer(request);
    byte[] body = answer.body().map(JsonText::bytes).orElse(new byte[0]);
    String state = answer.tag().orElseGet(() -> checksum(body));
    String tag = "W/\"" + state + "\"";
    if (answer.status() == 304 || request.holds(state)) {
      unchanged(context, tag);
    } else {
      send(context, answer.status(), "application/json", body, Optional.of(tag));
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

  private static String checksum(byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body);
    return HexFormat.of().toHexDigits((int) crc.getValue()) + "-" + body.length;
  }
}
