package io.crossroads.serving.live;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.serving.read.StoreState;
import io.crossroads.store.SpeedStore;
import io.crossroads.store.StoreSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from PostgreSQL when a layer has committed, and tells what the pipeline's state is then.
 * After its connection was lost it tells the state of every pipeline, as it may have missed some.
 */
public final class ChangeFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

  private static final int WAIT_MILLIS = 1_000;

  /** How many waits without news before it is asked whether anything has changed after all. */
  private static final int QUIET_WAITS = 15;

  private static final int NETWORK_TIMEOUT_MILLIS = 10_000;

  /** Who is told of changes. */
  interface Follower {

    /** A layer of a pipeline has committed; what was read before may be old from now on. */
    void heard(String pipeline);

    /** The state of a pipeline after a commit. */
    void changed(String pipeline, StoreState state);

    /** The store cannot be heard any more, until a state is told again. */
    void away();
  }

  private final StoreSettings settings;
  private final Set<String> pipelines;
  private final Follower follower;
  private final Map<String, StoreState> states = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "change-feed");
  private volatile boolean closed;
  private volatile boolean away;

  /**
   * A feed that begins with {@link #start}.
   *
   * @param follower is told; must return soon
   */
  public ChangeFeed(StoreSettings settings, List<Pipeline> pipelines, Follower follower) {
    this.settings = settings;
    this.pipelines = pipelines.stream().map(Pipeline::name).collect(Collectors.toSet());
    this.follower = follower;
    thread.setDaemon(true);
  }

  /** Begins to listen. */
  public void start() {
    thread.start();
  }

  /** Whether the store cannot be heard. */
  public boolean isAway() {
    return away;
  }

  /** The last state that was heard of; empty as long as the store is away. */
  public Optional<StoreState> state(String pipeline) {
    return Optional.ofNullable(states.get(pipeline));
  }

  private void run() {
    while (!closed) {
      try (Connection connection = settings.connect("crossroads serving changes")) {
        follow(connection);
      } catch (SQLException e) {
        if (!away && !closed) {
          LOG.warn("no live changes until the store is back: {}", e.toString());
          away = true;
          states.clear();
          follower.away();
        }
        pause();
      }
    }
  }

  private void follow(Connection connection) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + SpeedStore.CHANGES);
    }
    for (String pipeline : pipelines) {
      tell(connection, pipeline);
    }
    if (away) {
      LOG.info("live changes again");
      away = false;
    }
    PGConnection postgres = connection.unwrap(PGConnection.class);
    int quiet = 0;
    while (!closed) {
      PGNotification[] heard = postgres.getNotifications(WAIT_MILLIS);
      if (heard != null && heard.length > 0) {
        for (String pipeline : names(heard)) {
          tell(connection, pipeline);
        }
        quiet = 0;
      } else if (++quiet % QUIET_WAITS == 0) {
        tellChanged(connection);
      }
    }
  }

  private Set<String> names(PGNotification[] heard) {
    return Stream.of(heard)
        .map(PGNotification::getParameter)
        .filter(pipelines::contains)
        .collect(Collectors.toSet());
  }

  /** Finds out about a connection that is broken without anybody having said so. */
  private void tellChanged(Connection connection) throws SQLException {
    for (String pipeline : pipelines) {
      if (!StoreState.read(connection, pipeline).equals(states.get(pipeline))) {
        tell(connection, pipeline);
      }
    }
  }

  private void tell(Connection connection, String pipeline) throws SQLException {
    follower.heard(pipeline);
    StoreState state = StoreState.read(connection, pipeline);
    states.put(pipeline, state);
    follower.changed(pipeline, state);
  }

  private void pause() {
    try {
      Thread.sleep(WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
