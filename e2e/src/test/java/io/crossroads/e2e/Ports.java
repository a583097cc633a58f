package io.crossroads.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a stack can be reached on this machine.
 *
 * @param byVariable the numbers by the variables that the Compose file reads
 */
record Ports(Map<String, Integer> byVariable) {

  private static final Map<String, Published> PUBLISHED =
      Map.of(
          "CROSSROADS_AIRFLOW_PORT", new Published("airflow-apiserver", 8080),
          "CROSSROADS_SPARK_PORT", new Published("spark-master", 8080),
          "CROSSROADS_HISTORY_PORT", new Published("spark-history", 18080),
          "CROSSROADS_MINIO_PORT", new Published("minio", 9000),
          "CROSSROADS_MINIO_CONSOLE_PORT", new Published("minio", 9001),
          "CROSSROADS_KAFKA_PORT", new Published("broker", 9092),
          "CROSSROADS_POSTGRES_PORT", new Published("postgres", 5432),
          "CROSSROADS_SERVING_PORT", new Published("serving", 8000));

  private record Published(String service, int inside) {}

  /** Ports that nobody uses at the moment. */
  static Ports free() {
    List<ServerSocket> held = new ArrayList<>();
    Map<String, Integer> ports = new TreeMap<>();
    try {
      for (String variable : PUBLISHED.keySet()) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        ports.put(variable, socket.getLocalPort());
      }
      for (ServerSocket socket : held) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Ports(ports);
  }

  /** The ports of a stack that runs. */
  static Ports of(Compose compose) {
    Map<String, Integer> ports = new TreeMap<>();
    PUBLISHED.forEach(
        (variable, published) -> {
          String address =
              compose
                  .command("port", published.service(), Integer.toString(published.inside()))
                  .check()
                  .strip();
          ports.put(variable, Integer.valueOf(address.substring(address.lastIndexOf(':') + 1)));
        });
    return new Ports(ports);
  }

  int airflow() {
    return byVariable.get("CROSSROADS_AIRFLOW_PORT");
  }

  int spark() {
    return byVariable.get("CROSSROADS_SPARK_PORT");
  }

  int minio() {
    return byVariable.get("CROSSROADS_MINIO_PORT");
  }

  int minioConsole() {
    return byVariable.get("CROSSROADS_MINIO_CONSOLE_PORT");
  }

  int kafka() {
    return byVariable.get("CROSSROADS_KAFKA_PORT");
  }

  int postgres() {
    return byVariable.get("CROSSROADS_POSTGRES_PORT");
  }

  int serving() {
    return byVariable.get("CROSSROADS_SERVING_PORT");
  }
}
