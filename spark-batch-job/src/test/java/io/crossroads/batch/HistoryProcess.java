package io.crossroads.batch;

import io.crossroads.embedded.LogTail;
import io.crossroads.embedded.Repository;
import io.crossroads.embedded.SparkSubmit;
import io.crossroads.embedded.TiedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The fat JAR's {@code history} as people run it: a process of its own, under spark-submit. */
final class HistoryProcess {

  private static final Duration LONGEST_RUN = Duration.ofMinutes(3);

  private final Path folder;
  private int runs;

  /** Runs whose logs go to a folder. */
  HistoryProcess(Path folder) {
    this.folder = folder;
  }

  /**
   * A run that came to its end.
   *
   * @param exitCode of the process
   * @param output all that it printed
   */
  record Ended(int exitCode, String output) {}

  TiedProcess start(String... arguments) {
    Path jar = Repository.built("spark-batch-job/target/spark-batch-job.jar");
    List<String> words = new ArrayList<>(List.of("history"));
    words.addAll(List.of(arguments));
    return SparkSubmit.local().start(folder.resolve("run-" + runs++ + ".log"), jar, words);
  }

  Ended run(String... arguments) throws InterruptedException {
    try (TiedProcess process = start(arguments)) {
      int exitCode = process.await(LONGEST_RUN).orElseThrow();
      return new Ended(exitCode, String.join("\n", LogTail.lines(process.log(), 1000)));
    }
  }
}
