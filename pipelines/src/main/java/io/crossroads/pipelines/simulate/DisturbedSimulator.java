package io.crossroads.pipelines.simulate;

import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.Reason;
import io.crossroads.pipelines.schema.EventSchema;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes of a clean stream one as it is in life: with records that must be rejected, late events,
 * events out of order, and repeated ones. Each call makes one record, disturbed or not; the same
 * seed, shares and calls give the same bytes. For one thread.
 */
public final class DisturbedSimulator implements Simulator {

  private static final double SHORTEST_LAG_MICROS = 2 * 60e6;
  private static final double LONGEST_LAG_MICROS = 6 * 3600e6;
  private static final int LONGEST_HOLD = 20;

  private final Simulator clean;
  private final DisturbanceShares shares;
  private final Faults faults;
  private final SplittableRandom random;
  private final HeldBack heldBack = new HeldBack();
  private final Map<Reason, Long> invalid = new EnumMap<>(Reason.class);
  private SimulatedEvent lastValid;
  private long newest = Long.MIN_VALUE;
  private long records;
  private long late;
  private long outOfOrder;
  private long duplicates;

  /**
   * Disturbs a stream.
   *
   * @param clean makes valid events that are flat JSON objects
   * @param schema what makes them valid
   */
  public DisturbedSimulator(
      Simulator clean, EventSchema schema, DisturbanceShares shares, long seed) {
    this.clean = clean;
    this.shares = shares;
    this.faults = new Faults(schema, Limits.DEFAULT);
    this.random = new SplittableRandom(~seed);
  }

  @Override
  public SimulatedEvent next(long timeMicros) {
    long number = records++;
    if (shares.none()) {
      return clean.next(timeMicros);
    }
    while (true) {
      if (heldBack.hasDue(number)) {
        return released(heldBack.release());
      }
      switch (shares.pick(random.nextDouble())) {
        case OUT_OF_ORDER -> {
          long due = number + 2 + random.nextInt(LONGEST_HOLD - 1);
          heldBack.hold(clean.next(timeMicros), timeMicros, due);
        }
        case INVALID -> {
          return spoilt(clean.next(timeMicros));
        }
        case LATE -> {
          late++;
          return valid(clean.next(timeMicros - lag()));
        }
        case DUPLICATE -> {
          return repeated(timeMicros);
        }
        case NONE -> {
          newest = timeMicros;
          return valid(clean.next(timeMicros));
        }
      }
    }
  }

  /** What was done so far. */
  public DisturbanceCounts counts() {
    return new DisturbanceCounts(records, invalid, late, outOfOrder, duplicates);
  }

  private SimulatedEvent valid(SimulatedEvent event) {
    lastValid = event;
    return event;
  }

  /** An event counts as out of order if a newer one went before it. */
  private SimulatedEvent released(HeldBack.Waiting waiting) {
    outOfOrder += waiting.timeMicros() < newest ? 1 : 0;
    newest = Math.max(newest, waiting.timeMicros());
    return valid(waiting.event());
  }

  private SimulatedEvent spoilt(SimulatedEvent event) {
    Fault fault = faults.pick(random);
    invalid.merge(fault.rejection().reason(), 1L, Long::sum);
    return fault.spoil(event);
  }

  private SimulatedEvent repeated(long timeMicros) {
    if (lastValid == null) {
      return valid(clean.next(timeMicros));
    }
    duplicates++;
    return lastValid;
  }

  /** Minutes as often as hours: the logarithm is uniform. */
  private long lag() {
    double spread = StrictMath.log(LONGEST_LAG_MICROS / SHORTEST_LAG_MICROS);
    return (long) (SHORTEST_LAG_MICROS * StrictMath.exp(random.nextDouble() * spread));
  }
}
