package io.crossroads.pipelines.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of an access log of a resource, in which bytes may stand as {@code {ff}}.
 *
 * @param rule what it is a sample of, and where that is said
 * @param line the line
 * @param outcome what must become of it
 */
record SampleLine(String rule, byte[] line, String outcome) {

  /** The samples of a resource, each of three lines: rule, line, outcome. */
  static List<SampleLine> of(String resource) {
    try (var stream = SampleLine.class.getResourceAsStream(resource)) {
      List<String> lines =
          new String(stream.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
      List<SampleLine> samples = new ArrayList<>();
      for (int i = 0; i + 2 < lines.size(); i += 4) {
        samples.add(
            new SampleLine(
                lines.get(i).substring("# ".length()),
                bytes(lines.get(i + 1)),
                new String(bytes(lines.get(i + 2)), StandardCharsets.UTF_8)
                    .substring("= ".length())));
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      boolean coded = text.charAt(i) == '{';
      bytes.write(coded ? Integer.parseInt(text.substring(i + 1, i + 3), 16) : text.charAt(i));
      i += coded ? "ff}".length() : 0;
    }
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    return rule;
  }
}
