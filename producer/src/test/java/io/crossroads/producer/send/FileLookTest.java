package io.crossroads.producer.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileLookTest {

  private static Optional<String> look(String text) {
    byte[] bytes = text.translateEscapes().getBytes(StandardCharsets.UTF_8);
    return FileLook.of(bytes, bytes.length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "a,b\\n1,2\\n > a CSV file",
        "\uFEFFa;b;c\\r\\n1;2;3 > a CSV file",
        "only,heading > a CSV file",
        "[\\n{\"a\":1},\\n{\"a\":2}\\n] > a JSON array",
        "[{\"a\":1},{\"a\":2}] > a JSON array",
        "{\"a\":1},\\n{\"a\":2},\\n > JSON objects with commas between them",
        "{\\n  \"a\": 1\\n} > one JSON text over several lines",
        "{ \"a\": 1,\\n  \"b\": 2 } > one JSON text over several lines"
      })
  void namesWhatIsNotOneObjectALine(String text, String said) {
    String what = look(text).orElseThrow();
    assertTrue(what.startsWith(said + ";"), what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\\n\\n",
        "{\"a\":1}",
        "\uFEFF{\"a\":1}\\r\\n{\"a\":2}\\r\\n",
        "{\"a\":1\\n{\"a\":2}\\n",
        "sensor failure\\n{\"a\":1}",
        "one, two\\nthree"
      })
  void saysNothingOfWhatMayBeEvents(String text) {
    assertEquals(Optional.empty(), look(text));
  }
}
