package io.crossroads.pipelines.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.ArchiveLayout.PartitionBy;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.decode.WireFormat;
import io.crossroads.pipelines.rollup.Rollup;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogsTest {

  private final Pipeline logs = Logs.pipeline();

  @Test
  void namesAreThoseThatUsersKnow() {
    assertEquals("logs", logs.name());
    assertEquals("logs_raw", logs.topic());
    assertEquals(3, logs.topicPartitions());
    assertEquals("logs/curated", logs.archive().bucket() + "/" + logs.archive().table());
    assertEquals(
        List.of(new PartitionBy.Value("dt"), new PartitionBy.Value("hour")),
        logs.archive().partitions());
    assertEquals(
        List.of("logs_by_status", "logs_by_host"),
        logs.rollups().stream().map(Rollup::name).toList());
    assertEquals(
        List.of("error_burst", "slow_host"), logs.alerts().stream().map(Alert::name).toList());
    assertEquals(
        List.of("json", "combined"), logs.formats().stream().map(WireFormat::name).toList());
    assertTrue(
        logs.analyses().stream()
            .map(Analysis::name)
            .toList()
            .containsAll(List.of("kpi_by_host", "kpi_by_hour", "top_paths")));
  }

  @Test
  void requestsAreKeyedByHostCountedByStatusAndOfNoEntityOrIdentity() {
    assertEquals("host", logs.schema().key());
    assertEquals(Optional.empty(), logs.schema().entity());
    assertEquals(Optional.of("status"), logs.countedBy());
    assertEquals(List.of(), logs.identity());
  }

  @Test
  void anAlertIsOfAHostWithEnoughRequestsInAMinute() {
    assertEquals(
        List.of("error_share > 0.2 and requests >= 50", "rt_ms.p95 > 1500 and requests >= 50"),
        logs.alerts().stream().map(alert -> ((Alert.OnRollup) alert).when().toString()).toList());
  }
}
