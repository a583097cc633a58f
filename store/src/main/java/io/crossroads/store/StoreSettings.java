package io.crossroads.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * The PostgreSQL database that is the serving store.
 *
 * @param uri {@code jdbc:postgresql://host:port/database}
 * @param user the database account
 * @param password its password; empty where PostgreSQL's own means give one, such as PGPASSFILE
 */
public record StoreSettings(String uri, String user, Optional<String> password) {

  /** The schema that holds every table of the store. */
  public static final String SCHEMA = "serving";

  /** How long a connection may take to come about. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  public StoreSettings {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
  }

  /**
   * A connection whose unqualified names are those of the store.
   *
   * @param applicationName who it is, for people who look at the database
   */
  public Connection connect(String applicationName) throws SQLException {
    // The driver may be in a JAR that was loaded after the JVM looked for drivers.
    if (!Driver.isRegistered()) {
      Driver.register();
    }
    Properties properties = new Properties();
    properties.put("user", user);
    password.ifPresent(secret -> properties.put("password", secret));
    properties.put("currentSchema", SCHEMA);
    properties.put("ApplicationName", applicationName);
    properties.put("connectTimeout", Long.toString(TIMEOUT.toSeconds()));
    properties.put("tcpKeepAlive", "true");
    return DriverManager.getConnection(uri, properties);
  }

  @Override
  public String toString() {
    return uri + " as " + user;
  }
}
