package io.crossroads.serving.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Where the next page of an answer begins: after the row with these values. It goes with one
 * question only, and holds nothing that the page before did not.
 *
 * @param question the question whose answer it divides
 * @param values what the rows are ordered by, of the last row before; a value may be null
 */
public record Cursor(String question, List<String> values) {

  /** Longest text of a cursor that is read. */
  public static final int LONGEST = 6_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The text that stands for it. */
  public String text() {
    List<String> parts = new ArrayList<>(List.of(fingerprint(question)));
    parts.addAll(values);
    try {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(parts));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The values of a cursor.
   *
   * @param text what {@link #text()} gave
   * @param question the question that is asked now
   * @param size how many values there must be
   * @return empty if the text is of no cursor, or of one that goes with another question
   */
  public static Optional<List<String>> values(String text, String question, int size) {
    try {
      String[] parts =
          JSON.readValue(
              new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8),
              String[].class);
      if (parts == null || parts.length != size + 1 || !fingerprint(question).equals(parts[0])) {
        return Optional.empty();
      }
      List<String> values = Arrays.asList(parts).subList(1, parts.length);
      boolean storable = values.stream().noneMatch(v -> v != null && v.indexOf('\0') >= 0);
      return storable ? Optional.of(values) : Optional.empty();
    } catch (IllegalArgumentException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String fingerprint(String question) {
    CRC32C crc = new CRC32C();
    crc.update(question.getBytes(StandardCharsets.UTF_8));
    return Long.toString(crc.getValue(), Character.MAX_RADIX);
  }
}
