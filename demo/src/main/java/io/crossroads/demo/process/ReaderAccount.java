package io.crossroads.demo.process;

import io.crossroads.cli.CommandFailure;
import io.crossroads.embedded.EmbeddedPostgres;
import io.crossroads.store.ReadOnlyAccount;
import io.crossroads.store.StoreSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;

/** The database account of whoever serves: it reads the store and can do nothing else. */
public record ReaderAccount(String name, String password) {

  /**
   * Makes it.
   *
   * @throws CommandFailure if PostgreSQL refuses
   */
  public static ReaderAccount create(EmbeddedPostgres postgres) {
    ReaderAccount reader = new ReaderAccount("reader", "reader");
    StoreSettings store =
        new StoreSettings(
            postgres.jdbcUrl(Programs.SERVING), postgres.user(), Optional.of(postgres.password()));
    try (Connection connection = store.connect("crossroads demo");
        Statement statement = connection.createStatement()) {
      statement.execute(
          String.format(
              Locale.ROOT, "create role %s login password '%s'", reader.name, reader.password));
      statement.execute(
          String.format(
              Locale.ROOT,
              "alter role %s set search_path = %s, public",
              reader.name,
              StoreSettings.SCHEMA));
      for (String grant : ReadOnlyAccount.grants(postgres.user(), reader.name)) {
        statement.execute(grant);
      }
    } catch (SQLException refused) {
      throw new CommandFailure(
          "no account that only reads: " + refused.getMessage() + ", see " + postgres.log(),
          refused);
    }
    return reader;
  }
}
