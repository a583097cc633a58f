package io.crossroads.demo.watch;

import io.crossroads.demo.process.Children;
import io.crossroads.demo.process.Children.Child;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Ends the wait for a part that runs but has not moved for two minutes, though it has work. */
final class StallCheck {

  static final Duration LIMIT = Duration.ofMinutes(2);

  private final Map<String, Seen> seen = new HashMap<>();

  private record Seen(long reached, Duration at) {}

  /**
   * Sees how far a part is.
   *
   * @param part is blamed
   * @param what it does, for people; only one part does it
   * @param reached how much it has done
   * @param wanted how much there is to do
   * @param now the time since the start
   * @throws io.crossroads.cli.CommandFailure if it has done no more for two minutes
   */
  void see(Child part, String what, long reached, long wanted, Duration now) {
    Seen before = seen.get(what);
    if (before == null || before.reached() != reached || reached >= wanted) {
      seen.put(what, new Seen(reached, now));
    } else if (now.minus(before.at()).compareTo(LIMIT) > 0) {
      throw Children.failure(
          part,
          String.format(
              Locale.ROOT,
              "has %s nothing more for %d s, after %,d",
              what,
              LIMIT.toSeconds(),
              reached));
    }
  }
}
