package io.crossroads.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the tutorial, straight from the page, is a pipeline that works. */
class TutorialTest {

  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("final class (\\w+)");
  private static final long NOON = 1_772_366_400_000_000L;
  private static final long STEP = 1_000_000;

  @TempDir Path folder;

  @Test
  void whatTheTutorialDeclaresIsBuiltAndItsEventsAreValid() throws Exception {
    compile(sources());
    URL[] classes = {folder.resolve("classes").toUri().toURL()};
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

  private List<Path> sources() throws Exception {
    List<Path> sources = new ArrayList<>();
    Matcher code = CODE.matcher(Files.readString(Path.of("..", "docs", "tutorial.md")));
    while (code.find()) {
      Matcher name = CLASS.matcher(code.group(1));
      assertTrue(name.find(), code.group(1));
      sources.add(Files.writeString(folder.resolve(name.group(1) + ".java"), code.group(1)));
    }
    assertEquals(2, sources.size());
    return sources;
  }

  private void compile(List<Path> sources) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    Path classes = Files.createDirectories(folder.resolve("classes"));
    String path =
        Path.of(Pipeline.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean done =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  List.of("-d", classes.toString(), "-cp", path, "--release", "17"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertTrue(done, said::toString);
    }
  }
}
