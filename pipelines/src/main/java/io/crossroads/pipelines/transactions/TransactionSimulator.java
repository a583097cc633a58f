package io.crossroads.pipelines.transactions;

import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;
import io.crossroads.pipelines.simulate.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Payments in shops and between firms: each currency is spent when its people are awake, firms pay
 * on working days, and now and then somebody tries stolen cards with the same small amount.
 */
final class TransactionSimulator implements Simulator {

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;

  /** Identifiers have the second, then as many bits; below 2^53 up to the year 2052. */
  private static final int SEQUENCE_BITS = 23;

  private static final long YEAR_2020 = 1_577_836_800;
  private static final byte[] ID = ascii("{\"transaction_id\":");
  private static final byte[] MONTANT = ascii(",\"montant\":");
  private static final byte[] DEVISE = ascii(",\"devise\":\"");
  private static final byte[] TIMESTAMP = ascii("\",\"timestamp\":");

  private final SplittableRandom random;
  private final Utf8Buffer json = new Utf8Buffer();
  private final Utf8Buffer key = new Utf8Buffer();
  private final Markets markets;
  private long sequence;

  TransactionSimulator(long seed) {
    random = new SplittableRandom(seed);
    sequence = random.nextLong(1L << SEQUENCE_BITS);
    markets = new Markets(seed);
  }

  @Override
  public SimulatedEvent next(long timeMicros) {
    markets.at(Math.floorDiv(timeMicros, MICROS_PER_MINUTE));
    Payment payment = markets.payment(random);
    long id = id(Math.floorDiv(timeMicros, MICROS_PER_SECOND));
    json.clear().raw(ID).number(id);
    json.raw(MONTANT).decimal(payment.amount(), payment.market().digits());
    json.raw(DEVISE).raw(payment.market().devise());
    json.raw(TIMESTAMP).time(timeMicros).raw('}');
    return new SimulatedEvent(key.clear().number(id).toBytes(), json.toBytes());
  }

  private long id(long second) {
    sequence = sequence + 1 & (1L << SEQUENCE_BITS) - 1;
    return second - YEAR_2020 << SEQUENCE_BITS | sequence;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
