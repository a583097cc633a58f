package io.crossroads.batch.time;

/** How many values of a file may differ from what the others say. */
final class Strays {

  private static final double SHARE = 0.01;

  private Strays() {}

  /** Whether so many are more than 1%, and more than a single one among ten or more. */
  static boolean tooMany(long strays, long all) {
    return strays > Math.max(1, all * SHARE) || strays * 10 > all;
  }
}
