package io.crossroads.layers.speed;

import java.io.Serializable;

/**
 * A rejected record as people look at it; all of it is in the archive's table of rejected records.
 *
 * @param partition the partition of its topic
 * @param offset its offset
 * @param appendTimeMicros its append time, the partition's running maximum
 * @param reason the rule that it breaks
 * @param field the field at fault; null where the record as a whole is
 * @param bytes the length of its value; 0 if it has none
 * @param text the beginning of its value, what is not UTF-8 replaced
 */
public record RejectedExcerpt(
    int partition,
    long offset,
    long appendTimeMicros,
    String reason,
    String field,
    int bytes,
    String text)
    implements Serializable {

  /** How many of a pipeline are kept, the newest. */
  public static final int KEPT = 20;
}
