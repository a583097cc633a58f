package io.crossroads.batch.history;

import io.crossroads.batch.parquet.WrittenGroup;
import java.io.Serializable;
import java.util.List;

/**
 * The row groups that one task wrote.
 *
 * @param path the file that holds them; empty if there are none
 * @param groups what a footer says of them
 */
record WrittenPart(String path, List<WrittenGroup> groups) implements Serializable {

  /** No rows. */
  static final WrittenPart NONE = new WrittenPart("", List.of());
}
