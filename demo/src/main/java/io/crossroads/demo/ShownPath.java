package io.crossroads.demo;

import java.nio.file.Path;

/** A path as people want to read it and to copy it: short where it is below the working folder. */
final class ShownPath {

  private ShownPath() {}

  static String of(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return (path.startsWith(here) ? here.relativize(path) : path).toString();
  }

  /** The same of a {@code file:} URI. */
  static String of(String uri) {
    return of(path(uri));
  }

  /** A file for a shell to source, which looks for a name without a slash elsewhere. */
  static String sourced(Path path) {
    String shown = of(path);
    return quoted(shown.contains("/") ? shown : "./" + shown);
  }

  /** A text as one word of a shell's command. */
  static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./:,@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** The path of a {@code file:} URI as Hadoop writes it, with nothing encoded. */
  static Path path(String uri) {
    return Path.of(uri.replaceFirst("^file:(//)?", ""));
  }
}
