package io.crossroads.store;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Flags of every command that works with the serving store. */
public final class StoreOptions {

  /** The environment variable that may hold the store's password. */
  public static final String PASSWORD_VARIABLE = "CROSSROADS_STORE_PASSWORD";

  @Option(
      names = "--store-uri",
      defaultValue = "jdbc:postgresql://localhost:5432/serving",
      paramLabel = "URI",
      description = "The database that holds the live numbers (default: ${DEFAULT-VALUE}).")
  private String uri;

  @Option(
      names = "--store-user",
      defaultValue = "crossroads",
      paramLabel = "NAME",
      description = {
        "Its account (default: ${DEFAULT-VALUE}). The password comes from",
        PASSWORD_VARIABLE + " or the file that PGPASSFILE names."
      })
  private String user;

  /** The store, with the password of this process's environment. */
  public StoreSettings settings() {
    return new StoreSettings(uri, user, Optional.ofNullable(System.getenv(PASSWORD_VARIABLE)));
  }
}
