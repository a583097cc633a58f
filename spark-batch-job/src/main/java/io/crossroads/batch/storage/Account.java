package io.crossroads.batch.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The account of the operating system that a process runs as.
 *
 * @param name its name; in a container it may have none
 * @param number its user id; empty where the system does not tell
 */
public record Account(String name, String number) {

  /** The account of this process. */
  public static Account own() {
    String number;
    try {
      number = Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      number = "";
    }
    return new Account(System.getProperty("user.name"), number);
  }

  @Override
  public String toString() {
    return "account " + name + (number.isEmpty() ? "" : " (user id " + number + ")");
  }
}
