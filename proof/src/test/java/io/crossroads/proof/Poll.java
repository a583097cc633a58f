package io.crossroads.proof;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks for the count every 100 ms and holds each answer against the one before and what was sent.
 */
final class Poll {

  private static final Duration EVERY = Duration.ofMillis(100);
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final Question question;
  private final Sender sender;
  private final Thread thread = new Thread(this::run, "poll");
  private volatile boolean stopped;
  private volatile String wrong;
  private volatile long last;
  private volatile long generation;
  private volatile int answers;
  private volatile int refusals;
  private volatile int growths;

  Poll(Question question, Sender sender) {
    this.question = question;
    this.sender = sender;
    thread.start();
  }

  private void run() {
    long next = System.nanoTime();
    while (!stopped && wrong == null) {
      try {
        Optional<Question.Count> count = question.ask();
        if (count.isPresent()) {
          check(count.get(), sender.valid());
        } else {
          refusals++;
        }
      } catch (IOException e) {
        wrong = e.toString();
      } catch (InterruptedException e) {
        return;
      }
      next += EVERY.toNanos();
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  /** Holds an answer against what was sent when it had come. */
  private void check(Question.Count count, long sent) {
    answers++;
    if (count.events() < last) {
      wrong = String.format(Locale.ROOT, "%d after %d, %s", count.events(), last, count);
    } else if (count.events() > sent) {
      wrong =
          String.format(Locale.ROOT, "%d, but only %d were sent, %s", count.events(), sent, count);
    } else if (count.generation() < generation) {
      wrong = String.format(Locale.ROOT, "generation %d after %d", count.generation(), generation);
    }
    growths += count.events() > last ? 1 : 0;
    last = count.events();
    generation = count.generation();
  }

  /** The last answer. */
  long events() {
    return last;
  }

  long generation() {
    return generation;
  }

  /** How often the store was away. */
  int refusals() {
    return refusals;
  }

  /** Waits until the count has grown to a number. */
  void awaitCount(long wanted) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (last < wanted) {
      requireRight();
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            String.format(Locale.ROOT, "%d, and never %d; %s", last, wanted, this));
      }
      LockSupport.parkNanos(20_000_000);
    }
    requireRight();
  }

  /** Waits until the count has grown. */
  void awaitGrowth() {
    awaitCount(last + 1);
  }

  /** Nothing happens if every answer so far was right. */
  void requireRight() {
    if (wrong != null) {
      throw new AssertionError(wrong + "; " + this);
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d answers, of which %d grew, %d refusals, count %d, generation %d",
        answers,
        growths,
        refusals,
        last,
        generation);
  }

  /** Asks no more. */
  void end() throws InterruptedException {
    stopped = true;
    thread.join();
  }
}
