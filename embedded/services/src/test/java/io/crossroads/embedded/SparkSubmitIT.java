package io.crossroads.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkSubmitIT {

  @TempDir Path folder;

  @Test
  void aJarIsRunAsSparkSubmitRunsIt() throws Exception {
    Path log = folder.resolve("job.log");
    SparkSubmit submit = new SparkSubmit("local[1]", "256m", Map.of("spark.some.setting", "some"));

    TiedProcess job = submit.start(log, jar(), List.of("archive", "--rate", "two words"));

    assertEquals(OptionalInt.of(0), job.await(Duration.ofSeconds(60)), () -> "see " + log);
    assertTrue(
        LogTail.lines(log, 50).contains("[archive, --rate, two words] local[1] 256m some"),
        () -> String.join("\n", LogTail.lines(log, 50)));
  }

  private Path jar() throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, PrintingJob.class.getName());
    String entry = PrintingJob.class.getName().replace('.', '/') + ".class";
    Path jar = folder.resolve("job.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file, manifest);
        InputStream code = getClass().getResourceAsStream("/" + entry)) {
      entries.putNextEntry(new JarEntry(entry));
      code.transferTo(entries);
    }
    return jar;
  }
}
