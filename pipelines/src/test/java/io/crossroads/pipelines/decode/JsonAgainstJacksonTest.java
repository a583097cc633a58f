package io.crossroads.pipelines.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Holds the decoder against Jackson on random texts, most of them broken somewhere. */
class JsonAgainstJacksonTest {

  private static final int TEXTS = 200_000;
  private static final String BROKEN_WITH = "{}[]\":,\\ \t0123456789eE+-.truefalsn/ub\u0001";

  private final ObjectMapper jackson =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private final EventDecoder decoder =
      new JsonEventDecoder(
          EventSchema.keyedBy(
              "id",
              "at",
              ZoneOffset.UTC,
              List.of(
                  Field.required("id", FieldType.text(100), "", ""),
                  Field.required("at", FieldType.time(), "", ""))),
          new Limits(1 << 16, 1000));
  private final EventRow row = decoder.newRow();

  @Test
  void bothAgreeOnWhatIsJson() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    int valid = 0;
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      write(random, text, 0);
      for (int broken = random.nextInt(3); broken > 0; broken--) {
        spoil(random, text);
      }
      boolean expected = jacksonReads(text.toString());
      assertEquals(expected, decoderReads(text.toString()), text::toString);
      valid += expected ? 1 : 0;
    }
    assertTrue(valid > TEXTS / 10 && valid < TEXTS * 9 / 10, "valid: " + valid);
  }

  @Test
  void bothReadTheSameTextOutOfEscapes() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < TEXTS / 10; i++) {
      StringBuilder text = new StringBuilder("{\"at\":\"2020-01-01T00:00:00Z\",\"id\":");
      writeString(random, text);
      byte[] bytes = text.append('}').toString().getBytes(StandardCharsets.UTF_8);
      boolean decoded = decoder.decode(bytes, 0, bytes.length, Long.MAX_VALUE, row);
      String expected = jackson.readTree(bytes).get("id").textValue();
      assertEquals(
          expected.isEmpty() ? "missing (id)" : expected,
          decoded ? row.text(0) : row.rejection().orElseThrow().toString());
    }
  }

  private boolean jacksonReads(String text) throws IOException {
    try {
      JsonNode node = jackson.readTree(text);
      return !node.isMissingNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private boolean decoderReads(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return decoder.decode(bytes, 0, bytes.length, Long.MAX_VALUE, row)
        || row.rejection().orElseThrow().reason() != Reason.NOT_JSON;
  }

  private static void write(SplittableRandom random, StringBuilder text, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(depth > 4 ? 3 : 5);
    int size = random.nextInt(4);
    switch (kind) {
      case 0, 3 -> {
        text.append('{');
        for (int i = 0; i < size; i++) {
          text.append(i == 0 ? "" : ",");
          writeString(random, text);
          text.append(random.nextBoolean() ? ":" : " : ");
          write(random, text, depth + 1);
        }
        text.append('}');
      }
      case 4 -> {
        text.append('[');
        for (int i = 0; i < size; i++) {
          text.append(i == 0 ? "" : " ,");
          write(random, text, depth + 1);
        }
        text.append(']');
      }
      case 1 -> text.append(List.of("true", "false", "null", "0", "-1", "1e5").get(size));
      default -> text.append(random.nextInt(-999, 999) / 8.0);
    }
  }

  private static void writeString(SplittableRandom random, StringBuilder text) {
    text.append('"');
    for (int length = random.nextInt(6); length > 0; length--) {
      switch (random.nextInt(8)) {
        case 0 -> text.append("\\n");
        case 1 -> text.append(String.format(Locale.ROOT, "\\u00%02x", random.nextInt(256)));
        case 2 -> text.append(String.format(Locale.ROOT, "\\u%04X", random.nextInt(0x800, 0xd800)));
        case 3 -> text.append(String.format(Locale.ROOT, "\\ud83d\\ude0%x", random.nextInt(16)));
        case 4 -> text.append('\u00e9');
        case 5 -> text.append("\ud83d\ude00");
        default -> text.append((char) random.nextInt('a', 'z'));
      }
    }
    text.append('"');
  }

  private static void spoil(SplittableRandom random, StringBuilder text) {
    int at = random.nextInt(text.length());
    char c = BROKEN_WITH.charAt(random.nextInt(BROKEN_WITH.length()));
    switch (random.nextInt(3)) {
      case 0 -> text.setCharAt(at, c);
      case 1 -> text.insert(at, c);
      default -> text.deleteCharAt(at);
    }
    if (text.isEmpty()) {
      text.append(c);
    }
  }
}
