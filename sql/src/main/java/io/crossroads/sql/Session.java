package io.crossroads.sql;

import io.crossroads.cli.CommandFailure;
import io.crossroads.sql.ask.Question;
import io.crossroads.sql.ask.Reader;
import io.crossroads.sql.print.RowPrinter;
import io.crossroads.store.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers statements, one after the other. Each sees the platform as it is when it is asked. */
public final class Session implements AutoCloseable {

  private final Platform platform;
  private final Relations relations;
  private final Progress progress;
  private final Engine engine;
  private final Reader reader;
  private volatile PreparedStatement running;

  /** Starts an engine. */
  public Session(Platform platform, Relations relations, Progress progress) throws SQLException {
    this.platform = platform;
    this.relations = relations;
    this.progress = progress;
    this.engine = Engine.start();
    this.reader = new Reader(engine);
    for (String schema : relations.schemas()) {
      engine.execute("create schema if not exists " + Sql.quoted(schema));
    }
    engine.execute("set search_path = " + Engine.literal(searchPath(relations.schemas())));
  }

  private static String searchPath(List<String> schemas) {
    return "main," + String.join(",", schemas.stream().map(Sql::quoted).toList());
  }

  /**
   * Answers one statement.
   *
   * @param statement SQL without a semicolon at its end; blanks and comments are no statement
   * @throws CommandFailure if it is refused, wrong, or names what is not there
   */
  public void answer(String statement, RowPrinter printer) {
    try {
      Optional<Question> question = reader.read(statement);
      if (question.isPresent()) {
        answer(question.get(), printer);
      }
    } catch (SQLException e) {
      throw new CommandFailure(message(e), e);
    }
  }

  /** Ends the statement that runs, if one does. */
  public void cancel() {
    PreparedStatement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException alreadyOver) {
        // it has ended by itself
      }
    }
  }

  private void answer(Question question, RowPrinter printer) throws SQLException {
    if (question.listsTables()) {
      run(tables(), printer);
      return;
    }
    Set<Relation> named = new LinkedHashSet<>();
    for (Question.Mention mention : question.mentions()) {
      relations.find(mention).ifPresent(named::add);
    }
    try {
      define(named);
      run(question.sql(), printer);
    } finally {
      for (Relation relation : named) {
        drop(relation);
      }
      platform.release();
    }
  }

  private void define(Set<Relation> named) throws SQLException {
    try (Moment moment = new Moment(platform.store())) {
      for (Relation relation : named) {
        progress.during("reading " + relation.name(), () -> relation.define(engine, moment));
      }
    }
  }

  private void run(String sql, RowPrinter printer) throws SQLException {
    try (PreparedStatement statement = engine.prepare(sql)) {
      running = statement;
      progress.during(statement, () -> print(statement, printer));
    } finally {
      running = null;
    }
  }

  private static void print(PreparedStatement statement, RowPrinter printer) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      printer.print(rows);
    }
  }

  private void drop(Relation relation) throws SQLException {
    List<String> kinds =
        engine.ask(
            "select table_type from information_schema.tables"
                + " where table_schema = ? and table_name = ?",
            relation.name().schema(),
            relation.name().table());
    for (String kind : kinds) {
      String what = kind.equals("VIEW") ? "view " : "table ";
      engine.execute("drop " + what + relation.name().quoted());
    }
  }

  private String tables() {
    return relations.all().stream()
        .map(
            relation ->
                String.format(
                    Locale.ROOT,
                    "(%s, %s, %s)",
                    Engine.literal(relation.name().toString()),
                    Engine.literal(relation.kind()),
                    Engine.literal(relation.description())))
        .collect(Collectors.joining(", ", "from (values ", ") tables(name, kind, holds)"));
  }

  private static String message(SQLException failure) {
    return String.valueOf(failure.getMessage()).strip();
  }

  @Override
  public void close() throws SQLException {
    engine.close();
  }
}
