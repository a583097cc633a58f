package io.crossroads.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.crossroads.pipelines.decode.RecordHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The headers of a record as text that gives them back: a JSON array of pairs {@code
 * ["name","value"]} in their order. A value that is no UTF-8 is {@code {"base64":"..."}}, one that
 * is absent null.
 */
public final class HeadersText {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ArrayNode pairs = JsonNodeFactory.instance.arrayNode();

  /**
   * Adds a header after the others.
   *
   * @param value null for one without a value
   */
  public void add(String name, byte[] value) {
    ArrayNode pair = pairs.addArray().add(name);
    if (value == null) {
      pair.addNull();
      return;
    }
    try {
      pair.add(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
    } catch (CharacterCodingException e) {
      pair.addObject().put("base64", value);
    }
  }

  /** In UTF-8; null if there are none. */
  public byte[] bytes() {
    try {
      return pairs.isEmpty() ? null : JSON.writeValueAsBytes(pairs);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("headers " + pairs, e);
    }
  }

  /**
   * The headers that a text stands for.
   *
   * @param text null for none
   * @throws UncheckedIOException if it is no such text
   */
  public static RecordHeaders read(String text) {
    if (text == null) {
      return RecordHeaders.NONE;
    }
    try {
      JsonNode pairs = JSON.readTree(text);
      return name -> last(pairs, name);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("headers " + text, e);
    }
  }

  /**
   * A header.
   *
   * @param name its name
   * @param value null for one without a value
   */
  public record Header(String name, byte[] value) {}

  /**
   * All headers that a text stands for, in their order.
   *
   * @param text null for none
   * @throws UncheckedIOException if it is no such text
   */
  public static List<Header> all(String text) {
    if (text == null) {
      return List.of();
    }
    List<Header> headers = new ArrayList<>();
    try {
      for (JsonNode pair : JSON.readTree(text)) {
        headers.add(new Header(pair.path(0).asText(), value(pair.path(1))));
      }
      return headers;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("headers " + text, e);
    }
  }

  private static byte[] last(JsonNode pairs, String name) {
    byte[] last = null;
    for (JsonNode pair : pairs) {
      if (pair.path(0).asText().equals(name)) {
        last = value(pair.path(1));
      }
    }
    return last;
  }

  private static byte[] value(JsonNode value) {
    try {
      return value.isObject()
          ? value.path("base64").binaryValue()
          : value.isNull() ? null : value.asText().getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("header " + value, e);
    }
  }
}
