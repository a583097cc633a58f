package io.crossroads.pipelines;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;

/**
 * A JAR with pipelines, and with all that they need beside the platform. It has a class loader of
 * its own below the platform's, so that two JARs may bring the same library in two versions.
 *
 * @param file the JAR, which stays as it is while a process uses it
 */
record PluginJar(Path file) {

  private static final String SERVICE = "META-INF/services/" + PipelineProvider.class.getName();

  /**
   * The pipelines that it declares, at least one.
   *
   * @throws ServiceConfigurationError if it cannot be read, declares none, was built against
   *     another version, or its declaration contradicts itself; names the JAR and what to do
   */
  List<Pipeline> pipelines() {
    requireProvider();
    // Open for as long as the process runs: classes are loaded when they are first used.
    URLClassLoader loader = new URLClassLoader(new URL[] {url()}, getClass().getClassLoader());
    try {
      return ServiceLoader.load(PipelineProvider.class, loader).stream()
          .filter(provider -> provider.type().getClassLoader() == loader)
          .map(provider -> provider.get().pipeline())
          .toList();
    } catch (LinkageError e) {
      throw builtAgainstAnother(e);
    } catch (ServiceConfigurationError e) {
      throw e.getCause() instanceof LinkageError cause
          ? builtAgainstAnother(cause)
          : unusable(e.getMessage(), e);
    } catch (RuntimeException e) {
      throw unusable(e.getMessage(), e);
    }
  }

  /** What is wrong with it, as an error that says where. */
  ServiceConfigurationError unusable(String why, Throwable cause) {
    return new ServiceConfigurationError(file + ": " + why, cause);
  }

  private void requireProvider() {
    try (JarFile jar = new JarFile(file.toFile())) {
      if (jar.getEntry(SERVICE) == null) {
        throw unusable(
            "it declares no pipeline, as it has no "
                + SERVICE
                + "; what a pipeline needs must be in the pipeline's own JAR",
            null);
      }
    } catch (IOException e) {
      throw unusable("it cannot be read as a JAR (" + e + "); build it again, or remove it", e);
    }
  }

  private ServiceConfigurationError builtAgainstAnother(LinkageError e) {
    return unusable(
        e instanceof UnsupportedClassVersionError
            ? "it was compiled for a newer Java (" + e.getMessage() + "); compile with --release 17"
            : "it was built against another version of Crossroads (" + e + "); compile it again",
        e);
  }

  private URL url() {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }
}
