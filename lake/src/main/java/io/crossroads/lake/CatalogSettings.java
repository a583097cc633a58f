package io.crossroads.lake;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The PostgreSQL database that knows the tables.
 *
 * @param uri {@code jdbc:postgresql://host:port/database}
 * @param user the database account
 * @param password its password; empty where PostgreSQL's own means give one, such as PGPASSFILE
 */
public record CatalogSettings(String uri, String user, Optional<String> password) {

  /** The catalog's name, in SQL and in the database. */
  public static final String NAME = "crossroads";

  /** How long the database may take to answer one statement. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  public CatalogSettings {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
  }

  /** What the JDBC driver needs to connect, besides the address. */
  public Map<String, String> connectionProperties() {
    Map<String, String> properties = new HashMap<>();
    properties.put("user", user);
    password.ifPresent(secret -> properties.put("password", secret));
    properties.put("connectTimeout", Long.toString(TIMEOUT.toSeconds()));
    properties.put("socketTimeout", Long.toString(TIMEOUT.toSeconds()));
    properties.put("tcpKeepAlive", "true");
    return properties;
  }

  /** Properties of an Iceberg catalog on this database. */
  public Map<String, String> catalogProperties(LakeRoot lake) {
    Map<String, String> properties = new HashMap<>();
    connectionProperties().forEach((name, value) -> properties.put("jdbc." + name, value));
    properties.put("uri", uri);
    properties.put("warehouse", lake.uri());
    properties.put("jdbc.schema-version", "V1");
    properties.put("io-impl", "org.apache.iceberg.hadoop.HadoopFileIO");
    // A server that shuts down says 57P01; what follows is a new connection, not a failure.
    properties.put("retryable_status_codes", "57P01");
    return properties;
  }

  @Override
  public String toString() {
    return uri + " as " + user;
  }
}
