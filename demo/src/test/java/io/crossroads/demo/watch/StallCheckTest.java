package io.crossroads.demo.watch;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.cli.CommandFailure;
import io.crossroads.demo.process.Children.Child;
import io.crossroads.embedded.Launch;
import io.crossroads.embedded.TiedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StallCheckTest {

  private static final Duration LATER = StallCheck.LIMIT.plusSeconds(1);

  @TempDir Path folder;
  private final StallCheck stalls = new StallCheck();
  private Child part;

  @BeforeEach
  void start() {
    Launch sleep = Launch.of(folder.resolve("part.log"), List.of("sleep", "60"));
    part = new Child("stream", TiedProcess.start(sleep));
  }

  @AfterEach
  void end() {
    part.process().kill();
  }

  @Test
  void whoHasWorkAndDoesNotMoveIsNamedWithWhatItHasDone() {
    stalls.see(part, "archived", 7, 9, Duration.ZERO);

    CommandFailure failure =
        assertThrows(CommandFailure.class, () -> stalls.see(part, "archived", 7, 9, LATER));

    assertTrue(
        failure.getMessage().startsWith("stream has archived nothing more for 120 s, after 7, see"),
        failure::getMessage);
  }

  @Test
  void whoMovesOrHasNothingToDoMayGoOn() {
    stalls.see(part, "archived", 7, 9, Duration.ZERO);
    stalls.see(part, "archived", 9, 9, LATER);
    stalls.see(part, "archived", 9, 9, LATER.multipliedBy(2));
    stalls.see(part, "archived", 9, 12, LATER.multipliedBy(2).plusSeconds(1));
  }
}
