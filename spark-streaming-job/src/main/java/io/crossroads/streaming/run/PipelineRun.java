package io.crossroads.streaming.run;

import io.crossroads.streaming.archive.Archive;
import io.crossroads.streaming.archive.ArchivePlan;
import io.crossroads.streaming.query.LongRunning;
import io.crossroads.streaming.query.SideBySide;
import io.crossroads.streaming.speed.Speed;
import io.crossroads.streaming.speed.SpeedPlan;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Archives a pipeline's topic and keeps its live numbers. Reconnects with every run, so that what
 * went wrong with one pipeline is over when its next run begins.
 */
final class PipelineRun implements LongRunning {

  private final SparkSession spark;
  private final ArchivePlan archivePlan;
  private final SpeedPlan speedPlan;
  private final boolean failFast;

  /** Held while the queries are stopped, which needs what they work with. */
  private final Object stops = new Object();

  private boolean stopping;
  private SideBySide queries;

  /**
   * Nothing runs yet.
   *
   * @param failFast whether one of the two that cannot go on ends the other
   */
  PipelineRun(SparkSession spark, ArchivePlan archivePlan, SpeedPlan speedPlan, boolean failFast) {
    this.spark = spark;
    this.archivePlan = archivePlan;
    this.speedPlan = speedPlan;
    this.failFast = failFast;
  }

  @Override
  public String name() {
    return archivePlan.pipeline().name();
  }

  @Override
  public void run() {
    try (Archive archive = Archive.open(spark, archivePlan);
        Speed speed = Speed.open(spark, speedPlan, archive.job()::reached)) {
      SideBySide both =
          new SideBySide(
              List.of(archive.job(), speed.job()), archivePlan.settings().retryPause(), failFast);
      if (begun(both)) {
        try {
          both.run();
        } finally {
          ended();
        }
      }
    }
  }

  private boolean begun(SideBySide both) {
    synchronized (stops) {
      queries = stopping ? null : both;
      return !stopping;
    }
  }

  /** Returns when nobody is stopping the queries any more. */
  private void ended() {
    synchronized (stops) {
      queries = null;
    }
  }

  @Override
  public void stop() {
    synchronized (stops) {
      stopping = true;
      if (queries != null) {
        queries.stop();
      }
    }
  }
}
