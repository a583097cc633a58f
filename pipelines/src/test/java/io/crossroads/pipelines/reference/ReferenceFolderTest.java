package io.crossroads.pipelines.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.reference.ReferenceFolder.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceFolderTest {

  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00.250Z");

  @TempDir Path temporary;
  private ReferenceFolder folder;
  private List<Path> files;

  @BeforeEach
  void prepare() throws IOException {
    folder = new ReferenceFolder(temporary.resolve("reference").resolve("payments"));
    files = List.of(Files.writeString(temporary.resolve("rates.csv"), "a"));
  }

  private void assertRefused(String why, String name, Instant takesEffect) {
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> folder.load(name, takesEffect, NOW, files));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void versionsComeInTheOrderOfTheirEffectWithTheirFiles() throws IOException {
    assertEquals(List.of(), folder.versions());
    Version first = folder.load("november", NOW.plusSeconds(60), NOW, files);
    Version second = folder.load("december", NOW.plusSeconds(61), NOW, files);
    Files.createDirectory(folder.path().resolve(".loading-half"));

    assertEquals(List.of(first, second), folder.versions());
    assertEquals(Instant.parse("2026-11-27T10:01:00Z"), first.takesEffect());
    assertEquals("a", Files.readString(second.files().get(0)));
  }

  @Test
  void nothingTakesEffectUnseenOrBeforeAnother() {
    assertRefused("at least 30 s from now", "late", NOW.plusSeconds(29));
    folder.load("november", NOW.plusSeconds(60), NOW, files);
    assertRefused("takes effect at 2026-11-27T10:01:00Z", "other", NOW.plusSeconds(60));
    assertRefused("a version 'november' already", "november", NOW.plusSeconds(90));
    assertRefused("not 'a/b'", "a/b", NOW.plusSeconds(90));
    assertEquals(1, folder.versions().size());
  }
}
