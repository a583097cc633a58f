package io.crossroads.sql;

import java.io.File;
import org.apache.iceberg.Files;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** Files of this machine, to be read and written by Iceberg. */
final class FolderIo implements FileIO {

  private static final long serialVersionUID = 1L;

  @Override
  public InputFile newInputFile(String location) {
    return Files.localInput(location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return Files.localOutput(location);
  }

  @Override
  public void deleteFile(String location) {
    if (!new File(location).delete()) {
      throw new IllegalStateException(location + " cannot be deleted");
    }
  }
}
