package io.crossroads.batch.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turn of a run to publish one object with what belongs to it. Of two runs one waits, so that
 * the one that publishes last replaces all of it. A run takes the turn by a claim in its own folder
 * and has it once no other live run has a claim; of two claims at once the one whose folder's name
 * is greater is withdrawn. It needs of a file system only that a list shows what was written
 * before.
 */
public final class PublicationTurn implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PublicationTurn.class);
  private static final long SHORTEST_WAIT_MILLIS = 20;
  private static final long LONGEST_WAIT_MILLIS = 1_000;

  private final FileSystem system;
  private final RunFolder run;
  private final String name;

  private PublicationTurn(FileSystem system, RunFolder run, String object) {
    this.system = system;
    this.run = run;
    this.name = "publishing-" + object;
  }

  /** Waits for the turn to publish an object of a name. */
  public static PublicationTurn take(Storage storage, RunFolder run, String object)
      throws IOException {
    PublicationTurn turn = new PublicationTurn(storage.of(run.path()), run, object);
    turn.claim();
    try {
      turn.await();
    } catch (IOException | RuntimeException e) {
      turn.close();
      throw e;
    }
    return turn;
  }

  /** Makes a file appear. */
  public void commit(AtomicFile file) throws IOException {
    file.commit();
  }

  /** Removes what belonged to the object before, if it is there. */
  public void remove(Path file) throws IOException {
    system.delete(file, false);
  }

  @Override
  public void close() throws IOException {
    system.delete(claimOf(run.path()), false);
  }

  private void await() throws IOException {
    long pause = SHORTEST_WAIT_MILLIS;
    boolean claimed = true;
    List<Path> claims = claims();
    while (!claims.isEmpty()) {
      if (pause == SHORTEST_WAIT_MILLIS) {
        LOG.info("waiting for {}, which publishes the same object", claims);
      }
      if (claimed && claims.stream().anyMatch(this::comesFirst)) {
        close();
        claimed = false;
      }
      sleep(pause);
      pause = Math.min(2 * pause, LONGEST_WAIT_MILLIS);
      claims = claims();
      if (claims.isEmpty() && !claimed) {
        claim();
        claimed = true;
        claims = claims();
      }
    }
  }

  private boolean comesFirst(Path other) {
    return other.getName().compareTo(run.path().getName()) < 0;
  }

  /** The folders of other live runs that have a claim. */
  private List<Path> claims() throws IOException {
    List<Path> others = new ArrayList<>();
    for (Path other : run.others()) {
      if (system.exists(claimOf(other))) {
        others.add(other);
      }
    }
    return others;
  }

  private void claim() throws IOException {
    system.create(claimOf(run.path()), true).close();
  }

  private Path claimOf(Path folder) {
    return Storage.child(folder, name);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while another run publishes", e);
    }
  }
}
