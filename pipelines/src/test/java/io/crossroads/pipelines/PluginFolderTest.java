package io.crossroads.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines in JARs of a folder are found, or the error names the JAR and what to do. */
class PluginFolderTest {

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void create() throws IOException {
    folder = Files.createDirectories(temporary.resolve("plugins"));
  }

  private List<Pipeline> found() {
    return Pipelines.withPlugins(Pipelines.all(), Optional.of(new PluginFolder(folder)));
  }

  private String refused() {
    return assertThrows(ServiceConfigurationError.class, this::found).getMessage();
  }

  private static void assertSays(String message, String... parts) {
    Stream.of(parts).forEach(part -> assertTrue(message.contains(part), message));
  }

  private void tutorial(String name, Map<String, String> sources, Path... further)
      throws IOException {
    Path work = Files.createDirectories(temporary.resolve("work-" + name));
    Path classes = TutorialCode.compile(sources, work, further);
    TutorialCode.jar(classes, TutorialCode.PROVIDER, folder.resolve(name));
  }

  @Test
  void theTutorialAsAJarIsAPipelineBesideTheOthers() throws Exception {
    tutorial("parking.jar", TutorialCode.sources());
    Files.writeString(folder.resolve("README.md"), "not a JAR");

    List<String> names = found().stream().map(Pipeline::name).toList();

    assertEquals("parking", names.get(names.size() - 1));
    assertEquals(Pipelines.all().size() + 1, names.size());
  }

  @Test
  void anEmptyFolderChangesNothing() {
    assertEquals(Pipelines.all(), found());
  }

  @Test
  void aFolderThatCannotBeListedIsNamedWithItsVariable() throws Exception {
    Files.delete(folder);
    assertSays(refused(), folder.toString(), "cannot be listed", "CROSSROADS_PLUGINS");
    Files.writeString(folder, "a file");
    assertSays(refused(), folder.toString(), "cannot be listed", "CROSSROADS_PLUGINS");
  }

  @Test
  void aBrokenJarIsNamed() throws Exception {
    tutorial("parking.jar", TutorialCode.sources());
    Path jar = folder.resolve("parking.jar");
    byte[] bytes = Files.readAllBytes(jar);
    Files.write(jar, Arrays.copyOf(bytes, bytes.length / 2));
    assertSays(refused(), jar.toString(), "cannot be read as a JAR", "build it again");
  }

  @Test
  void aJarThatDeclaresNoPipelineIsNamedWithWhatItLacks() throws Exception {
    Path classes = TutorialCode.compile(TutorialCode.sources(), temporary);
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(folder.resolve("library.jar")))) {
      jar.putNextEntry(new JarEntry("Parking.class"));
      Files.copy(classes.resolve("io/crossroads/pipelines/parking/Parking.class"), jar);
    }
    assertSays(refused(), "library.jar", "declares no pipeline", PipelineProvider.class.getName());
  }

  @Test
  void aProviderThatIsNotInTheJarIsNamed() throws Exception {
    Path classes = TutorialCode.compile(TutorialCode.sources(), temporary);
    TutorialCode.jar(classes, "io.example.Missing", folder.resolve("parking.jar"));
    assertSays(refused(), "parking.jar", "io.example.Missing", "not found");
  }

  @Test
  void aNameThatIsTakenIsToldWithTheJarThatTakesItToo() throws Exception {
    Map<String, String> sources = TutorialCode.sources();
    sources.computeIfPresent(
        "Parking", (name, code) -> code.replace("named(\"parking\")", "named(\"traffic\")"));
    tutorial("parking.jar", sources);
    assertSays(refused(), "parking.jar", "'traffic'", "both have name traffic");
    tutorial("parking.jar", TutorialCode.sources());
    tutorial("second.jar", TutorialCode.sources());
    assertSays(refused(), "second.jar", "both have name parking", "give one of them another name");
  }

  @Test
  void aDeclarationThatContradictsItselfIsToldWithItsJar() throws Exception {
    Map<String, String> sources = TutorialCode.sources();
    sources.computeIfPresent(
        "Parking", (name, code) -> code.replace("List.of(\"car_park\"),", "List.of(\"carpark\"),"));
    tutorial("parking.jar", sources);
    assertSays(refused(), "parking.jar", "carpark");
  }

  @Test
  void aJarOfAnotherVersionIsToCompileAgain() throws Exception {
    Map<String, String> sources = TutorialCode.sources();
    sources.computeIfPresent(
        "ParkingProvider",
        (name, code) -> code.replace("Parking.pipeline()", "Pipeline.ofOldDays(\"parking\")"));
    Path old =
        TutorialCode.compile(
            Map.of(
                "Pipeline",
                "package io.crossroads.pipelines; public final class Pipeline {"
                    + " public static Pipeline ofOldDays(String name) { return null; }"
                    + " public static PipelineBuilder named(String name) { return null; } }"),
            temporary.resolve("old"));
    tutorial("parking.jar", sources, old);
    assertSays(
        refused(), "parking.jar", "another version of Crossroads", "ofOldDays", "compile it again");
  }

  @Test
  void aJarOfANewerJavaIsToldSo() throws Exception {
    Path classes = TutorialCode.compile(TutorialCode.sources(), temporary);
    Path provider = classes.resolve(TutorialCode.PROVIDER.replace('.', '/') + ".class");
    byte[] code = Files.readAllBytes(provider);
    code[7] = 65;
    Files.write(provider, code);
    TutorialCode.jar(classes, TutorialCode.PROVIDER, folder.resolve("parking.jar"));
    assertSays(refused(), "parking.jar", "newer Java", "--release 17");
  }
}
