package io.crossroads.pipelines.logs;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.ColumnValue;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.RecordHeaders;
import io.crossroads.pipelines.decode.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Decodes records of the pipeline and tells what became of them as text. */
final class LogRows {

  static final String HOST = "www.shop.example";

  /** Every record was appended on 1 June 2026. */
  private static final long APPENDED =
      Instant.parse("2026-06-01T00:00:00Z").getEpochSecond() * 1_000_000;

  private final Pipeline logs = Logs.pipeline();
  private final EventDecoder decoder = logs.decoder(Limits.DEFAULT);
  private final EventRow row = decoder.newRow();

  /** Decodes a line of the combined format from a host; empty, or why it was rejected. */
  String ofLine(byte[] line, String host) {
    Map<String, String> headers = Map.of("crossroads-format", "combined", "crossroads-host", host);
    return decode(line, name -> bytes(headers.get(name)));
  }

  /** Decodes a line of the combined format that nobody says the host of. */
  String ofLineWithoutHost(String line) {
    return decode(bytes(line), name -> name.equals("crossroads-format") ? bytes("combined") : null);
  }

  /** Decodes a JSON object; empty, or why it was rejected. */
  String ofJson(String json) {
    return decode(bytes(json), RecordHeaders.NONE);
  }

  /** The value of a column as text; a hyphen if the event has none. */
  String value(String column) {
    int index = logs.schema().indexOf(column);
    return row.has(index) ? ColumnValue.of(logs.schema(), column).text(row) : "-";
  }

  private String decode(byte[] record, RecordHeaders headers) {
    decoder.decode(record, 0, record.length, headers, APPENDED, row);
    return row.rejection().map(Rejection::toString).orElse("");
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
