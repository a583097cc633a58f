package io.crossroads.e2e;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What is worth keeping of a failure: one folder, in which {@code essence.txt} is read first. */
final class Evidence {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int LINES_OF_ESSENCE = 12;

  /** Prints the logs of drivers and executors, the newest last. */
  private static final String JOB_LOGS =
      "cd /var/lib/spark/work && ls -tr */stderr */*/stderr 2> /dev/null"
          + " | tail -n 8 | xargs -r tail -n 200";

  private static final String TASK_LOGS =
      "cd /opt/airflow/logs && find . -name '*.log' -mmin -15 | head -n 20 | xargs -r tail -n 100";

  private Evidence() {}

  /** Writes all there is; what cannot be had is left out. */
  static void collect(Stack stack, String name, Throwable failure) {
    Path folder = Path.of(System.getProperty("output"), "failure", name);
    try {
      Files.createDirectories(folder);
      Browser.photograph(folder);
      StringBuilder essence = new StringBuilder(trace(failure));
      essence.append('\n').append(save(folder, "services", stack.compose().command("ps", "-a")));
      for (String service : stack.services()) {
        Command logs = stack.compose().command("logs", "--no-color", "--no-log-prefix", service);
        essence.append(notable(service, save(folder, service, logs)));
      }
      Command jobs = stack.compose().exec("spark-submit", "bash", "-c", JOB_LOGS);
      essence.append(notable("jobs", save(folder, "jobs", jobs)));
      Command tasks = stack.compose().exec("airflow-scheduler", "bash", "-c", TASK_LOGS);
      essence.append(notable("tasks", save(folder, "tasks", tasks)));
      Files.writeString(folder.resolve("essence.txt"), essence);
      Printed.line("what is known of the failure is in %s", folder);
    } catch (IOException | RuntimeException | AssertionError e) {
      failure.addSuppressed(e);
    }
  }

  private static String save(Path folder, String name, Command command) throws IOException {
    String output;
    try {
      output = command.within(LIMIT).run().output();
    } catch (AssertionError e) {
      output = e.getMessage();
    }
    Files.writeString(folder.resolve(name + ".log"), output);
    return output;
  }

  private static String notable(String name, String log) {
    List<String> lines =
        log.lines()
            .filter(line -> line.matches("(?i).*(error|exception|fatal|refused).*"))
            .toList();
    if (lines.isEmpty()) {
      return "";
    }
    int from = Math.max(0, lines.size() - LINES_OF_ESSENCE);
    return String.format(
        Locale.ROOT, "%n--- %s%n%s%n", name, String.join("\n", lines.subList(from, lines.size())));
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
