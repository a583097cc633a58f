package io.crossroads.producer.send;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossroads.pipelines.decode.Reason;
import io.crossroads.pipelines.simulate.DisturbanceCounts;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run sent and what became of it; {@code sent} is {@code acknowledged} plus {@code failed}.
 *
 * @param topic where it went
 * @param sent records given to the client
 * @param acknowledged records that the broker has, each once
 * @param failed records whose delivery failed or is not known; some may be in the topic
 * @param seconds from the first record to the last, at full speed to the last acknowledgement
 * @param rate records a second in that time
 * @param latencyP50 median milliseconds from sending to acknowledgement
 * @param latencyP99 the same that 99% do not exceed
 * @param stopped whether somebody ended the run
 * @param disturbances what the simulator did on purpose; null for a replay
 * @param problem what went wrong and what to do; null if nothing
 */
public record SendReport(
    String topic,
    long sent,
    long acknowledged,
    long failed,
    double seconds,
    double rate,
    double latencyP50,
    double latencyP99,
    boolean stopped,
    DisturbanceCounts disturbances,
    String problem) {

  /** What went wrong, if anything did. */
  public Optional<String> whatWentWrong() {
    return Optional.ofNullable(problem);
  }

  SendReport with(DisturbanceCounts counts) {
    return new SendReport(
        topic,
        sent,
        acknowledged,
        failed,
        seconds,
        rate,
        latencyP50,
        latencyP99,
        stopped,
        counts,
        problem);
  }

  /** One line for people. */
  public String text() {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "sent %d, acknowledged %d, failed %d, %.1f/s for %.1f s,"
                + " latency p50 %.1f ms p99 %.1f ms",
            sent,
            acknowledged,
            failed,
            rate,
            seconds,
            latencyP50,
            latencyP99));
    if (disturbances != null) {
      line.append(
          String.format(
              Locale.ROOT,
              ", invalid %d, late %d, out of order %d, duplicates %d",
              disturbances.invalidRecords(),
              disturbances.late(),
              disturbances.outOfOrder(),
              disturbances.duplicates()));
    }
    return stopped ? line.append(", stopped").toString() : line.toString();
  }

  /** The same and more for programs. */
  public String json() {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode report =
        mapper
            .createObjectNode()
            .put("topic", topic)
            .put("sent", sent)
            .put("acknowledged", acknowledged)
            .put("failed", failed)
            .put("seconds", seconds)
            .put("rate", rate)
            .put("latency_p50_ms", latencyP50)
            .put("latency_p99_ms", latencyP99)
            .put("stopped", stopped)
            .put("problem", problem);
    if (disturbances != null) {
      report
          .put("invalid", disturbances.invalidRecords())
          .put("late", disturbances.late())
          .put("out_of_order", disturbances.outOfOrder())
          .put("duplicates", disturbances.duplicates());
      ObjectNode reasons = report.putObject("invalid_by_reason");
      for (Reason reason : Reason.values()) {
        reasons.put(reason.label(), disturbances.invalid().getOrDefault(reason, 0L));
      }
    }
    return report.toPrettyString() + "\n";
  }
}
