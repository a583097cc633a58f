package io.crossroads.sql.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.cli.CommandFailure;
import io.crossroads.sql.Engine;
import io.crossroads.sql.ask.Question.Mention;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReaderTest {

  private static Engine engine;

  @BeforeAll
  static void start() throws SQLException {
    engine = Engine.start();
  }

  @AfterAll
  static void stop() throws SQLException {
    engine.close();
  }

  private static Question read(String statement) throws SQLException {
    return new Reader(engine).read(statement).orElseThrow();
  }

  @Test
  void namesTheTablesThatAStatementReadsWhereverTheyAre() throws SQLException {
    String statement =
        """
        with own as (from traffic.raw_traffic)
        select * from own join history using (id)
        where exists (select 1 from "logs"."curated") and 'environment.readings' <> ''
        """;
    assertEquals(
        List.of(
            new Mention("traffic", "raw_traffic"),
            new Mention("", "history"),
            new Mention("logs", "curated")),
        read(statement).mentions().stream().sorted(ReaderTest::bySchemaLength).toList());
  }

  private static int bySchemaLength(Mention one, Mention other) {
    return Integer.compare(order(one), order(other));
  }

  private static int order(Mention mention) {
    return List.of("traffic", "", "logs").indexOf(mention.schema());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from traffic.a",
        "describe traffic.a",
        "summarize traffic.a",
        "explain select * from traffic.a",
        "-- why\nexplain /* it */ analyze from traffic.a"
      })
  void whatOnlyReadsIsRead(String statement) throws SQLException {
    assertEquals(List.of(new Mention("traffic", "a")), read(statement).mentions());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into traffic.a values (1)",
        "with b as (select 1) insert into traffic.a from b",
        "create table a (b int)",
        "drop view traffic.a",
        "update traffic.a set b = 1",
        "delete from traffic.a",
        "copy (select 1) to 'file.csv'",
        "explain analyze insert into traffic.a values (1)",
        "attach 'file.db'",
        "set memory_limit = '1GB'",
        "install httpfs",
        "call pragma_version()"
      })
  void whatDoesMoreIsRefusedWithASentence(String statement) {
    CommandFailure refused = assertThrows(CommandFailure.class, () -> read(statement));
    assertTrue(refused.getMessage().contains("only reads"), refused.getMessage());
  }

  @Test
  void aMistakeIsShownWithItsPlace() {
    CommandFailure mistake = assertThrows(CommandFailure.class, () -> read("select 1\nform x y z"));
    assertTrue(mistake.getMessage().contains("line 2"), mistake.getMessage());
  }

  @Test
  void commentsAreNoStatement() throws SQLException {
    assertTrue(new Reader(engine).read(" -- nothing\n /* at all */ ").isEmpty());
  }
}
