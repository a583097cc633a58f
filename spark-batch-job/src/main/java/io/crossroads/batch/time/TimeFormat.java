package io.crossroads.batch.time;

import java.io.Serializable;

/** How the times of a file are written. */
public sealed interface TimeFormat extends Serializable permits NumericTimeFormat, NamedTimeFormat {

  /** The format as the flag {@code --date-format} takes it. */
  String pattern();

  /** How many of some values it reads. */
  long count(Evidence evidence);
}
