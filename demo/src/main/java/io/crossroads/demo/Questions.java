package io.crossroads.demo;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Commands that ask for numbers; they work as they are printed, while everything runs.
 *
 * @param address where answers are served
 */
record Questions(URI address) {

  /** A few for the beginning. */
  List<String> first() {
    return List.of(
        curl(
            "/api/v1/query?rollup=traffic_by_minute&dimensions=&measures=events,speed_mean&order=-window_start"),
        query());
  }

  /** Those that have an answer when everything is there. */
  List<String> all() {
    return List.of(
        first().get(0),
        curl("/api/v1/pipelines/traffic/latest?key=S1"),
        curl("/api/v1/pipelines/traffic/analyses/peak_hours"),
        query());
  }

  private String curl(String path) {
    return String.format(Locale.ROOT, "curl '%s:%d%s'", address.getHost(), address.getPort(), path);
  }

  private String query() {
    String elsewhere = address.getPort() == ServingPort.USUAL ? "" : " --url " + address;
    return "bin/crossroads query traffic_by_minute" + elsewhere;
  }
}
