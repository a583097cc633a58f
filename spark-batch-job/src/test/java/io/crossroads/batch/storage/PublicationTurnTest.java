package io.crossroads.batch.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationTurnTest {

  @TempDir private Path folder;
  private final Storage storage = new Storage(new Configuration());
  private final AtomicInteger published = new AtomicInteger();
  private final AtomicInteger publishing = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();

  @ParameterizedTest
  @CsvSource({"2, 20", "4, 8", "8, 3"})
  void oneRunAtATimePublishesAnObjectAndAllHaveTheirTurn(int runs, int times) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(runs);
    List<CompletableFuture<Void>> ends =
        IntStream.range(0, runs)
            .mapToObj(run -> CompletableFuture.runAsync(() -> publish(times), threads))
            .toList();
    ends.forEach(CompletableFuture::join);
    threads.shutdown();

    assertEquals(runs * times, published.get());
    assertEquals(1, mostAtOnce.get());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  private void publish(int times) {
    try (RunFolder run = new RunFolder(storage, new org.apache.hadoop.fs.Path(folder.toString()))) {
      for (int time = 0; time < times; time++) {
        PublicationTurn turn = PublicationTurn.take(storage, run, "june 08:00");
        mostAtOnce.accumulateAndGet(publishing.incrementAndGet(), Math::max);
        Thread.sleep(2);
        publishing.decrementAndGet();
        published.incrementAndGet();
        turn.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
