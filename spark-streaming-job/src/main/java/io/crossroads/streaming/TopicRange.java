package io.crossroads.streaming;

/**
 * Offsets of one partition.
 *
 * @param from the first
 * @param until the one after the last
 */
record TopicRange(long from, long until) {

  TopicRange {
    if (from < 0 || until < from) {
      throw new IllegalArgumentException("no range of offsets: " + from + " to " + until);
    }
  }

  long size() {
    return until - from;
  }
}
