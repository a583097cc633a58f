package io.crossroads.streaming.run;

import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Shows what Crossroads does and what goes wrong elsewhere, unless a log configuration is given.
 */
final class QuietLogs {

  /** Loggers that warn of what is so by design; {@code conf/log4j2.properties} says why. */
  private static final List<String> TALKATIVE =
      List.of(
          "org.apache.hadoop.util.NativeCodeLoader",
          "org.apache.spark.sql.execution.streaming",
          "org.apache.kafka.clients",
          "com.amazonaws.util.Base64",
          "org.apache.hadoop.metrics2");

  private QuietLogs() {}

  static void set() {
    if (System.getProperty("log4j2.configurationFile") != null
        || System.getProperty("log4j.configurationFile") != null) {
      return;
    }
    Configurator.setRootLevel(Level.WARN);
    Configurator.setLevel("io.crossroads", Level.INFO);
    TALKATIVE.forEach(logger -> Configurator.setLevel(logger, Level.ERROR));
  }
}
