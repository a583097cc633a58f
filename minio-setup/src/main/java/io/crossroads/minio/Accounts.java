package io.crossroads.minio;

import io.crossroads.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The accounts of a server.
 *
 * @param root the server's own, which may do everything
 * @param others those that it gives a policy
 */
record Accounts(Account root, List<Account> others) {

  /**
   * Reads lines of {@code NAME=SECRET}, root's first.
   *
   * @throws CommandFailure if the file cannot be read, or a line is not of that form
   */
  static Accounts read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new CommandFailure("accounts cannot be read from " + file + ": " + e, e);
    }
    List<Account> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String[] parts = lines.get(i).split("=", 2);
      if (parts.length != 2) {
        throw new CommandFailure(
            String.format(Locale.ROOT, "line %d of %s is not NAME=SECRET", i + 1, file));
      }
      all.add(new Account(parts[0], parts[1]));
    }
    if (all.isEmpty()) {
      throw new CommandFailure(file + " is empty: its first line names the server's root account");
    }
    return new Accounts(all.get(0), List.copyOf(all.subList(1, all.size())));
  }
}
