package io.crossroads.demo.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  @Test
  void textIsAlignedToTheLeftAndNumbersToTheRight() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    new Columns()
        .add("sensor", "events", "name")
        .add("S1", "1,204", "Ring")
        .add("S20", "7", null)
        .print(new PrintStream(printed, false, StandardCharsets.UTF_8));

    assertEquals(
        """
          sensor  events  name
          S1       1,204  Ring
          S20          7  -
        """,
        printed.toString(StandardCharsets.UTF_8));
  }
}
