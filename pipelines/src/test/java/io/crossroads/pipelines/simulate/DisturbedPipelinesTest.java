package io.crossroads.pipelines.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.Reason;
import io.crossroads.pipelines.environment.Environment;
import io.crossroads.pipelines.transactions.Transactions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Streams with optional fields and derived columns can be spoilt like any other. */
class DisturbedPipelinesTest {

  private static final long START = 1_772_438_400_000_000L;
  private static final int RECORDS = 20_000;

  @Test
  void everySpoiltRecordIsRejectedForItsReasonAndNoOther() {
    for (Pipeline pipeline : List.of(Environment.pipeline(), Transactions.pipeline())) {
      DisturbedSimulator simulator =
          new DisturbedSimulator(
              pipeline.simulators().apply(11),
              pipeline.schema(),
              new DisturbanceShares(0.3, 0.05, 0.05, 0.05),
              11);
      EventDecoder decoder = pipeline.decoder(Limits.DEFAULT);
      EventRow row = decoder.newRow();
      Map<Reason, Long> rejected = new EnumMap<>(Reason.class);
      for (int i = 0; i < RECORDS; i++) {
        long time = START + i * 1_000_000L;
        byte[] record = simulator.next(time).value();
        decoder.decode(record, 0, record == null ? 0 : record.length, time, row);
        row.rejection().ifPresent(why -> rejected.merge(why.reason(), 1L, Long::sum));
      }
      assertEquals(simulator.counts().invalid(), rejected, pipeline.name());
      assertTrue(rejected.size() > 7, pipeline.name());
    }
  }
}
