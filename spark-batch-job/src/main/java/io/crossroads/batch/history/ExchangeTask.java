package io.crossroads.batch.history;

import io.crossroads.batch.rows.BlockExchange;
import io.crossroads.batch.rows.RowBatch;
import io.crossroads.batch.storage.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.TaskCompletionListener;
import scala.Tuple2;

/**
 * Reads a range and sends its rows, packed into blocks, to the partitions that their keys belong
 * to. The report goes to a partition of its own after the last, so that exactly one of each range
 * arrives, however often a task runs.
 */
final class ExchangeTask implements PairFlatMapFunction<ByteRange, Integer, Serializable> {

  private static final long serialVersionUID = 1L;

  private final FilePlan plan;
  private final Broadcast<Storage> storage;
  private final String staging;

  ExchangeTask(FilePlan plan, Broadcast<Storage> storage, String staging) {
    this.plan = plan;
    this.storage = storage;
    this.staging = staging;
  }

  @Override
  public Iterator<Tuple2<Integer, Serializable>> call(ByteRange range) throws IOException {
    RangeReading reading = new RangeReading(plan, range, storage.value(), staging);
    TaskCompletionListener closing = done -> close(reading);
    TaskContext.get().addTaskCompletionListener(closing);
    return new Sending(reading);
  }

  private static void close(RangeReading reading) {
    try {
      reading.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Sending implements Iterator<Tuple2<Integer, Serializable>> {

    private final RangeReading reading;
    private final Queue<Tuple2<Integer, Serializable>> ready = new ArrayDeque<>();
    private boolean reported;

    Sending(RangeReading reading) {
      this.reading = reading;
    }

    @Override
    public boolean hasNext() {
      try {
        while (ready.isEmpty() && !reported) {
          advance();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return !ready.isEmpty();
    }

    @Override
    public Tuple2<Integer, Serializable> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void advance() throws IOException {
      RowBatch batch = reading.next();
      if (batch == null) {
        ready.add(new Tuple2<>(plan.bounds().partitions(), reading.report(WrittenPart.NONE)));
        reported = true;
      } else {
        BlockExchange.split(batch, plan.key(), plan.bounds(), reading.place())
            .forEach(sent -> ready.add(new Tuple2<>(sent.partition(), sent.block())));
      }
    }
  }
}
