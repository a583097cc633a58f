package io.crossroads.batch.time;

import java.io.Serializable;
import java.time.ZoneId;

/** How the times of a file are written. */
public sealed interface TimeFormat extends Serializable permits KnownFormat, PatternFormat {

  /** As {@code --date-format} takes it, for people to read. */
  String pattern();

  /**
   * A reader of times of this format, for one thread.
   *
   * @param zone where times with an offset are put; those without one are left as they are
   * @param separator what ends a cell that is not quoted
   * @param evidence is told of values
   */
  TimeReader reader(ZoneId zone, byte separator, Evidence evidence);
}
