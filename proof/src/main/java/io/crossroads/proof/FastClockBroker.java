package io.crossroads.proof;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Supplier;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A broker whose calendar runs thirty times as fast, so that append times pass a full minute every
 * two seconds and the horizon can move as often. It begins half a day ago, as no horizon passes the
 * present. Its stopwatch is the system's, and so timeouts last as long as ever.
 */
public final class FastClockBroker {

  private static final int SPEED = 30;
  private static final Duration BEHIND = Duration.ofHours(12);

  /** Time as such a broker has it. */
  private static final class FastTime implements Time {
    private final long begun = Time.SYSTEM.milliseconds();

    @Override
    public long milliseconds() {
      return begun - BEHIND.toMillis() + (Time.SYSTEM.milliseconds() - begun) * SPEED;
    }

    @Override
    public long nanoseconds() {
      return Time.SYSTEM.nanoseconds();
    }

    @Override
    public long hiResClockMs() {
      return Time.SYSTEM.hiResClockMs();
    }

    @Override
    public void sleep(long millis) {
      Time.SYSTEM.sleep(millis);
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMillis)
        throws InterruptedException {
      long left = Math.max(0, deadlineMillis - milliseconds());
      Time.SYSTEM.waitObject(object, condition, Time.SYSTEM.milliseconds() + left);
    }
  }

  private FastClockBroker() {}

  /** Runs it with the properties of a file until it is killed. */
  public static void main(String[] arguments) throws IOException {
    Properties properties = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of(arguments[0]))) {
      properties.load(file);
    }
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), new FastTime());
    server.startup();
    server.awaitShutdown();
  }
}
