package io.crossroads.streaming;

import io.crossroads.embedded.Repository;
import io.crossroads.embedded.SparkSubmit;
import io.crossroads.embedded.TiedProcess;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.LakeOptions;
import io.crossroads.store.StoreOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The job as people run it: the fat JAR under spark-submit, in a process of its own. */
public final class ArchiveProcess implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(120);
  private static final AtomicInteger STARTED = new AtomicInteger();

  private final TiedProcess process;

  private ArchiveProcess(TiedProcess process) {
    this.process = process;
  }

  /** Starts it with arguments of the command line, the word {@code archive} not among them. */
  public static ArchiveProcess start(String... arguments) {
    return run("archive", arguments);
  }

  /** Asks how far the tables of a test are. */
  public static ArchiveProcess position(TestTopic topic, TestArchive archive, String... further) {
    List<String> all = new ArrayList<>(arguments(topic, archive.names()));
    all.addAll(List.of(further));
    int bucket = all.indexOf("--bucket");
    all.subList(bucket, bucket + 2).clear();
    return run("position", all.toArray(String[]::new));
  }

  /** Starts a command of the job with its arguments. */
  public static ArchiveProcess run(String command, String... arguments) {
    TestPlatform platform = TestPlatform.get();
    Path log =
        platform
            .folder()
            .resolve(String.format(Locale.ROOT, "archive-%d.log", STARTED.incrementAndGet()));
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(arguments));
    return new ArchiveProcess(
        TiedProcess.start(
            SparkSubmit.local()
                .launch(
                    log,
                    Repository.built("spark-streaming-job/target/spark-streaming-job.jar"),
                    all)
                .withEnvironment(
                    Map.of(
                        // A machine that speaks ASCII.
                        "LC_ALL",
                        "C",
                        "SPARK_LOCAL_IP",
                        "127.0.0.1",
                        LakeOptions.PASSWORD_VARIABLE,
                        platform.postgres().password(),
                        StoreOptions.PASSWORD_VARIABLE,
                        platform.postgres().password()))));
  }

  /** Arguments that archive a topic into the tables of a test. */
  public static List<String> arguments(TestTopic topic, ArchiveNames names) {
    TestPlatform platform = TestPlatform.get();
    return List.of(
        "--topic",
        topic.name(),
        "--bootstrap-servers",
        platform.broker().bootstrapServers(),
        "--lake",
        platform.lake().uri(),
        "--catalog-uri",
        platform.postgres().jdbcUrl("catalog"),
        "--catalog-user",
        platform.postgres().user(),
        "--bucket",
        names.bucket(),
        "--table",
        names.table());
  }

  /** Starts it on a topic, with further arguments. */
  public static ArchiveProcess start(TestTopic topic, TestArchive archive, String... further) {
    List<String> all = new ArrayList<>(arguments(topic, archive.names()));
    all.addAll(List.of(further));
    return start(all.toArray(String[]::new));
  }

  /** Waits until it has printed something. */
  public void awaitLine(String part) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!output().contains(part)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("never printed '" + part + "' but:\n" + output());
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** All that it has printed. */
  public String output() {
    try {
      return Files.readString(process.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last line that it has printed. */
  public String lastLine() {
    return output().stripTrailing().lines().reduce((first, second) -> second).orElse("");
  }

  public boolean runs() {
    return process.isAlive();
  }

  /** Waits for its end and gives the exit code. */
  public int exitCode() throws InterruptedException {
    return process.await(TIMEOUT).orElseThrow(() -> new AssertionError("it runs on:\n" + output()));
  }

  public void signal(String name) {
    process.signal(name);
  }

  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.kill();
  }
}
