package io.crossroads.sql.prompt;

import io.crossroads.cli.CommandFailure;
import io.crossroads.cli.Console;
import io.crossroads.cli.VisibleText;
import io.crossroads.sql.Relations;
import io.crossroads.sql.Session;
import io.crossroads.sql.ask.Script;
import io.crossroads.sql.print.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;

/** Asks people for statements. An error is printed, and the next statement is asked for. */
public final class Prompt {

  private static final List<String> LAST = List.of("quit", "exit", "\\q");

  private final Session session;
  private final Relations relations;
  private final Format format;

  /** A prompt. */
  public Prompt(Session session, Relations relations, Format format) {
    this.session = session;
    this.relations = relations;
    this.format = format;
  }

  /** Asks until the input ends, or somebody says so. */
  public void run(Console console) {
    try (Terminal terminal = TerminalBuilder.builder().name("crossroads").build()) {
      LineReader reader =
          LineReaderBuilder.builder()
              .terminal(terminal)
              .parser(new StatementParser())
              .completer(new NameCompleter(relations))
              .variable(LineReader.SECONDARY_PROMPT_PATTERN, "   > ")
              .build();
      terminal.handle(Signal.INT, signal -> session.cancel());
      console.messages().println("'show tables;' lists what there is; 'quit' ends. Tab completes.");
      ask(reader, console);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void ask(LineReader reader, Console console) {
    while (true) {
      try {
        String text = reader.readLine("sql> ");
        if (isLast(text)) {
          return;
        }
        for (String statement : Script.of(text).all()) {
          session.answer(statement, format.to(console.out()));
        }
      } catch (UserInterruptException givenUp) {
        // the statement is given up, not the prompt
      } catch (EndOfFileException end) {
        return;
      } catch (CommandFailure failure) {
        say(console, failure.getMessage());
      } catch (RuntimeException unexplained) {
        say(console, unexplained.toString());
      }
    }
  }

  private static void say(Console console, String error) {
    console.messages().println("error: " + VisibleText.of(error));
  }

  /** Whether a text is a word that ends the prompt. */
  static boolean isLast(String text) {
    return LAST.contains(text.strip().replaceFirst(";$", "").toLowerCase(Locale.ROOT));
  }
}
