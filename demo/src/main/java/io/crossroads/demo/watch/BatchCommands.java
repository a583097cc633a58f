package io.crossroads.demo.watch;

import io.crossroads.demo.process.Children;
import io.crossroads.demo.process.Children.Child;
import io.crossroads.embedded.Launch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Commands that run once, one at a time, as soon as there is something for them to do. */
public final class BatchCommands {

  private final Children children;
  private final Screen screen;
  private final List<Waiting> waiting = new ArrayList<>();
  private final Set<String> done = new HashSet<>();
  private Optional<Child> running = Optional.empty();

  private record Waiting(String name, Launch launch, BooleanSupplier due) {}

  /** None yet. */
  public BatchCommands(Children children, Screen screen) {
    this.children = children;
    this.screen = screen;
  }

  /** Adds a command; where several are due, the one that was added first runs. */
  public BatchCommands add(String name, Launch launch, BooleanSupplier due) {
    waiting.add(new Waiting(name, launch, due));
    return this;
  }

  /**
   * Starts what is due if nothing runs; to be called again and again.
   *
   * @throws io.crossroads.cli.CommandFailure if one has failed
   */
  void advance() {
    if (running.isPresent() && children.isDone(running.get())) {
      Child child = running.get();
      screen.event(child.name() + " has ended: " + child.lastLine());
      done.add(child.name());
      running = Optional.empty();
    }
    if (running.isEmpty()) {
      waiting.stream()
          .filter(command -> command.due().getAsBoolean())
          .findFirst()
          .ifPresent(this::start);
    }
  }

  private void start(Waiting command) {
    waiting.remove(command);
    screen.event(command.name() + " is starting");
    running = Optional.of(children.start(command.name(), command.launch()));
  }

  boolean isRunning(String name) {
    return running.filter(child -> child.name().equals(name)).isPresent();
  }

  /** Whether a command of the name has ended well. */
  public boolean isDone(String name) {
    return done.contains(name);
  }

  /** Whether all that were added have ended well. */
  public boolean allDone() {
    return waiting.isEmpty() && running.isEmpty();
  }
}
