package io.crossroads.embedded;

import java.nio.file.Path;
import java.util.List;

/**
 * A PostgreSQL server as a process of its own, on a port of 127.0.0.1 that it keeps over restarts.
 * A commit survives {@link #kill}; only a crash of the operating system can lose data.
 */
public final class EmbeddedPostgres extends EmbeddedServer {

  private static final String FAST_SHUTDOWN = "INT";

  private final PostgresFolder folder;

  /**
   * A server that keeps its data and its log in a folder; {@link #start} starts it.
   *
   * @param databases the databases to create when the folder is new; lower case, letters, digits
   *     and underscores
   */
  public EmbeddedPostgres(Path folder, String... databases) {
    super("PostgreSQL");
    this.folder = new PostgresFolder(folder.toAbsolutePath(), List.of(databases));
  }

  /**
   * Starts it, with the data that the folder holds, and returns when it serves, after one to three
   * seconds.
   *
   * @return this
   * @throws IllegalStateException if it runs already, or does not start, with the end of its log
   */
  public EmbeddedPostgres start() {
    requireNotRunning();
    folder.prepare();
    start(
        Launch.of(
                log(),
                folder.command(
                    "postgres",
                    "-D",
                    folder.data().toString(),
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "fsync=off",
                    "-c",
                    "max_connections=50",
                    "-c",
                    "shared_buffers=32MB",
                    "-c",
                    "timezone=UTC",
                    "-c",
                    "log_timezone=UTC"))
            .stoppedBy(FAST_SHUTDOWN),
        folder::isReady);
    return this;
  }

  /** The address of a database for the JDBC driver, without user and password. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  public int port() {
    return port;
  }

  /** The owner of all databases. */
  public String user() {
    return PostgresFolder.USER;
  }

  /** The owner's password. */
  public String password() {
    return PostgresFolder.PASSWORD;
  }

  @Override
  public Path log() {
    return folder.log();
  }
}
