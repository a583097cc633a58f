package io.crossroads.embedded.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * Unpacks PostgreSQL's programs, which come as a Maven artifact, into a folder. The folder appears
 * complete or not at all, so that two of these may run at once.
 */
public final class UnpackPostgres {

  private UnpackPostgres() {}

  /**
   * Takes the folder to create as the only argument. Does nothing where it exists.
   *
   * @throws IOException if the artifact for this operating system and processor is not on the class
   *     path, or the folder cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    if (Files.exists(folder)) {
      return;
    }
    Files.createDirectories(folder.getParent());
    Path unfinished =
        folder.resolveSibling(folder.getFileName() + "." + ProcessHandle.current().pid());
    try (InputStream archive = open()) {
      TarArchive.unpack(archive, unfinished);
    }
    try {
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException failed) {
      TarArchive.delete(unfinished);
      if (!Files.exists(folder)) {
        throw failed;
      }
    }
  }

  private static InputStream open() throws IOException {
    String name = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
    InputStream archive = UnpackPostgres.class.getResourceAsStream("/" + name);
    if (archive == null) {
      throw new IOException(
          "no " + name + " on the class path: PostgreSQL for this machine is missing");
    }
    return archive;
  }

  static String archiveName(String system, String processor) {
    boolean mac = system.toLowerCase(Locale.ROOT).startsWith("mac");
    boolean arm = processor.equals("aarch64");
    return "postgres-" + (mac ? "darwin" : "linux") + "-" + (arm ? "arm_64" : "x86_64") + ".txz";
  }
}
