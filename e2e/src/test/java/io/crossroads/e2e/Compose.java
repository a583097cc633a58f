package io.crossroads.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One project of the Compose file.
 *
 * @param repository the checkout whose Compose file it is
 * @param project its name
 * @param environment what the Compose file reads
 */
record Compose(Path repository, String project, Map<String, String> environment) {

  /** {@code docker compose} with the words that follow. */
  Command command(String... words) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "docker",
                "compose",
                "--project-name",
                project,
                "--project-directory",
                repository.toString(),
                "--ansi",
                "never",
                "--progress",
                "quiet"));
    all.addAll(List.of(words));
    return Command.of(all.toArray(String[]::new)).with(environment);
  }

  /** A command in a service's container, as its own user. */
  Command exec(String service, String... words) {
    List<String> all = new ArrayList<>(List.of("exec", "-T", service));
    all.addAll(List.of(words));
    return command(all.toArray(String[]::new));
  }
}
