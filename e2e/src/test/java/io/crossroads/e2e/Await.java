package io.crossroads.e2e;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Asks again until the answer is the one that is waited for. */
final class Await {

  private static final Duration PAUSE = Duration.ofMillis(500);

  private Await() {}

  /**
   * Returns the first answer that fits. A question that fails is asked again too, as what it asks
   * may be on its way back.
   *
   * @throws AssertionError if none fits in time; says the last answer
   */
  static <T> T until(String what, Duration limit, Callable<T> question, Predicate<T> fits) {
    long deadline = System.nanoTime() + limit.toNanos();
    Object last = "nothing";
    while (true) {
      try {
        T answer = question.call();
        if (fits.test(answer)) {
          return answer;
        }
        last = answer;
      } catch (Exception | AssertionError e) {
        last = e;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "%s: not within %d s; at last there was: %s",
                what,
                limit.toSeconds(),
                Objects.toString(last)));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
