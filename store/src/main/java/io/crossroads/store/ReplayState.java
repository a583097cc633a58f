package io.crossroads.store;

import java.util.Locale;

/** What became of a rejected record that was to go through its topic again. */
public enum ReplayState {
  /** It is to be sent; whether it has been is for the topic to tell. */
  CHOSEN,
  /** It is in the topic again; the archive has not taken it in, as far as is known. */
  SENT,
  /** It is an event of the archive. */
  ARCHIVED,
  /** It was rejected again: that is a row of its own, which may be chosen in its turn. */
  REJECTED,
  /** Its topic was recreated before the archive had taken it in. */
  LOST,
  /** The broker takes no record of its size. It may be chosen again. */
  REFUSED,
  /** Whether it was sent cannot be known any more, so it is not sent again. */
  UNKNOWN;

  /** As the store has it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The state of a label.
   *
   * @throws IllegalArgumentException if there is no such one
   */
  static ReplayState of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
