package io.crossroads.demo.setup;

import java.nio.file.Path;

/** A path as people want to read it and to copy it: short where it is below the working folder. */
public final class ShownPath {

  private ShownPath() {}

  /** Relative to the working folder if it is below it. */
  public static String of(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return (path.startsWith(here) ? here.relativize(path) : path).toString();
  }

  /** The same of a {@code file:} URI. */
  public static String of(String uri) {
    return of(path(uri));
  }

  /** A file for a shell to source, which looks for a name without a slash elsewhere. */
  public static String sourced(Path path) {
    String shown = of(path);
    return quoted(shown.contains("/") ? shown : "./" + shown);
  }

  /** A text as one word of a shell's command. */
  public static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./:,@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** The path of a {@code file:} URI as Hadoop writes it, with nothing encoded. */
  public static Path path(String uri) {
    return Path.of(uri.replaceFirst("^file:(//)?", ""));
  }
}
