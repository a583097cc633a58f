package io.crossroads.pipelines;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The code of the tutorial, straight from the page, compiled and as a JAR. */
final class TutorialCode {

  static final String PROVIDER = "io.crossroads.pipelines.parking.ParkingProvider";

  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("final class (\\w+)");

  private TutorialCode() {}

  /** Its classes' sources, by the name of the class. */
  static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    Matcher code = CODE.matcher(Files.readString(Path.of("..", "docs", "tutorial.md")));
    while (code.find()) {
      Matcher name = CLASS.matcher(code.group(1));
      if (!name.find()) {
        throw new AssertionError(code.group(1));
      }
      sources.put(name.group(1), code.group(1));
    }
    return sources;
  }

  /** Compiles sources against this platform's classes and further ones. */
  static Path compile(Map<String, String> sources, Path folder, Path... further)
      throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path code = Files.createDirectories(folder.resolve("sources"));
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      files.add(Files.writeString(code.resolve(source.getKey() + ".java"), source.getValue()));
    }
    List<String> path = new ArrayList<>();
    Stream.of(further).map(Path::toString).forEach(path::add);
    path.add(platform().toString());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-d",
              classes.toString(),
              "-cp",
              String.join(File.pathSeparator, path),
              "--release",
              "17");
      var units = manager.getJavaFileObjectsFromPaths(files);
      if (!compiler.getTask(said, manager, null, options, null, units).call()) {
        throw new AssertionError(said);
      }
    }
    return classes;
  }

  /** A JAR of a folder's files that declares a provider. */
  static Path jar(Path classes, String provider, Path file) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
        Stream<Path> files = Files.walk(classes)) {
      jar.putNextEntry(new JarEntry("META-INF/services/" + PipelineProvider.class.getName()));
      jar.write(provider.getBytes(StandardCharsets.UTF_8));
      files.filter(Files::isRegularFile).sorted().forEach(one -> add(jar, classes, one));
    }
    return file;
  }

  private static void add(JarOutputStream jar, Path root, Path file) {
    try {
      jar.putNextEntry(new JarEntry(root.relativize(file).toString()));
      Files.copy(file, jar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path platform() {
    try {
      return Path.of(Pipeline.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
