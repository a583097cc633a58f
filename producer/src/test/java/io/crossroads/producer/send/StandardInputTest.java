package io.crossroads.producer.send;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StandardInputTest {

  @Test
  void givesEveryByteOfTheStream() throws IOException {
    byte[] bytes = new byte[1_000_000];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    try (InputStream input = new StandardInput(new ByteArrayInputStream(bytes), () -> false)) {
      assertArrayEquals(bytes, input.readAllBytes());
    }
  }

  @Test
  void aStopEndsAStreamThatGivesNothing() throws IOException {
    AtomicBoolean stopped = new AtomicBoolean();
    try (PipedInputStream silent = new PipedInputStream();
        PipedOutputStream writer = new PipedOutputStream(silent);
        InputStream input = new StandardInput(silent, stopped::get)) {
      writer.write('a');
      writer.flush();
      assertEquals('a', input.read());
      stopped.set(true);
      assertEquals(-1, input.read());
    }
  }

  @Test
  void aFailureOfTheStreamIsPassedOn() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken");
          }
        };
    try (InputStream input = new StandardInput(broken, () -> false)) {
      assertThrows(IOException.class, input::read);
    }
  }
}
