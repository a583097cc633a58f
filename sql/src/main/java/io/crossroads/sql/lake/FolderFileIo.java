package io.crossroads.sql.lake;

import java.nio.file.Path;
import org.apache.iceberg.Files;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** Reads files of this machine for Iceberg, and writes none. */
final class FolderFileIo implements FileIO {

  private static final long serialVersionUID = 1L;

  @Override
  public InputFile newInputFile(String location) {
    Path path = FolderFiles.path(location);
    return Files.localInput(path.toFile());
  }

  @Override
  public OutputFile newOutputFile(String location) {
    throw new UnsupportedOperationException(location + " cannot be written: sql only reads");
  }

  @Override
  public void deleteFile(String location) {
    throw new UnsupportedOperationException(location + " cannot be deleted: sql only reads");
  }
}
