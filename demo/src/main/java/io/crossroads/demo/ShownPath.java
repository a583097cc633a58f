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

  /** The path of a {@code file:} URI as Hadoop writes it, with nothing encoded. */
  static Path path(String uri) {
    return Path.of(uri.replaceFirst("^file:(//)?", ""));
  }
}
