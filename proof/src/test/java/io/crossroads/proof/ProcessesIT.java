package io.crossroads.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.embedded.SparkSubmit;
import io.crossroads.embedded.TiedProcess;
import io.crossroads.proof.HeldPublication.Place;
import io.crossroads.testkit.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Everything as processes, 1,000 events a second, and a client that asks for the count every 100
 * ms: it never decreases, never exceeds what was sent, and equals it at the end, through runs of
 * views that each move the horizon, and whatever is killed meanwhile. Append times are of a broker
 * whose clock runs fast, as a horizon is a full minute.
 *
 * <p>{@code -Dproof.views=20 -Dproof.kills=20} runs the full form, {@code -Dproof.seed=…} repeats
 * the pauses of a run.
 */
class ProcessesIT {

  private static final int VIEWS = Integer.getInteger("proof.views", 1);
  private static final int KILLS = Integer.getInteger("proof.kills", 1);
  private static final long SEED = Long.getLong("proof.seed", System.nanoTime());
  private static final int RATE = 1_000;
  private static final int PARTITIONS = 2;
  private static final int KINDS = 4;

  private final Random random = new Random(SEED);
  private Platform platform;
  private Path checkpoint;
  private TiedProcess stream;
  private Sender sender;
  private Poll poll;
  private int published;
  private int allowedRefusals;

  @BeforeEach
  void start() throws Exception {
    Path folder = RunFolder.create("run-");
    checkpoint = folder.resolve("checkpoint");
    platform =
        Platform.start(folder, Platform.fastClockBroker(folder), SparkSubmit.local(), PARTITIONS);
    Platform.Serving serving = platform.serve();
    startStream();
    sender = Sender.disturbed(platform, PARTITIONS, RATE);
    poll = new Poll(new Question(serving.address()), sender);
    poll.awaitGrowth();
  }

  @AfterEach
  void close() throws Exception {
    if (poll != null) {
      poll.end();
      sender.close();
    }
    if (platform != null) {
      platform.close();
    }
  }

  private void startStream() {
    stream = platform.stream("--every", "5s", "--checkpoint", checkpoint.toUri().toString());
  }

  @Test
  void theCountGrowsToWhatWasSentThroughRunsOfViewsWhateverIsKilled() throws Exception {
    System.out.println("proof.seed=" + SEED);
    for (int step = 0; step < Math.max(VIEWS, KILLS); step++) {
      if (step < VIEWS) {
        publish();
      }
      LockSupport.parkNanos(random.nextInt(1_000) * 1_000_000L);
      if (step < KILLS) {
        kill(step);
        poll.awaitGrowth();
      }
    }
    assertEquals(allowedRefusals, poll.refusals(), poll::toString);
    assertAllCounts();
  }

  private void publish() throws InterruptedException {
    String printed = "";
    for (int run = 0; run < 3 && !printed.contains("views moved from "); run++) {
      // An archive that was hit just before may have nothing new yet.
      printed = platform.await(platform.views());
    }
    assertTrue(printed.contains("views moved from "), printed);
    published++;
    poll.requireRight();
  }

  private void kill(int number) throws Exception {
    int round = number / KINDS;
    switch (number % KINDS) {
      case 0 ->
          killViews(Place.values()[Place.values().length - 1 - round % Place.values().length]);
      case 1 -> killStream(round % 2 == 0);
      case 2 -> killPostgres();
      default -> deleteCheckpoint();
    }
  }

  /** Kills a run between the begin of its transaction and the commit. */
  private void killViews(Place place) throws Exception {
    try (HeldPublication held = new HeldPublication(platform, place)) {
      TiedProcess views = platform.views();
      held.awaitPublisher();
      views.kill();
    }
  }

  private void killStream(boolean withCheckpoint) throws IOException {
    stream.kill();
    if (withCheckpoint) {
      deleteCheckpoint();
    }
    startStream();
  }

  private void killPostgres() {
    int before = poll.refusals();
    platform.postgres().kill();
    LockSupport.parkNanos(random.nextInt(500) * 1_000_000L);
    platform.postgres().start();
    poll.awaitGrowth();
    allowedRefusals += poll.refusals() - before;
    assertTrue(stream.isAlive(), () -> Platform.output(stream));
  }

  /** Also under a job that runs, which then makes files there again. */
  private void deleteCheckpoint() throws IOException {
    for (int attempt = 0; Files.exists(checkpoint) && attempt < 10; attempt++) {
      try (Stream<Path> files = Files.walk(checkpoint)) {
        for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      } catch (DirectoryNotEmptyException | UncheckedIOException busy) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  /** Of both layers and of the archive, cell by cell. */
  private void assertAllCounts() throws Exception {
    sender.end();
    poll.awaitCount(sender.valid());
    poll.end();
    assertEquals(sender.valid(), poll.events());
    assertEquals(published, poll.generation(), poll::toString);
    ReconcileReport found = ReconcileReport.covering(platform, sender.sent());
    assertEquals(sender.sent(), found.records(), found::toString);
    assertEquals(0, found.differ(), found::toString);
    System.out.printf(
        Locale.ROOT,
        "%d records sent; %s; reconcile: %d cells, %d differ%n",
        sender.sent(),
        poll,
        found.cells(),
        found.differ());
  }
}
