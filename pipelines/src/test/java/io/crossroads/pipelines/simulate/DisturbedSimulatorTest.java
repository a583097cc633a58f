package io.crossroads.pipelines.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisturbedSimulatorTest {

  private static final long START = 1_767_225_600_000_000L;
  private static final long STEP = 10_000;
  private static final int RECORDS = 20_000;
  private static final DisturbanceShares ALL = new DisturbanceShares(0.1, 0.05, 0.05, 0.05);

  private final Pipeline traffic = Pipelines.named("traffic");

  @Test
  void theSameSeedGivesTheSameBytes() {
    List<byte[]> first = values(simulator(7, ALL));
    List<byte[]> second = values(simulator(7, ALL));
    for (int i = 0; i < RECORDS; i++) {
      assertArrayEquals(first.get(i), second.get(i));
    }
  }

  @Test
  void anotherSeedGivesOtherBytes() {
    List<byte[]> first = values(simulator(7, ALL));
    List<byte[]> second = values(simulator(8, ALL));
    assertFalse(
        new String(first.get(0), StandardCharsets.UTF_8)
            .equals(new String(second.get(0), StandardCharsets.UTF_8)));
  }

  @Test
  void withoutDisturbancesTheStreamIsTheCleanOne() {
    List<byte[]> disturbed = values(simulator(7, DisturbanceShares.NONE));
    List<byte[]> clean = values(traffic.simulators().apply(7));
    for (int i = 0; i < RECORDS; i++) {
      assertArrayEquals(clean.get(i), disturbed.get(i));
    }
  }

  @Test
  void theDecoderRejectsWhatIsCountedAsInvalidAndNothingElse() {
    DisturbedSimulator simulator = simulator(7, ALL);
    EventDecoder decoder = traffic.decoder(Limits.DEFAULT);
    EventRow row = decoder.newRow();
    Map<Reason, Long> rejected = new EnumMap<>(Reason.class);
    for (byte[] value : values(simulator)) {
      int length = value == null ? 0 : value.length;
      if (!decoder.decode(value, 0, length, START + RECORDS * STEP, row)) {
        rejected.merge(row.rejection().orElseThrow().reason(), 1L, Long::sum);
      }
    }
    assertEquals(simulator.counts().invalid(), rejected);
    assertEquals(EnumSet.allOf(Reason.class), rejected.keySet());
  }

  @Test
  void everyShareIsKeptWithinFourStandardDeviations() {
    DisturbedSimulator simulator = simulator(7, ALL);
    values(simulator);
    DisturbanceCounts counts = simulator.counts();
    assertEquals(RECORDS, counts.records());
    assertShare(0.1, counts.invalidRecords());
    assertShare(0.05, counts.late());
    assertShare(0.05, counts.outOfOrder());
    assertShare(0.05, counts.duplicates());
    for (Reason reason : Reason.values()) {
      assertShare(0.01, counts.invalid().get(reason));
    }
  }

  @Test
  void lateEventsAreMinutesToHoursBehindTheClock() {
    DisturbedSimulator simulator = simulator(7, new DisturbanceShares(0, 0.1, 0, 0));
    long late = 0;
    long hours = 0;
    for (int i = 0; i < RECORDS; i++) {
      long clock = START + i * STEP;
      long behind = clock - time(simulator.next(clock).value());
      if (behind != 0) {
        assertTrue(behind >= 120_000_000L && behind <= 6 * 3_600_000_000L, "behind " + behind);
        late++;
        hours += behind > 3_600_000_000L ? 1 : 0;
      }
    }
    assertEquals(simulator.counts().late(), late);
    assertTrue(hours > late / 5 && hours < late, hours + " of " + late);
  }

  @Test
  void outOfOrderEventsComeAFewRecordsAfterTheirTurn() {
    DisturbedSimulator simulator = simulator(7, new DisturbanceShares(0, 0, 0.1, 0));
    long behindOthers = 0;
    long newest = Long.MIN_VALUE;
    for (int i = 0; i < RECORDS; i++) {
      long clock = START + i * STEP;
      long time = time(simulator.next(clock).value());
      assertTrue(clock - time <= 40 * STEP, "held back for " + (clock - time) / STEP);
      behindOthers += time < newest ? 1 : 0;
      newest = Math.max(newest, time);
    }
    assertEquals(simulator.counts().outOfOrder(), behindOthers);
  }

  @Test
  void duplicatesAreTheBytesOfAnEarlierRecord() {
    DisturbedSimulator simulator = simulator(7, new DisturbanceShares(0, 0, 0, 0.2));
    Map<ByteBuffer, Integer> times = new HashMap<>();
    values(simulator).forEach(value -> times.merge(ByteBuffer.wrap(value), 1, Integer::sum));
    assertEquals(RECORDS - simulator.counts().duplicates(), times.size());
  }

  @ParameterizedTest
  @CsvSource({"1,0,0,0", "0,1,0,0", "0,0,0,1", "0.4,0.3,0.1,0.2"})
  void sharesMayTakeUpTheWholeStream(double invalid, double late, double order, double doubled) {
    DisturbedSimulator simulator =
        simulator(1, new DisturbanceShares(invalid, late, order, doubled));
    values(simulator);
    DisturbanceCounts counts = simulator.counts();
    long disturbed =
        counts.invalidRecords() + counts.late() + counts.outOfOrder() + counts.duplicates();
    assertTrue(disturbed > 0.9 * RECORDS, disturbed + " of " + RECORDS);
  }

  @ParameterizedTest
  @CsvSource({"2,0,0,0", "0,-0.1,0,0", "0,0,NaN,0", "0.5,0.5,0.5,0"})
  void sharesOutsideZeroToOneAreRefused(double invalid, double late, double order, double doubled) {
    assertThrows(
        IllegalArgumentException.class, () -> new DisturbanceShares(invalid, late, order, doubled));
  }

  private static void assertShare(double share, long count) {
    double deviation = Math.sqrt(RECORDS * share * (1 - share));
    assertEquals(RECORDS * share, count, 4 * deviation);
  }

  private DisturbedSimulator simulator(long seed, DisturbanceShares shares) {
    return new DisturbedSimulator(traffic.simulators().apply(seed), traffic.schema(), shares, seed);
  }

  private static List<byte[]> values(Simulator simulator) {
    List<byte[]> values = new ArrayList<>(RECORDS);
    for (int i = 0; i < RECORDS; i++) {
      values.add(simulator.next(START + i * STEP).value());
    }
    return values;
  }

  private long time(byte[] value) {
    EventDecoder decoder = traffic.decoder(Limits.DEFAULT);
    EventRow row = decoder.newRow();
    assertTrue(decoder.decode(value, 0, value.length, Long.MAX_VALUE, row));
    return row.number(traffic.schema().indexOf("timestamp"));
  }
}
