package io.crossroads.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the tutorial, straight from the page, is a pipeline that works. */
class TutorialTest {

  private static final long NOON = 1_772_366_400_000_000L;
  private static final long STEP = 1_000_000;

  @TempDir Path folder;

  @Test
  void whatTheTutorialDeclaresIsBuiltAndItsEventsAreValid() throws Exception {
    assertEquals(
        Set.of("Parking", "ParkingProvider", "ParkingSimulator"), TutorialCode.sources().keySet());
    URL[] classes = {TutorialCode.compile(TutorialCode.sources(), folder).toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      Pipeline parking =
          (Pipeline)
              loader
                  .loadClass("io.crossroads.pipelines.parking.Parking")
                  .getMethod("pipeline")
                  .invoke(null);

      assertEquals("parking", parking.name());
      Pipelines.distinct(withOthers(parking));
      EventDecoder decoder = parking.decoder(Limits.DEFAULT);
      EventRow row = decoder.newRow();
      Simulator simulator = parking.simulators().apply(1);
      for (int i = 0; i < 10_000; i++) {
        SimulatedEvent event = simulator.next(NOON + i * 60 * STEP);
        assertTrue(
            decoder.decode(event.value(), 0, event.value().length, Long.MAX_VALUE, row),
            () -> new String(event.value(), StandardCharsets.UTF_8) + " " + row.rejection());
      }
    }
  }

  private static List<Pipeline> withOthers(Pipeline parking) {
    List<Pipeline> all = new ArrayList<>(Pipelines.all());
    all.add(parking);
    return all;
  }
}
