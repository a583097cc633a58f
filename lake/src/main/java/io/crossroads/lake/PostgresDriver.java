package io.crossroads.lake;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** Connections to PostgreSQL, also where the driver is in a JAR that Spark loaded by itself. */
final class PostgresDriver {

  private PostgresDriver() {}

  static void register() {
    try {
      if (!Driver.isRegistered()) {
        Driver.register();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL driver cannot be registered", e);
    }
  }

  static Connection connect(CatalogSettings settings, String applicationName) throws SQLException {
    register();
    Properties properties = new Properties();
    properties.putAll(settings.connectionProperties());
    properties.put("ApplicationName", applicationName);
    return DriverManager.getConnection(settings.uri(), properties);
  }
}
