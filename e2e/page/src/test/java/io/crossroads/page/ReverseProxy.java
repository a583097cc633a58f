package io.crossroads.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers below a prefix what another server answers at its root, and nothing anywhere else. */
final class ReverseProxy implements AutoCloseable {

  /** What HTTP sends from one hop to the next only. */
  private static final Set<String> OF_A_HOP =
      Set.of("connection", "transfer-encoding", "content-length", ":status");

  private final String prefix;
  private final URI target;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<String> strays = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  /**
   * Proxies from now on.
   *
   * @param prefix a path that begins and ends with a slash
   */
  ReverseProxy(String prefix, URI target) throws IOException {
    this.prefix = prefix;
    this.target = target;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::forward);
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + prefix);
  }

  /** What was asked for outside the prefix. */
  Queue<String> strays() {
    return strays;
  }

  private void forward(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestURI().toString();
    try (exchange) {
      if (!asked.startsWith(prefix)) {
        strays.add(asked);
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      HttpRequest.Builder request =
          HttpRequest.newBuilder(target.resolve("/" + asked.substring(prefix.length())));
      for (String name : Set.of("Accept", "Accept-Encoding", "If-None-Match", "Last-Event-ID")) {
        String value = exchange.getRequestHeaders().getFirst(name);
        if (value != null) {
          request.header(name, value);
        }
      }
      answer(exchange, client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, HttpResponse<InputStream> response)
      throws IOException {
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OF_A_HOP.contains(name)) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    boolean empty = response.statusCode() == 304;
    exchange.sendResponseHeaders(response.statusCode(), empty ? -1 : 0);
    if (empty) {
      return;
    }
    byte[] bytes = new byte[8_192];
    try (InputStream in = response.body();
        OutputStream out = exchange.getResponseBody()) {
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        out.write(bytes, 0, read);
        out.flush();
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
