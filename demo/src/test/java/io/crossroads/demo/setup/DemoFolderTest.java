package io.crossroads.demo.setup;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {

  @TempDir Path temporary;

  @Test
  void aDemoBeginsWithNothingOfTheOneBefore() throws IOException {
    Path home = temporary.resolve("deep/demo");
    try (DemoFolder first = DemoFolder.claim(home)) {
      Files.createDirectories(first.buckets());
      Files.writeString(first.buckets().resolve("old.parquet"), "old");
    }
    try (DemoFolder second = DemoFolder.claim(home)) {
      assertFalse(Files.exists(second.buckets()));
    }
  }

  @Test
  void aFolderThatIsNotADemosIsNotEmptied() throws IOException {
    Path precious = Files.writeString(temporary.resolve("thesis.txt"), "years of work");

    CommandFailure refusal = assertThrows(CommandFailure.class, () -> DemoFolder.claim(temporary));

    assertTrue(refusal.getMessage().contains("DEMO_HOME"), refusal::getMessage);
    assertTrue(Files.exists(precious));
  }

  @Test
  void aFolderThatSparkWouldTakeForAPatternIsRefusedAndTheCharacterIsNamed() {
    CommandFailure refusal =
        assertThrows(CommandFailure.class, () -> DemoFolder.claim(temporary.resolve("demo {1}")));

    assertTrue(refusal.getMessage().contains("takes the '{' in "), refusal::getMessage);
    assertTrue(refusal.getMessage().contains("DEMO_HOME="), refusal::getMessage);
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");

    assertThrows(CommandFailure.class, () -> DemoFolder.claim(file));
  }
}
