package io.crossroads.serving.read;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.crossroads.serving.web.Problem;
import io.crossroads.serving.web.ProblemException;
import io.crossroads.store.StoreSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that only read. What one piece of work reads is of one moment, however many
 * statements it takes.
 */
public final class ReadPool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReadPool.class);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** How much longer than PostgreSQL's own limit a socket is waited for. */
  private static final Duration SOCKET_GRACE = Duration.ofSeconds(5);

  private final ReadLimits limits;
  private final Semaphore turns;
  private final HikariDataSource source;

  /** Work that reads. */
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Connections as they are needed; none is made now. */
  public ReadPool(StoreSettings settings, ReadLimits limits) {
    this.limits = limits;
    this.turns = new Semaphore(limits.atOnce(), true);
    HikariConfig config = new HikariConfig();
    config.setPoolName("store");
    config.setJdbcUrl(settings.uri());
    config.setUsername(settings.user());
    settings.password().ifPresent(config::setPassword);
    config.setMaximumPoolSize(limits.atOnce() + 1);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setReadOnly(true);
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    config.addDataSourceProperty("currentSchema", StoreSettings.SCHEMA);
    config.addDataSourceProperty("ApplicationName", "crossroads serving");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", CONNECT_TIMEOUT.toSeconds());
    config.addDataSourceProperty("socketTimeout", limits.time().plus(SOCKET_GRACE).toSeconds());
    config.addDataSourceProperty(
        "options",
        String.format(
            Locale.ROOT,
            "-c statement_timeout=%d -c default_transaction_read_only=on -c jit=off",
            limits.time().toMillis()));
    this.source = new HikariDataSource(config);
  }

  /** How much a request may cost. */
  public ReadLimits limits() {
    return limits;
  }

  /**
   * Reads for a request.
   *
   * @throws ProblemException if too many read already, if it takes too long, or if there is no
   *     store
   */
  public <T> T read(Work<T> work) {
    if (!takeTurn()) {
      throw new ProblemException(Problem.busy(limits.atOnce()));
    }
    try {
      return readNow(work);
    } catch (SQLException e) {
      throw problem(e);
    } finally {
      turns.release();
    }
  }

  /** Reads without waiting for a turn, for what watches over the store. */
  public <T> T readNow(Work<T> work) throws SQLException {
    try (Connection connection = source.getConnection()) {
      T result = work.run(connection);
      connection.rollback();
      return result;
    }
  }

  private boolean takeTurn() {
    try {
      return turns.tryAcquire(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private ProblemException problem(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return switch (state) {
      case "57014" -> new ProblemException(Problem.tooLong(seconds(limits.time())), failure);
      case "3F000", "42P01", "42501", "42703" ->
          new ProblemException(Problem.notReady(StoreHealth.explain(failure)), failure);
      default -> {
        LOG.warn("the store cannot be read: {}", failure.toString());
        yield new ProblemException(Problem.away(), failure);
      }
    };
  }

  private static String seconds(Duration time) {
    return time.toMillis() / 1000.0 + " s";
  }

  @Override
  public void close() {
    source.close();
  }
}
