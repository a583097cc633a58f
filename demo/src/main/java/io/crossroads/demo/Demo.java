package io.crossroads.demo;

import io.crossroads.cli.CommandFailure;
import io.crossroads.cli.GracefulStop;
import io.crossroads.demo.Children.Child;
import io.crossroads.store.StoreOptions;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Starts everything, watches it, tells what came out and stops it. */
final class Demo {

  /** The batch command that the horizon moves with. */
  static final String VIEWS = "views";

  private static final String TOPIC = "traffic-stream";
  private static final String ROLLUP = "traffic_by_minute";
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
        "Road sensors send %,d events a second, for %d s at least and until views have moved the"
            + " horizon.%nEverything is kept in %s, empty at first.%n",
        settings.rate(),
        settings.duration().toSeconds(),
        ShownPath.of(folder.path()));
    Proof proof;
    try (Services services = Services.in(folder);
        Children children = new Children(stop)) {
      Programs programs = new Programs(settings, folder, services);
      Child topics = children.start("topics", programs.createTopic());
      services.start();
      ReaderAccount reader = ReaderAccount.create(services.postgres());
      children.awaitDone(topics);
      screen.event("Kafka broker and PostgreSQL are up, the topic is created");
      proof = stream(children, programs, reader);
    } finally {
      screen.clear();
    }
    if (settings.stays()) {
      out.println("stopped, nothing is left running");
    } else {
      screen.event("everything has stopped");
      new Summary(folder, settings, proof).print(out);
    }
  }

  private Proof stream(Children children, Programs programs, ReaderAccount reader) {
    Child produce = children.start("produce", programs.produce());
    Child stream = children.start("stream", programs.stream());
    int port = ServingPort.orAnother(settings.port());
    Child serve = children.start("serve", programs.serve(reader, port));
    screen.event("produce, stream and serve are starting");
    BatchCommands commands = new BatchCommands(children, screen);
    LiveNumbers live = new LiveNumbers(LiveNumbers.address(port));
    try (DemoEnvironment environment = programs.environment(port).write();
        TopicEnd topic = new TopicEnd(programs.bootstrapServers(), TOPIC)) {
      Watch watch =
          new Watch(
              children, screen, settings, topic, live, commands, stream, serve, folder.archive());
      commands
          .add(VIEWS, programs.views(), watch::hasArchivedAMinute)
          .add("history", programs.history(), watch::hasCommit)
          .add("analyses", programs.analyses(), () -> commands.isDone("history"));
      watch.until(
          () -> {
            children.requireRunning(produce);
            return watch.hasSentLongEnough() && commands.isDone(VIEWS);
          });
      children.end(produce);
      watch.sendingHasEnded();
      screen.event("produce has ended: " + produce.lastLine());
      ProducerReport sent = Reports.read(programs.sent(), ProducerReport.class);
      catchUp(watch, stream, sent.acknowledged());
      Proof proof = prove(children, programs, commands, watch, live, sent);
      if (settings.stays()) {
        stay(children, proof, environment, live, List.of(stream, serve));
      }
      return proof;
    }
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

  private Proof prove(
      Children children,
      Programs programs,
      BatchCommands commands,
      Watch watch,
      LiveNumbers live,
      ProducerReport sent) {
    commands.add("reconcile", programs.reconcile(), () -> true);
    children.awaitDone(children.start("query", programs.query(live.address(), ROLLUP)));
    watch.until(commands::allDone);
    Proof proof =
        new Proof(
            sent,
            Reports.read(programs.reconciled(), Reconciliation.class),
            new Proof.Answered(
                live.ask().events(),
                live.progress().horizonOffset(),
                live.answers(),
                watch.answersDuringViews()));
    proof.text();
    return proof;
  }

  /** Everything goes on, to be asked, until somebody asks for a stop. */
  private void stay(
      Children children,
      Proof proof,
      DemoEnvironment environment,
      LiveNumbers live,
      List<Child> running) {
    screen.clear();
    new Summary(folder, settings, proof).print(out);
    out.println("Everything is still up. Ask, from another terminal:");
    new Questions(live.address()).all().forEach(line -> out.println("  " + line));
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
        Programs.PIPELINE);
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
