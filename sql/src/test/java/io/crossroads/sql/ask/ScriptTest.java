package io.crossroads.sql.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {

  @Test
  void semicolonsEndStatementsOutsideOfTextsNamesAndComments() {
    String text =
        """
        select ';' as "a;b", 'it''s;' -- not here;
        , e'\\';' /* nor; here */, $$nor;$$, $x$;$$;$x$; select 2;
        """;
    Script script = Script.of(text);
    assertEquals(2, script.statements().size());
    assertEquals("select 2", script.statements().get(1).strip());
    assertTrue(script.rest().isBlank());
  }

  @Test
  void whatIsNotEndedIsTheRest() {
    assertEquals(" select 'a;", Script.of("select 1; select 'a;").rest());
    assertEquals(List.of("select 1", " select 2"), Script.of("select 1; select 2").all());
    assertEquals("/* ;", Script.of("/* ;").rest());
  }
}
