package io.crossroads.serving.api;

import io.crossroads.cli.BuiltVersion;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.serving.live.ChangeFeed;
import io.crossroads.serving.live.ChangesRoute;
import io.crossroads.serving.read.ReadLimits;
import io.crossroads.serving.read.ReadPool;
import io.crossroads.serving.read.StoreHealth;
import io.crossroads.serving.read.StoreState;
import io.crossroads.serving.web.Endpoint;
import io.crossroads.serving.web.JsonText;
import io.crossroads.serving.web.OpenApi;
import io.crossroads.serving.web.WebServer;
import io.crossroads.store.StoreSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole API over a store: endpoints, live changes and their description. */
public final class Api implements AutoCloseable {

  private final ReadPool pool;
  private final ChangesRoute changes;
  private final ChangeFeed feed;
  private final WebServer server;

  /**
   * Serves from now on.
   *
   * @param settings the store, with an account that only reads
   * @param pipelines what is served
   * @param host the address to listen at
   * @param port its port; 0 for any that is free
   */
  public static Api start(
      StoreSettings settings, List<Pipeline> pipelines, ReadLimits limits, String host, int port) {
    return start(settings, pipelines, limits, Map.of(), host, port);
  }

  /**
   * Serves from now on, with links to other pages of the stack.
   *
   * @param links addresses by what is there
   */
  public static Api start(
      StoreSettings settings,
      List<Pipeline> pipelines,
      ReadLimits limits,
      Map<String, URI> links,
      String host,
      int port) {
    return new Api(settings, pipelines, limits, links, host, port);
  }

  private Api(
      StoreSettings settings,
      List<Pipeline> pipelines,
      ReadLimits limits,
      Map<String, URI> links,
      String host,
      int port) {
    this.pool = new ReadPool(settings, limits);
    this.changes =
        new ChangesRoute(
            pipelines.stream().map(Pipeline::name).toList(),
            limits.listeners(),
            this::state,
            this::isAway);
    this.feed = new ChangeFeed(settings, pipelines, changes);
    List<Endpoint> endpoints = endpoints(new Catalogue(pipelines, pool), links);
    byte[] description =
        JsonText.bytes(
            OpenApi.document(
                BuiltVersion.text(),
                endpoints,
                DeclarationSchemas.schemas(),
                changes.path(),
                changes.parameters()));
    this.server = startServer(host, port, endpoints, description);
    feed.start();
  }

  private WebServer startServer(
      String host, int port, List<Endpoint> endpoints, byte[] description) {
    WebServer started = null;
    try {
      started =
          WebServer.start(host, port, endpoints, description, changes, pool.limits().shared());
      return started;
    } finally {
      if (started == null) {
        changes.close();
        pool.close();
      }
    }
  }

  private static List<Endpoint> endpoints(Catalogue catalogue, Map<String, URI> links) {
    return List.of(
        new PipelinesEndpoint(catalogue),
        new PipelineEndpoint(catalogue),
        new LatestEndpoint(catalogue),
        new AlertsEndpoint(catalogue),
        new AnalysesEndpoint(catalogue),
        new AnalysisEndpoint(catalogue),
        new PositionsEndpoint(catalogue),
        new RejectedEndpoint(catalogue),
        new RejectionsEndpoint(catalogue),
        new ReconciliationsEndpoint(catalogue),
        new RollupsEndpoint(catalogue),
        new RollupEndpoint(catalogue),
        new QueryEndpoint(catalogue),
        new TotalsEndpoint(catalogue),
        new LinksEndpoint(links),
        HealthEndpoint.live(),
        HealthEndpoint.ready(new StoreHealth(catalogue.store(), catalogue.pipelines())));
  }

  private boolean isAway() {
    return feed.isAway();
  }

  private Optional<StoreState> state(String pipeline) {
    return feed.state(pipeline);
  }

  /** The port that it listens at. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    feed.close();
    changes.close();
    server.close();
    pool.close();
  }
}
