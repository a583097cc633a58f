package io.crossroads.demo.watch;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows what happens: events that stay, and below them, on a terminal, a block that refreshes
 * itself. Elsewhere the block is one line every few seconds.
 */
public final class Screen {

  private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);
  private static final int DETAIL_INDENT = 12;
  private static final String UP_AND_CLEAR = "\u001b[%dA\u001b[J";

  private final PrintStream out;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private int shownLines;
  private Duration nextLine = LINE_INTERVAL;

  /** Shows nothing yet; its clock runs. */
  public Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Whether people watch. */
  public static boolean isTerminal() {
    return System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }

  /** Since this was made. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Something that happened just now. */
  public void event(String text) {
    clear();
    out.println(Status.clock(elapsed()) + "  " + text);
    out.flush();
  }

  /** A line that belongs to the event before. */
  void detail(String text) {
    clear();
    out.println(" ".repeat(DETAIL_INDENT) + text);
    out.flush();
  }

  /** How far it is. */
  void status(Status status) {
    if (terminal) {
      clear();
      status.block().forEach(out::println);
      shownLines = status.block().size();
      out.flush();
    } else if (elapsed().compareTo(nextLine) >= 0) {
      out.println(status.line());
      out.flush();
      nextLine = elapsed().plus(LINE_INTERVAL);
    }
  }

  /** Takes the block away. */
  public void clear() {
    if (shownLines > 0) {
      out.printf(Locale.ROOT, UP_AND_CLEAR, shownLines);
      shownLines = 0;
    }
  }
}
