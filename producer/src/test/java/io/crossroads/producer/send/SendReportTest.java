package io.crossroads.producer.send;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.pipelines.decode.Reason;
import io.crossroads.pipelines.simulate.DisturbanceCounts;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SendReportTest {

  private static final SendReport REPORT =
      new SendReport("t", 10, 8, 2, 1.5, 6.0, 2.25, 9.0, true, null, "2 of 10 records failed");

  @Test
  void theLineSaysWhatBecameOfTheRecords() {
    assertEquals(
        "sent 10, acknowledged 8, failed 2, 6.0/s for 1.5 s, latency p50 2.3 ms p99 9.0 ms, stopped",
        REPORT.text());
  }

  @Test
  void theLineSaysWhatWasDisturbed() {
    DisturbanceCounts counts =
        new DisturbanceCounts(10, Map.of(Reason.MISSING, 2L, Reason.NOT_JSON, 1L), 4, 5, 6);
    assertEquals(
        "sent 10, acknowledged 8, failed 2, 6.0/s for 1.5 s, latency p50 2.3 ms p99 9.0 ms,"
            + " invalid 3, late 4, out of order 5, duplicates 6, stopped",
        REPORT.with(counts).text());
  }

  @Test
  void theJsonHoldsTheSameAndTheReasons() throws JsonProcessingException {
    DisturbanceCounts counts =
        new DisturbanceCounts(10, Map.of(Reason.MISSING, 2L, Reason.NOT_JSON, 1L), 4, 5, 6);
    JsonNode json = new ObjectMapper().readTree(REPORT.with(counts).json());
    assertEquals(10, json.get("sent").asLong());
    assertEquals(8, json.get("acknowledged").asLong());
    assertEquals(2, json.get("failed").asLong());
    assertEquals(3, json.get("invalid").asLong());
    assertEquals(2, json.get("invalid_by_reason").get("missing").asLong());
    assertEquals(0, json.get("invalid_by_reason").get("too_deep").asLong());
    assertEquals(true, json.get("stopped").asBoolean());
    assertEquals("2 of 10 records failed", json.get("problem").asText());
  }
}
