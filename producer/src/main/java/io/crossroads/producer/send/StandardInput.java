package io.crossroads.producer.send;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A stream that may give nothing for ever, read in such a way that a stop ends it. Then what was
 * read of a line is not the whole of it.
 */
final class StandardInput extends InputStream {

  private static final int CHUNK_BYTES = 1 << 16;
  private static final int CHUNKS = 4;
  private static final long LOOK_MILLIS = 100;

  /** A part of the stream; without bytes at its end. */
  private record Chunk(byte[] bytes, IOException failure) {}

  private final InputStream input;
  private final BooleanSupplier stopped;
  private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(CHUNKS);
  private Chunk chunk = new Chunk(new byte[0], null);
  private int at;
  private boolean ended;

  StandardInput(InputStream input, BooleanSupplier stopped) {
    this.input = input;
    this.stopped = stopped;
    Thread reader = new Thread(this::readAll, "standard-input");
    reader.setDaemon(true);
    reader.start();
  }

  private void readAll() {
    byte[] buffer = new byte[CHUNK_BYTES];
    try {
      int read;
      do {
        read = input.read(buffer);
        chunks.put(new Chunk(Arrays.copyOf(buffer, Math.max(0, read)), null));
      } while (read > 0);
    } catch (IOException e) {
      chunks.add(new Chunk(new byte[0], e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (!ended && at == chunk.bytes().length) {
      next();
    }
    if (ended) {
      return -1;
    }
    int taken = Math.min(length, chunk.bytes().length - at);
    System.arraycopy(chunk.bytes(), at, into, offset, taken);
    at += taken;
    return taken;
  }

  private void next() throws IOException {
    Chunk next = null;
    try {
      while (next == null && !stopped.getAsBoolean()) {
        next = chunks.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (next != null && next.failure() != null) {
      throw next.failure();
    }
    ended = next == null || next.bytes().length == 0;
    chunk = next == null ? chunk : next;
    at = 0;
  }
}
