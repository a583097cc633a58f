package io.crossroads.pipelines.logs;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a kind of visitor asks of a host.
 *
 * @param weight how often, compared with the others, when such visitors are fully active
 * @param millis median time to answer without load
 * @param size median size of the body of a good answer, in bytes
 * @param success the status of a good answer
 * @param failures share of answers that are the visitor's fault (400 to 429), 0 to 1
 * @param unchanged share of answers that a visitor has already (304), 0 to 1
 * @param head the part of the JSON object that is the same in all of its events
 */
record Endpoint(
    LogHost host,
    Visitor visitor,
    String method,
    String path,
    double weight,
    double millis,
    int size,
    int success,
    double failures,
    double unchanged,
    byte[] head) {

  private static final String HEALTH = "/health";
  private static final String LOGIN = "/api/v1/login";
  private static final String PROFILE = "/api/v1/profile";
  private static final String PRODUCTS = "/api/v1/products";
  private static final String ORDERS = "/api/v1/orders";

  private static final List<Endpoint> ALL =
      List.of(
          on(LogHost.CDN, Visitor.PERSON, "GET", PRODUCTS, 32, 6, 30_000, 200, 0.004, 0.4),
          on(LogHost.API, Visitor.PERSON, "GET", PRODUCTS, 24, 45, 12_000, 200, 0.01, 0.08),
          on(LogHost.API, Visitor.PERSON, "GET", ORDERS, 8, 70, 4_000, 200, 0.025, 0.02),
          on(LogHost.API, Visitor.PERSON, "GET", PROFILE, 7, 30, 900, 200, 0.02, 0.1),
          on(LogHost.API, Visitor.PERSON, "POST", ORDERS, 4, 180, 600, 201, 0.03, 0),
          on(LogHost.API, Visitor.PERSON, "PUT", PROFILE, 1, 60, 900, 200, 0.03, 0),
          on(LogHost.API, Visitor.PERSON, "DELETE", ORDERS, 0.5, 90, 0, 204, 0.02, 0),
          on(LogHost.AUTH, Visitor.PERSON, "POST", LOGIN, 9, 120, 700, 200, 0.07, 0),
          on(LogHost.AUTH, Visitor.PERSON, "GET", PROFILE, 5, 20, 400, 200, 0.03, 0.1),
          on(LogHost.API, Visitor.STAFF, "PUT", PRODUCTS, 2, 80, 1_500, 200, 0.03, 0),
          on(LogHost.API, Visitor.STAFF, "POST", PRODUCTS, 1.5, 95, 1_500, 201, 0.04, 0),
          on(LogHost.API, Visitor.STAFF, "DELETE", PRODUCTS, 0.5, 70, 0, 204, 0.03, 0),
          on(LogHost.API, Visitor.MONITOR, "GET", HEALTH, 4, 3, 15, 200, 0, 0),
          on(LogHost.AUTH, Visitor.MONITOR, "GET", HEALTH, 4, 3, 15, 200, 0, 0),
          on(LogHost.CDN, Visitor.MONITOR, "GET", HEALTH, 4, 2, 15, 200, 0, 0),
          on(LogHost.API, Visitor.BOT, "GET", PRODUCTS, 6, 55, 14_000, 200, 0.12, 0.15),
          on(LogHost.CDN, Visitor.BOT, "GET", PRODUCTS, 7, 7, 30_000, 200, 0.06, 0.3),
          on(LogHost.AUTH, Visitor.ATTACKER, "POST", LOGIN, 60, 110, 300, 200, 0.97, 0));

  /** All of them, in a fixed order. */
  static List<Endpoint> all() {
    return ALL;
  }

  /** Whether it changes something, so that what is sent may be wrong. */
  boolean writes() {
    return !method.equals("GET");
  }

  /** Whether it is the one where visitors prove who they are. */
  boolean isLogin() {
    return path.equals(LOGIN);
  }

  /** Whether every visitor may read it without proof. */
  boolean isPublic() {
    return path.equals(PRODUCTS) && !writes();
  }

  private static Endpoint on(
      LogHost host,
      Visitor visitor,
      String method,
      String path,
      double weight,
      double millis,
      int size,
      int success,
      double failures,
      double unchanged) {
    String head =
        ",\"host\":\""
            + host.hostName()
            + "\",\"method\":\""
            + method
            + "\",\"path\":\""
            + path
            + "\",\"status\":";
    return new Endpoint(
        host,
        visitor,
        method,
        path,
        weight,
        millis,
        size,
        success,
        failures,
        unchanged,
        head.getBytes(StandardCharsets.US_ASCII));
  }
}
