package io.crossroads.pipelines.logs;

import io.crossroads.pipelines.simulate.Noise;
import java.util.SplittableRandom;

/** Draws how a host answers: with which status, how many bytes, and after how long. */
final class Answer {

  private static final int MOVED = 301;
  private static final int UNCHANGED = 304;
  private static final int NO_CONTENT = 204;
  private static final double LONGEST_MILLIS = 60_000;

  private final SplittableRandom random;
  private int status;
  private long bytes;
  private long millis;

  Answer(SplittableRandom random) {
    this.random = random;
  }

  /**
   * Draws an answer.
   *
   * @param load how busy the host is, 0 to 1
   */
  void draw(Endpoint endpoint, Disruption disruption, double load) {
    status = drawStatus(endpoint, disruption, load);
    bytes = drawBytes(endpoint);
    millis = drawMillis(endpoint, disruption, load);
  }

  /** The status code. */
  int status() {
    return status;
  }

  /** Size of the body. */
  long bytes() {
    return bytes;
  }

  /** Time to answer, at least 1 ms. */
  long millis() {
    return millis;
  }

  private int drawStatus(Endpoint endpoint, Disruption disruption, double load) {
    double failures = 0.001 + 0.003 * load + disruption.failures();
    double rest = random.nextDouble();
    if (rest < failures) {
      return serverError(disruption);
    }
    rest -= failures;
    if (rest < endpoint.failures()) {
      return clientError(endpoint);
    }
    rest -= endpoint.failures();
    if (rest < endpoint.unchanged()) {
      return UNCHANGED;
    }
    boolean moved = endpoint.isPublic() && rest < endpoint.unchanged() + 0.01;
    return moved ? MOVED : endpoint.success();
  }

  private int serverError(Disruption disruption) {
    double uniform = random.nextDouble();
    boolean down = disruption.strength() > 0;
    if (uniform < (down ? 0.15 : 0.6)) {
      return 500;
    }
    return uniform < (down ? 0.45 : 0.8) ? 502 : 503;
  }

  private int clientError(Endpoint endpoint) {
    double uniform = random.nextDouble();
    if (endpoint.isLogin()) {
      boolean limited = endpoint.visitor() == Visitor.ATTACKER && uniform < 0.3;
      return limited ? 429 : uniform < 0.9 ? 401 : 400;
    }
    if (endpoint.isPublic()) {
      return uniform < 0.8 ? 404 : 429;
    }
    if (endpoint.writes()) {
      return uniform < 0.6 ? 400 : uniform < 0.8 ? 403 : 404;
    }
    return uniform < 0.6 ? 401 : uniform < 0.75 ? 403 : 404;
  }

  private long drawBytes(Endpoint endpoint) {
    if (status == NO_CONTENT || status == UNCHANGED) {
      return 0;
    }
    if (status == endpoint.success()) {
      if (endpoint.visitor() == Visitor.MONITOR) {
        return endpoint.size();
      }
      return Math.max(2, (long) (endpoint.size() * spread(0.6)));
    }
    return status == MOVED ? 169 : 90 + random.nextInt(160);
  }

  /** Half of the failures of a server are something that it waited for in vain. */
  private long drawMillis(Endpoint endpoint, Disruption disruption, double load) {
    double usual = endpoint.millis() * (1 + 0.8 * load) * disruption.slowdown() * spread(0.5);
    boolean waited = status >= 500 && random.nextBoolean();
    double all = waited ? usual + 1_500 * spread(0.8) : usual;
    return Math.max(1, Math.round(Math.min(LONGEST_MILLIS, all)));
  }

  /** A factor whose logarithm is nearly normal, of median 1. */
  private double spread(double deviation) {
    return StrictMath.exp(deviation * Noise.bell(random.nextLong()));
  }
}
