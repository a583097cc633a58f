package io.crossroads.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A PostgreSQL server as a process of its own, on a port of 127.0.0.1 that it keeps over restarts.
 * A commit survives {@link #kill}; only a crash of the operating system can lose data.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
  private static final String FAST_SHUTDOWN = "INT";

  private final PostgresFolder folder;
  private final int port = FreePorts.next();
  private TiedProcess process;

  /**
   * A server that keeps its data and its log in a folder; {@link #start} starts it.
   *
   * @param databases the databases to create when the folder is new; lower case, letters, digits
   *     and underscores
   */
  public EmbeddedPostgres(Path folder, String... databases) {
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
    if (isRunning()) {
      throw new IllegalStateException("PostgreSQL on port " + port + " runs already");
    }
    folder.prepare();
    process =
        TiedProcess.start(
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
                .stoppedBy(FAST_SHUTDOWN));
    Startup.await("PostgreSQL", process, folder::isReady);
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

  /** The file with the output of all its runs. */
  public Path log() {
    return folder.log();
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Stops it by SIGKILL, as a crash would; {@link #start} brings it back with its data. */
  public void kill() {
    process.kill();
  }

  /** Ends all connections and stops it; {@link #start} brings it back with its data. */
  public void stop() {
    if (process != null) {
      process.stop(STOP_TIMEOUT);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
