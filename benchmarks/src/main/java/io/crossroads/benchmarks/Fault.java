package io.crossroads.benchmarks;

import io.crossroads.pipelines.Pipeline;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/** What goes wrong in the middle of a measured time. */
interface Fault {

  /**
   * Lets a time go by, and in the middle of it something go wrong.
   *
   * @param whole the time, which begins now
   * @return the parts of it that are measured by themselves
   */
  List<Phase> run(FivePipelines pipelines, Phase whole)
      throws InterruptedException, ExecutionException;

  /** Whether it holds up all pipelines until the last of the parts. */
  default boolean holdsUpAll() {
    return false;
  }

  /** The pipeline that loses its topic, if one does. */
  default Optional<Pipeline> lost() {
    return Optional.empty();
  }

  /** Nothing goes wrong. */
  final class None implements Fault {

    @Override
    public List<Phase> run(FivePipelines pipelines, Phase whole) {
      sleepUntil(whole.to());
      return List.of(whole);
    }
  }

  /**
   * PostgreSQL is stopped, and started again.
   *
   * @param away how long it is not there
   */
  record PostgresAway(Duration away) implements Fault {

    @Override
    public List<Phase> run(FivePipelines pipelines, Phase whole) {
      long micros = away.toNanos() / 1_000;
      sleepUntil(whole.from() + (whole.to() - whole.from() - micros) / 2);
      long gone = Phase.now();
      pipelines.platform().postgres().stop();
      sleepUntil(gone + micros);
      pipelines.platform().postgres().start();
      long back = Phase.now();
      sleepUntil(whole.to());
      // What was on its way when it went is not of the time before.
      long last = Math.max(whole.from(), gone - Freshness.FRESH.toNanos() / 1_000);
      return List.of(
          new Phase("before", whole.from(), last),
          new Phase("PostgreSQL away", last, back),
          new Phase("after", back, whole.to()));
    }

    @Override
    public boolean holdsUpAll() {
      return true;
    }
  }

  /**
   * The topic of a pipeline is deleted in the first third, and there is a new one for the last.
   *
   * @param pipeline which one
   */
  record TopicDeleted(Pipeline pipeline) implements Fault {

    @Override
    public List<Phase> run(FivePipelines pipelines, Phase whole)
        throws InterruptedException, ExecutionException {
      long third = (whole.to() - whole.from()) / 3;
      sleepUntil(whole.from() + third);
      long gone = Phase.now();
      pipelines.delete(pipeline);
      sleepUntil(gone + third);
      long back = Phase.now();
      pipelines.create(pipeline);
      sleepUntil(whole.to());
      String topic = String.format(Locale.ROOT, "no %s", pipeline.topic());
      return List.of(
          new Phase("before", whole.from(), gone),
          new Phase(topic, gone, back),
          new Phase("after", back, whole.to()));
    }

    @Override
    public Optional<Pipeline> lost() {
      return Optional.of(pipeline);
    }
  }

  private static void sleepUntil(long micros) {
    for (long left = micros - Phase.now(); left > 0; left = micros - Phase.now()) {
      LockSupport.parkNanos(left * 1_000);
    }
  }
}
