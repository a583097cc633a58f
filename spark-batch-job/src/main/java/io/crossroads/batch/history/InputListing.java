package io.crossroads.batch.history;

import io.crossroads.batch.storage.Storage;
import io.crossroads.cli.CommandFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of an input: {@code *.csv} and {@code *.csv.gz} of a folder, in any case, or one file
 * of any name. Hidden files and the rejected lines of other runs are left out.
 *
 * @param files by name
 * @param ignored names of other files and of folders, which are not looked into
 */
record InputListing(List<SourceFile> files, List<String> ignored) {

  static InputListing of(Storage storage, HistorySettings settings) throws IOException {
    Path input = new Path(settings.input());
    FileSystem system = storage.of(input);
    FileStatus status = status(system, input);
    if (!status.isDirectory()) {
      return new InputListing(List.of(file(status, settings)), List.of());
    }
    List<SourceFile> files = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    for (FileStatus child : system.listStatus(input)) {
      String name = child.getPath().getName();
      if (child.isFile() && isCsv(name)) {
        files.add(file(child, settings));
      } else if (!isHidden(name) && !name.endsWith(RejectedFile.SUFFIX)) {
        ignored.add(name);
      }
    }
    files.sort(Comparator.comparing(SourceFile::name));
    ignored.sort(null);
    if (files.isEmpty()) {
      throw new CommandFailure(
          "no *.csv or *.csv.gz in " + input + (ignored.isEmpty() ? "" : ", only " + ignored));
    }
    return new InputListing(files, ignored);
  }

  private static FileStatus status(FileSystem system, Path input) throws IOException {
    try {
      return system.getFileStatus(input);
    } catch (FileNotFoundException e) {
      throw new CommandFailure("no file or folder " + input, e);
    }
  }

  private static SourceFile file(FileStatus status, HistorySettings settings) {
    return new SourceFile(status.getPath().toString(), status.getLen(), settings.charset().name());
  }

  private static boolean isCsv(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !isHidden(name)
        && (lower.endsWith(".csv") || lower.endsWith(".csv.gz"))
        && !lower.endsWith(RejectedFile.SUFFIX);
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }
}
