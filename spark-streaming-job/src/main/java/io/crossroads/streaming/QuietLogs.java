package io.crossroads.streaming;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Shows what Crossroads does and what goes wrong elsewhere, unless a log configuration is given.
 */
final class QuietLogs {

  private QuietLogs() {}

  static void set() {
    if (System.getProperty("log4j2.configurationFile") != null
        || System.getProperty("log4j.configurationFile") != null) {
      return;
    }
    Configurator.setRootLevel(Level.WARN);
    Configurator.setLevel("io.crossroads", Level.INFO);
    Configurator.setLevel("org.apache.hadoop.util.NativeCodeLoader", Level.ERROR);
    Configurator.setLevel("org.apache.kafka.clients", Level.ERROR);
    Configurator.setLevel("org.apache.spark.sql.execution.streaming", Level.ERROR);
  }
}
