package io.crossroads.pipelines.logs;

import io.crossroads.pipelines.simulate.Noise;
import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;
import io.crossroads.pipelines.simulate.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Requests to an application with three hosts: people by day and in the evening, crawlers at night,
 * probes always. Its hosts fail and slow down now and then, and the one with the logins is
 * attacked. The busier they are, the longer answers take; answers that fail take longest.
 */
final class LogSimulator implements Simulator {

  private static final byte[] HEAD = ascii("{\"ts\":");
  private static final byte[] BYTES = ascii(",\"bytes\":");
  private static final byte[] RESPONSE_TIME = ascii(",\"rt_ms\":");
  private static final double PLACES_OF_AN_ATTACK = 0.05;

  private final Clients[] clients;
  private final TrafficMix mix;
  private final SplittableRandom random;
  private final Answer answer;
  private final Utf8Buffer json = new Utf8Buffer();

  LogSimulator(long seed) {
    clients =
        Arrays.stream(Visitor.values())
            .map(visitor -> Clients.of(visitor, seed))
            .toArray(Clients[]::new);
    mix = new TrafficMix(seed);
    random = new SplittableRandom(seed);
    answer = new Answer(random);
  }

  @Override
  public SimulatedEvent next(long timeMicros) {
    mix.at(timeMicros);
    Endpoint endpoint = mix.pick(random.nextDouble());
    LogHost host = endpoint.host();
    Disruption disruption = mix.disruption(host);
    answer.draw(endpoint, disruption, mix.load());
    double place = place(endpoint.visitor(), disruption, random.nextDouble());
    json.clear().raw(HEAD).time(timeMicros);
    json.raw(endpoint.head()).number(answer.status());
    json.raw(BYTES).number(answer.bytes());
    json.raw(clients[endpoint.visitor().ordinal()].members(place, host == LogHost.CDN));
    json.raw(RESPONSE_TIME).number(answer.millis()).raw('}');
    return new SimulatedEvent(host.key(), json.toBytes());
  }

  /** Some people come often; those of an attack are few, and other ones in the next. */
  private double place(Visitor visitor, Disruption disruption, double uniform) {
    return switch (visitor) {
      case PERSON -> uniform * uniform * (0.1 + 0.9 * mix.load());
      case ATTACKER -> {
        double first = new Noise(disruption.slot(), 0).uniform(0) * (1 - PLACES_OF_AN_ATTACK);
        yield first + uniform * PLACES_OF_AN_ATTACK;
      }
      case STAFF, MONITOR, BOT -> uniform;
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
