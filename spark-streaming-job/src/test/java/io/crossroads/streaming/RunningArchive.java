package io.crossroads.streaming;

import io.crossroads.streaming.archive.Archive;
import io.crossroads.streaming.archive.ArchivePlan;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A job that runs in a thread of its own until it is closed. */
public final class RunningArchive implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Archive archive;
  private final CompletableFuture<Void> end;

  private RunningArchive(Archive archive) {
    this.archive = archive;
    this.end =
        CompletableFuture.runAsync(archive.job()::run, command -> new Thread(command).start());
  }

  static RunningArchive start(ArchivePlan plan) {
    return new RunningArchive(Archive.open(TestPlatform.get().spark(), plan));
  }

  /** Waits until it ends by itself, and throws what it ended by. */
  public void awaitEnd() throws Throwable {
    try {
      end.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  /** Waits until it sits a failure out. */
  public void awaitFailure() {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (archive.job().failuresInARow() == 0) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("nothing failed");
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  public boolean runs() {
    return !end.isDone();
  }

  /** Lets the running batch be committed and ends the job. */
  void stop() {
    try {
      archive.job().stop(TIMEOUT);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stop();
    archive.close();
  }
}
