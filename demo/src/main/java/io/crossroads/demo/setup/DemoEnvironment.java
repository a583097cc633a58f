package io.crossroads.demo.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings with which every command works with what the demo runs, for a shell to source.
 *
 * @param file is there while they hold
 * @param variables by name, in the order in which they are written
 */
public record DemoEnvironment(Path file, Map<String, String> variables) implements AutoCloseable {

  /** Writes the file. */
  public DemoEnvironment write() {
    try {
      Files.writeString(
          file,
          variables.entrySet().stream()
              .map(each -> "export " + each.getKey() + "=" + ShownPath.quoted(each.getValue()))
              .collect(Collectors.joining("\n", "", "\n")));
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The value of a variable. */
  public String value(String name) {
    return variables.get(name);
  }

  /** Removes the file: nothing is at these addresses any more. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
