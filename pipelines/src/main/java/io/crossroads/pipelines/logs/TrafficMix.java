package io.crossroads.pipelines.logs;

import io.crossroads.pipelines.simulate.Noise;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/** Which requests come in a minute, and what happens to the hosts in it. */
final class TrafficMix {

  private static final long MICROS_PER_MINUTE = 60_000_000;
  private static final int MINUTES_PER_DAY = 1_440;

  private final List<Endpoint> endpoints = Endpoint.all();
  private final double[] upTo = new double[endpoints.size()];
  private final LogHost[] hosts = LogHost.values();
  private final Noise[] noises = new Noise[hosts.length];
  private final Disruption[] disruptions = new Disruption[hosts.length];
  private long minute = Long.MIN_VALUE;
  private double load;

  TrafficMix(long seed) {
    for (LogHost host : hosts) {
      noises[host.ordinal()] = new Noise(seed, host.ordinal());
    }
  }

  /** Turns to the minute of a time, microseconds since the epoch. */
  void at(long timeMicros) {
    long now = Math.floorDiv(timeMicros, MICROS_PER_MINUTE);
    if (now == minute) {
      return;
    }
    minute = now;
    DayOfWeek day = LocalDate.ofEpochDay(Math.floorDiv(now, MINUTES_PER_DAY)).getDayOfWeek();
    double hour = Math.floorMod(now, MINUTES_PER_DAY) / 60.0;
    load = Visitor.PERSON.activity(day, hour);
    for (LogHost host : hosts) {
      disruptions[host.ordinal()] = Disruption.at(noises[host.ordinal()], host, now);
    }
    double sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      Endpoint endpoint = endpoints.get(i);
      Disruption disruption = disruptions[endpoint.host().ordinal()];
      double activity =
          endpoint.visitor() == Visitor.ATTACKER
              ? disruption.attack()
              : endpoint.visitor().activity(day, hour);
      sum += endpoint.weight() * activity;
      upTo[i] = sum;
    }
  }

  /** How busy the hosts are, 0 to 1. */
  double load() {
    return load;
  }

  /** What happens to a host. */
  Disruption disruption(LogHost host) {
    return disruptions[host.ordinal()];
  }

  /**
   * What is asked for.
   *
   * @param uniform in [0, 1)
   */
  Endpoint pick(double uniform) {
    double sought = uniform * upTo[upTo.length - 1];
    int i = 0;
    while (upTo[i] <= sought) {
      i++;
    }
    return endpoints.get(i);
  }
}
