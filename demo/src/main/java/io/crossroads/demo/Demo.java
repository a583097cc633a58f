package io.crossroads.demo;

import io.crossroads.cli.CommandFailure;
import io.crossroads.cli.GracefulStop;
import io.crossroads.demo.process.Children;
import io.crossroads.demo.process.Children.Child;
import io.crossroads.demo.process.Programs;
import io.crossroads.demo.process.ReaderAccount;
import io.crossroads.demo.process.Services;
import io.crossroads.demo.process.StoppedException;
import io.crossroads.demo.result.ProducerReport;
import io.crossroads.demo.result.Proof;
import io.crossroads.demo.result.Reports;
import io.crossroads.demo.result.Summary;
import io.crossroads.demo.setup.DemoEnvironment;
import io.crossroads.demo.setup.DemoFolder;
import io.crossroads.demo.setup.DemoSettings;
import io.crossroads.demo.setup.ServingPort;
import io.crossroads.demo.setup.ShownPath;
import io.crossroads.demo.watch.BatchCommands;
import io.crossroads.demo.watch.LiveNumbers;
import io.crossroads.demo.watch.Questions;
import io.crossroads.demo.watch.Screen;
import io.crossroads.demo.watch.TopicEnd;
import io.crossroads.demo.watch.Watch;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.simulate.MissingReference;
import io.crossroads.store.StoreOptions;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Starts everything, watches it, tells what came out and stops it. */
final class Demo {

  private static final Duration CATCH_UP = Duration.ofSeconds(60);

  private final DemoSettings settings;
  private final DemoFolder folder;
  private final GracefulStop stop;
  private final PrintStream out;
  private final Screen screen;

  Demo(DemoSettings settings, DemoFolder folder, GracefulStop stop, PrintStream out) {
    this.settings = settings;
    this.folder = folder;
    this.stop = stop;
    this.out = out;
    this.screen = new Screen(out, Screen.isTerminal());
  }

  /**
   * Returns when everything is proved, told and stopped.
   *
   * @throws CommandFailure with the reason if anything went wrong
   * @throws StoppedException if somebody asked for a stop before it was proved
   */
  void run() {
    out.printf(
        Locale.ROOT,
        "Simulators send %s events a second, for %d s at least and until views have moved the"
            + " horizon.%nEverything is kept in %s, empty at first.%n",
        settings.pipelines().stream()
            .map(one -> String.format(Locale.ROOT, "%,d %s", settings.rate(one), one.name()))
            .collect(Collectors.joining(", ")),
        settings.duration().toSeconds(),
        ShownPath.of(folder.path()));
    Instant now = Instant.now();
    settings.pipelines().stream()
        .flatMap(one -> MissingReference.of(one, now, now).stream())
        .forEach(missing -> out.println("warning: " + missing));
    List<Proof> proofs;
    try (Services services = Services.in(folder);
        Children children = new Children(stop)) {
      Programs programs = new Programs(settings, folder, services);
      List<Child> topics =
          settings.pipelines().stream()
              .map(one -> children.start(programs.named("topics", one), programs.createTopic(one)))
              .toList();
      services.start();
      ReaderAccount reader = ReaderAccount.create(services.postgres());
      topics.forEach(children::awaitDone);
      screen.event(
          "Kafka broker and PostgreSQL are up, "
              + (settings.several()
                  ? topics.size() + " topics are created"
                  : "the topic is created"));
      proofs = stream(children, programs, reader);
    } finally {
      screen.clear();
    }
    if (settings.stays()) {
      out.println("stopped, nothing is left running");
    } else {
      screen.event("everything has stopped");
      new Summary(folder, settings, proofs).print(out);
    }
  }

  private List<Proof> stream(Children children, Programs programs, ReaderAccount reader) {
    Map<Pipeline, Child> producers = new LinkedHashMap<>();
    for (Pipeline pipeline : settings.pipelines()) {
      producers.put(
          pipeline,
          children.start(programs.named("produce", pipeline), programs.produce(pipeline)));
    }
    Child stream = children.start("stream", programs.stream());
    int port = ServingPort.orAnother(settings.port());
    Child serve = children.start("serve", programs.serve(reader, port));
    screen.event(
        "produce, stream and serve are starting; the page is at "
            + ServingPort.address(port)
            + "/");
    BatchCommands commands = new BatchCommands(children, screen);
    LiveNumbers live = new LiveNumbers(ServingPort.address(port), settings.pipelines());
    try (DemoEnvironment environment = programs.environment(port).write();
        TopicEnd topic = new TopicEnd(programs.bootstrapServers(), settings.pipelines())) {
      Watch watch =
          new Watch(
              children,
              screen,
              settings,
              topic,
              live,
              commands,
              stream,
              serve,
              folder.archives(settings));
      addBatch(commands, programs, watch);
      watch.until(
          () -> {
            producers.values().forEach(children::requireRunning);
            return watch.hasSentLongEnough() && commands.isDone(Programs.VIEWS);
          });
      producers.values().forEach(children::end);
      watch.sendingHasEnded();
      Map<Pipeline, ProducerReport> sent = new LinkedHashMap<>();
      producers.forEach(
          (pipeline, produce) -> {
            screen.event(produce.name() + " has ended: " + produce.lastLine());
            sent.put(pipeline, Reports.read(programs.sent(pipeline), ProducerReport.class));
          });
      catchUp(watch, stream, sent.values().stream().mapToLong(ProducerReport::acknowledged).sum());
      List<Proof> proofs = prove(children, programs, commands, watch, live, sent);
      if (settings.stays()) {
        stay(children, proofs, environment, live, List.of(stream, serve));
      }
      return proofs;
    }
  }

  private void addBatch(BatchCommands commands, Programs programs, Watch watch) {
    commands.add(Programs.VIEWS, programs.views(), watch::hasArchivedAMinute);
    List<String> histories = new ArrayList<>();
    for (Pipeline pipeline : settings.pipelines()) {
      if (pipeline.history().isPresent()) {
        String name = programs.named("history", pipeline);
        histories.add(name);
        commands.add(name, programs.history(pipeline), watch::hasCommit);
      }
    }
    commands.add(
        "analyses",
        programs.analyses(),
        () -> watch.hasCommitOfEach() && histories.stream().allMatch(commands::isDone));
  }

  private void catchUp(Watch watch, Child stream, long records) {
    Duration deadline = screen.elapsed().plus(CATCH_UP);
    watch.until(
        () -> {
          if (screen.elapsed().compareTo(deadline) > 0) {
            throw Children.failure(
                stream, "has not taken in all within " + CATCH_UP.toSeconds() + " s");
          }
          return watch.hasTakenIn(records);
        });
    screen.event("both layers have taken in everything");
  }

  private List<Proof> prove(
      Children children,
      Programs programs,
      BatchCommands commands,
      Watch watch,
      LiveNumbers live,
      Map<Pipeline, ProducerReport> sent) {
    commands.add("reconcile", programs.reconcile(), () -> true);
    for (Pipeline pipeline : settings.pipelines()) {
      String rollup = pipeline.rollups().get(0).name();
      children.awaitDone(
          children.start(
              programs.named("query", pipeline), programs.query(live.address(), rollup)));
    }
    watch.until(commands::allDone);
    live.ask();
    List<Proof> proofs = new ArrayList<>();
    sent.forEach(
        (pipeline, report) ->
            proofs.add(
                new Proof(
                    pipeline,
                    report,
                    Reports.reconciliation(programs.reconciled(), settings, pipeline),
                    new Proof.Answered(
                        live.latest(pipeline).events(),
                        live.progress(pipeline).horizonOffset(),
                        live.answers(),
                        watch.answersDuringViews()))));
    proofs.forEach(Proof::text);
    return proofs;
  }

  /** Everything goes on, to be asked, until somebody asks for a stop. */
  private void stay(
      Children children,
      List<Proof> proofs,
      DemoEnvironment environment,
      LiveNumbers live,
      List<Child> running) {
    screen.clear();
    new Summary(folder, settings, proofs).print(out);
    out.println("Everything is still up. The page is at " + live.address() + "/");
    out.println("Ask, from another terminal:");
    new Questions(live.address(), settings.pipelines())
        .all()
        .forEach(line -> out.println("  " + line));
    out.printf(
        Locale.ROOT,
        """
        The broker is at %s, the database at %s,
        user %s, password %s. Send events of your own, which the same answers then count:
          . %s
          bin/crossroads produce --pipeline %s --count 100
        """,
        environment.value("CROSSROADS_BOOTSTRAP_SERVERS"),
        environment.value("CROSSROADS_STORE_URI"),
        environment.value("CROSSROADS_STORE_USER"),
        environment.value(StoreOptions.PASSWORD_VARIABLE),
        ShownPath.sourced(environment.file()),
        settings.pipelines().get(0).name());
    out.println("Ctrl-C ends it.");
    out.flush();
    try {
      while (true) {
        running.forEach(children::requireRunning);
        children.pause();
      }
    } catch (StoppedException asked) {
      // what it waited for
    }
  }
}
