package io.crossroads.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. Where this process does, PostgreSQL gets a user namespace in
 * which it is nobody; where the kernel forbids that, as in most containers, it becomes user 65534.
 */
final class UnprivilegedUser {

  private static final String NOBODY = "65534";
  private static final List<String> NAMESPACE = List.of("unshare", "--user");
  private static final List<String> SWITCH =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

  private UnprivilegedUser() {}

  /** What to put before a command so that it can use a folder and does not run as root. */
  static List<String> prefix(Path folder) {
    if (!System.getProperty("user.name").equals("root")) {
      return List.of();
    }
    if (succeeds(NAMESPACE, "true")) {
      return NAMESPACE;
    }
    for (Path needed : List.of(folder, PostgresPrograms.folder())) {
      if (!succeeds(SWITCH, "test", "-x", needed.toString())) {
        throw new IllegalStateException(
            "PostgreSQL does not run as root, and no other user can reach "
                + needed
                + ": run this as another user, or move the folder");
      }
    }
    return SWITCH;
  }

  /** Gives files to the user that the prefix switches to, if it does. */
  static void own(Path folder, Path... files) throws IOException {
    if (prefix(folder).equals(SWITCH)) {
      for (Path file : files) {
        Files.setAttribute(file, "unix:uid", Integer.valueOf(NOBODY));
      }
      Files.setAttribute(folder, "unix:uid", Integer.valueOf(NOBODY));
    }
  }

  private static boolean succeeds(List<String> prefix, String... command) {
    try {
      List<String> all = new ArrayList<>(prefix);
      all.addAll(List.of(command));
      return new ProcessBuilder(all).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }
}
