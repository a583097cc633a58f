package io.crossroads.serving.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page as a browser fetches it. */
class PageTest {

  private static final Path SOURCES = Path.of("src", "main", "web");

  /** What a file says that it needs: attributes of HTML, and imports of modules. */
  private static final Pattern NEEDED =
      Pattern.compile(
          "(?:<link[^>]*? href=|<script[^>]*? src=)\"([^\"]+)\""
              + "|(?:from |import |import\\()'(\\.[^']+)'");

  private static final Pattern INLINE =
      Pattern.compile("<style|<script(?![^>]*src=)|\\s(style|on[a-z]+)=[\"']");

  private static final Pattern MARKUP_FROM_TEXT =
      Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|unsafe|\\beval\\b|document\\.write");

  private static WebServer server;

  private static final class NoChanges implements WebServer.LiveRoute {
    @Override
    public long heard(Optional<String> pipeline) {
      return 0;
    }

    @Override
    public String path() {
      return "/api/v1/changes";
    }

    @Override
    public void handle(Context context) {
      context.status(204);
    }
  }

  @BeforeAll
  static void start() {
    server =
        WebServer.start("127.0.0.1", 0, List.of(), new byte[0], new NoChanges(), Duration.ZERO);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> ask(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Accept", "text/html,*/*;q=0.8")
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void everyFileThatThePageNeedsIsThereUnderARelativeAddress() throws Exception {
    Set<String> found = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of("/"));
    while (!open.isEmpty()) {
      String path = open.pop();
      if (!found.add(path)) {
        continue;
      }
      HttpResponse<String> response = ask("GET", path);
      assertEquals(200, response.statusCode(), path);
      assertEquals(type(path), header(response, "Content-Type").replace(" ", ""), path);
      NEEDED
          .matcher(response.body())
          .results()
          .map(needed -> needed.group(1) == null ? needed.group(2) : needed.group(1))
          .forEach(
              needed -> {
                assertFalse(needed.startsWith("/") || needed.contains(":"), needed);
                open.push(URI.create(path).resolve(needed).getPath());
              });
    }
    for (String view : List.of("home", "now", "trends", "trust", "api")) {
      assertTrue(found.contains("/views/" + view + "/" + view + ".js"), found.toString());
    }
    assertTrue(found.contains("/libraries/lit-html/lit-html.js"), found.toString());
    assertTrue(found.contains("/libraries/uplot/uPlot.esm.js"), found.toString());
  }

  private static String type(String path) {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "js" -> "text/javascript;charset=utf-8";
      case "css" -> "text/css;charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> "text/html;charset=utf-8";
    };
  }

  @Test
  void onlyItsOwnScriptsRunAndNothingIsAskedOfOthers() throws Exception {
    for (String path : List.of("/", "/page.js", "/style.css")) {
      HttpResponse<String> response = ask("GET", path);
      String policy = header(response, "Content-Security-Policy");
      assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
      assertFalse(policy.contains("unsafe"), policy);
      assertTrue(policy.contains("require-trusted-types-for 'script'"), policy);
      assertEquals("nosniff", header(response, "X-Content-Type-Options"));
    }
  }

  @Test
  void noSourceHasAnInlineScriptOrStyleOrMakesMarkupOfTexts() throws IOException {
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(source);
        assertFalse(INLINE.matcher(text).find(), source.toString());
        assertFalse(MARKUP_FROM_TEXT.matcher(text).find(), source.toString());
      }
    }
  }

  @Test
  void aBrowserThatHoldsAFileGetsNoBody() throws Exception {
    HttpResponse<String> first = ask("GET", "/page.js");
    assertEquals("no-cache", header(first, "Cache-Control"));
    String tag = header(first, "ETag");
    HttpResponse<String> again = ask("GET", "/page.js", "If-None-Match", tag);
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    assertEquals(tag, header(again, "ETag"));
    assertEquals(200, ask("GET", "/page.js", "If-None-Match", "\"other\"").statusCode());
    assertEquals("", ask("HEAD", "/").body());
  }

  @Test
  void whatIsNoFileOfThePageIsAProblemAsBefore() throws Exception {
    for (String path :
        List.of("/index.html", "/views", "/libraries/", "/simplelogger.properties", "/page.ts")) {
      HttpResponse<String> response = ask("GET", path);
      assertEquals(404, response.statusCode(), path);
      assertEquals(Problem.MEDIA_TYPE, header(response, "Content-Type"), path);
    }
    assertEquals(405, ask("POST", "/").statusCode());
  }
}
