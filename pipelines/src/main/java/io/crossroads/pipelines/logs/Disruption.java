package io.crossroads.pipelines.logs;

import io.crossroads.pipelines.simulate.Noise;

/**
 * What happens to a host now and then: it fails, it is slow, or somebody tries passwords on it.
 *
 * @param kind what happens
 * @param strength how badly, from 0 (nothing) to 1
 * @param slot tells it from others of the host
 */
record Disruption(Kind kind, double strength, long slot) {

  /** What can happen. */
  enum Kind {
    /** Answers fail, and what does not fail is slow. */
    OUTAGE,
    /** Answers are slow, and few fail. */
    SLOWNESS,
    /** Many logins with wrong passwords, from few addresses; of the host that has logins. */
    ATTACK
  }

  private static final int SLOT_MINUTES = 120;
  private static final int SHORTEST_MINUTES = 4;
  private static final int LONGEST_MINUTES = 25;
  private static final double BUILD_UP_MINUTES = 2;

  /** Chance in each slot. */
  private static final double CHANCE = 0.1;

  /**
   * What happens to a host; none reaches from one slot into the next.
   *
   * @param noise of the host's disruptions
   * @param minute counted from the epoch
   */
  static Disruption at(Noise noise, LogHost host, long minute) {
    long slot = Math.floorDiv(minute, SLOT_MINUTES);
    long place = slot * 8;
    Kind kind = kind(host, noise.uniform(place + 1));
    if (noise.uniform(place) >= CHANCE) {
      return new Disruption(kind, 0, slot);
    }
    double spread = noise.uniform(place + 2) * (LONGEST_MINUTES - SHORTEST_MINUTES);
    long minutes = SHORTEST_MINUTES + (long) spread;
    long start = (long) (noise.uniform(place + 3) * (SLOT_MINUTES - minutes));
    long since = minute - slot * SLOT_MINUTES - start;
    boolean lasts = since >= 0 && since < minutes;
    double greatest = 0.5 + 0.5 * noise.uniform(place + 4);
    double strength = lasts ? greatest * Math.min(1, (since + 1) / BUILD_UP_MINUTES) : 0;
    return new Disruption(kind, strength, slot);
  }

  private static Kind kind(LogHost host, double uniform) {
    if (host == LogHost.AUTH && uniform < 0.4) {
      return Kind.ATTACK;
    }
    return uniform < 0.7 ? Kind.OUTAGE : Kind.SLOWNESS;
  }

  /** The share of answers that fail because of it, 0 to 1. */
  double failures() {
    return switch (kind) {
      case OUTAGE -> 0.6 * strength;
      case SLOWNESS -> 0.03 * strength;
      case ATTACK -> 0;
    };
  }

  /** How many times longer answers take because of it, at least 1. */
  double slowdown() {
    return switch (kind) {
      case OUTAGE -> 1 + 5 * strength;
      case SLOWNESS -> 1 + 60 * strength;
      case ATTACK -> 1 + 2 * strength;
    };
  }

  /** How active attackers are, 0 to 1. */
  double attack() {
    return kind == Kind.ATTACK ? strength : 0;
  }
}
