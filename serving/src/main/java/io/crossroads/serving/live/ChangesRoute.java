package io.crossroads.serving.live;

import io.crossroads.serving.read.StoreState;
import io.crossroads.serving.web.JsonText;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Problem;
import io.crossroads.serving.web.ProblemException;
import io.crossroads.serving.web.Request;
import io.crossroads.serving.web.WebServer;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Server-sent events: the state of a pipeline now, and whenever a layer has committed. */
public final class ChangesRoute implements WebServer.LiveRoute, ChangeFeed.Follower, AutoCloseable {

  private static final long HEARTBEAT_SECONDS = 15;

  private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

  /** Tells that numbers are as old as this event until a state follows. */
  private static final byte[] AWAY = "event: away\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);

  private final List<String> pipelines;
  private final Parameter<String> pipeline;
  private final Function<String, Optional<StoreState>> states;
  private final BooleanSupplier away;
  private final Map<String, LongAdder> heard = new ConcurrentHashMap<>();
  private final int most;
  private final Semaphore places;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private final ExecutorService senders = Executors.newCachedThreadPool(ChangesRoute::daemon);
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(ChangesRoute::daemon);

  /**
   * The route.
   *
   * @param pipelines names of those that are served
   * @param most how many may listen at a time
   * @param states the last known state of a pipeline
   * @param away whether the store cannot be heard
   */
  public ChangesRoute(
      List<String> pipelines,
      int most,
      Function<String, Optional<StoreState>> states,
      BooleanSupplier away) {
    this.pipelines = List.copyOf(pipelines);
    this.pipelines.forEach(name -> heard.put(name, new LongAdder()));
    this.pipeline = Parameter.oneOf("pipeline", pipelines, "Only changes of this pipeline");
    this.most = most;
    this.places = new Semaphore(most);
    this.states = states;
    this.away = away;
    clock.scheduleAtFixedRate(
        () -> listeners.forEach(listener -> listener.send("", HEARTBEAT)),
        HEARTBEAT_SECONDS,
        HEARTBEAT_SECONDS,
        TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "live-changes");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public String path() {
    return "/api/v1/changes";
  }

  /** Its parameters. */
  public List<Parameter<?>> parameters() {
    return List.of(pipeline);
  }

  @Override
  public long heard(Optional<String> name) {
    if (away.getAsBoolean()) {
      return -1;
    }
    return name.map(heard::get).map(LongAdder::sum).orElseGet(() -> sum());
  }

  private long sum() {
    return heard.values().stream().mapToLong(LongAdder::sum).sum();
  }

  @Override
  public void heard(String name) {
    heard.get(name).increment();
  }

  @Override
  public void changed(String name, StoreState state) {
    byte[] event = event(name, state);
    listeners.forEach(listener -> listener.send(name, event));
  }

  @Override
  public void away() {
    listeners.forEach(listener -> listener.send("", AWAY));
  }

  @Override
  public void handle(Context context) throws IOException {
    Request request =
        new Request(parameters(), Map.of(), context.queryParamMap(), Optional.empty());
    Optional<String> wanted = request.optional(pipeline);
    if (!places.tryAcquire()) {
      throw new ProblemException(Problem.busy(most));
    }
    boolean listening = false;
    try {
      begin(context);
      if (context.method() != HandlerType.HEAD) {
        listen(context, wanted);
        listening = true;
      }
    } finally {
      if (!listening) {
        places.release();
      }
    }
  }

  private static void begin(Context context) throws IOException {
    context.res().setStatus(200);
    context.res().setContentType("text/event-stream");
    context.res().setHeader("Cache-Control", "no-cache");
    context.res().setHeader("X-Accel-Buffering", "no");
    context.res().flushBuffer();
  }

  private void listen(Context context, Optional<String> wanted) throws IOException {
    Listener listener = new Listener(wanted, context.res().getOutputStream(), senders);
    context.future(listener::over);
    listener
        .over()
        .thenRun(
            () -> {
              listeners.remove(listener);
              places.release();
            });
    listeners.add(listener);
    if (away.getAsBoolean()) {
      listener.send("", AWAY);
    }
    for (String name : pipelines) {
      states.apply(name).ifPresent(state -> listener.send(name, event(name, state)));
    }
  }

  private static byte[] event(String name, StoreState state) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("pipeline", name);
    data.putAll(state.members());
    data.put("open_alerts", state.openAlerts());
    String json = new String(JsonText.bytes(data), StandardCharsets.UTF_8);
    return String.format(Locale.ROOT, "id: %s\nevent: change\ndata: %s\n\n", state.tag(), json)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    senders.shutdownNow();
    listeners.forEach(listener -> listener.over().complete(null));
  }
}
