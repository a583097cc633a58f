package io.crossroads.sql.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.io.FileIO;

/** A lake in a folder of this machine. Its files are read where they are. */
final class FolderFiles implements LakeFiles {

  private final FileIO io = new FolderFileIo();

  /** The path of a location, of which all that follows the scheme is a path as it is. */
  static Path path(String location) {
    return Path.of(location.replaceFirst("^file:(?://(?=/))?", ""));
  }

  @Override
  public FileIO io() {
    return io;
  }

  @Override
  public List<LakeFile> list(String folder) {
    Path path = path(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(Path::toFile)
          .map(file -> new LakeFile(file.getPath(), file.length(), file.lastModified()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Path> local(List<LakeFile> files) {
    return files.stream().map(file -> path(file.location())).toList();
  }

  @Override
  public void release() {
    // they stay where they are
  }

  @Override
  public void close() {
    io.close();
  }
}
