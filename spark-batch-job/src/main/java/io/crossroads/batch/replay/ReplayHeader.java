package io.crossroads.batch.replay;

import io.crossroads.lake.HeadersText;
import io.crossroads.layers.position.RecordPosition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The header that names the rejected record which a record was. The last one counts. */
public final class ReplayHeader {

  /** Its name; its value is {@code topicId/partition/offset}. */
  public static final String NAME = "crossroads-replay-of";

  private ReplayHeader() {}

  /** The value for a record. */
  static byte[] value(RecordPosition record) {
    return record.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What a value says, whoever wrote it. */
  static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }

  /**
   * What the headers of a rejected record say that it was; empty if nothing.
   *
   * @param headersText as {@link HeadersText} has them; null for none
   */
  public static Optional<String> of(String headersText) {
    List<HeadersText.Header> headers =
        HeadersText.all(headersText).stream()
            .filter(header -> header.name().equals(NAME) && header.value() != null)
            .toList();
    return headers.isEmpty()
        ? Optional.empty()
        : Optional.of(text(headers.get(headers.size() - 1).value()));
  }
}
