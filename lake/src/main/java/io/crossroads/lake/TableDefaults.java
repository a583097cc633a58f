package io.crossroads.lake;

import java.util.HashMap;
import java.util.Map;

/** Properties that every table of an archive has. */
final class TableDefaults {

  private TableDefaults() {}

  static Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put("format-version", "2");
    properties.put("write.parquet.compression-codec", "zstd");
    properties.put("write.metadata.delete-after-commit.enabled", "true");
    properties.put("write.metadata.previous-versions-max", "10");
    // Maintenance beside the writer makes it try again, more often than by default.
    properties.put("commit.retry.num-retries", "10");
    // A commit adds one manifest; these keep their number, and with it the time of a commit, level.
    properties.put("commit.manifest.min-count-to-merge", "20");
    properties.put("commit.manifest.target-size-bytes", Integer.toString(1 << 20));
    properties.putAll(withoutDictionary(KafkaColumns.OFFSET, KafkaColumns.APPEND_TIME));
    return properties;
  }

  /** For columns whose values hardly repeat: a dictionary costs time there and saves nothing. */
  static Map<String, String> withoutDictionary(String... columns) {
    Map<String, String> properties = new HashMap<>();
    for (String column : columns) {
      properties.put("write.parquet.dict-encoding-enabled.column." + column, "false");
    }
    return properties;
  }
}
