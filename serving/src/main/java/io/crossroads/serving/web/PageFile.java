package io.crossroads.serving.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file of the page for browsers. All are read at the start, so that a path is one of them or
 * leads nowhere.
 *
 * @param path where it is answered
 * @param type its media type
 * @param body its bytes
 */
record PageFile(String path, String type, byte[] body) {

  /**
   * What every file is sent with: the page runs its own scripts only, asks this server only, and is
   * shown in no other page. Texts cannot become markup by accident: only the template library may
   * make any.
   */
  static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
              + " require-trusted-types-for 'script'; trusted-types lit-html",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin");

  private static final String ROOT = "/web";
  private static final String FRONT = "index.html";

  /** All files that the build has put beside the classes. */
  static List<PageFile> all() {
    URL front = PageFile.class.getResource(ROOT + "/" + FRONT);
    if (front == null) {
      throw new IllegalStateException("the JAR has no " + ROOT + "/" + FRONT + ": build it again");
    }
    try {
      URI place = front.toURI();
      if (!place.getScheme().equals("jar")) {
        return under(Path.of(place).getParent());
      }
      try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
        return under(jar.getPath(ROOT));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no file can be at " + front, e);
    }
  }

  /** Whether it is the page itself, which is for browsers alone. */
  boolean isPage() {
    return path.equals("/");
  }

  private static List<PageFile> under(Path root) throws IOException {
    List<PageFile> files = new ArrayList<>();
    try (Stream<Path> found = Files.walk(root)) {
      for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        files.add(
            new PageFile(
                "/" + (name.equals(FRONT) ? "" : name), type(name), Files.readAllBytes(file)));
      }
    }
    return files;
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> "text/plain; charset=utf-8";
    };
  }
}
