package io.crossroads.batch.history;

import io.crossroads.batch.storage.Storage;
import io.crossroads.cli.CommandFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of an input: {@code *.csv} and {@code *.csv.gz} of a folder, in any case, or one file
 * of any name. Files whose names begin with a point or an underscore, as programs name what is not
 * complete, and the rejected lines of other runs are left out.
 *
 * @param files by name
 * @param ignored names of other files and of folders, which are not looked into
 * @param hidden names of CSV files that begin with a point or an underscore
 */
record InputListing(List<SourceFile> files, List<String> ignored, List<String> hidden) {

  static InputListing of(Storage storage, HistorySettings settings) throws IOException {
    Path input = Storage.path(settings.input());
    FileSystem system = storage.of(input);
    FileStatus status = status(system, input);
    if (!status.isDirectory()) {
      return new InputListing(List.of(file(status, settings)), List.of(), List.of());
    }
    List<SourceFile> files = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    List<String> hidden = new ArrayList<>();
    for (FileStatus child : system.listStatus(input)) {
      String name = child.getPath().getName();
      if (child.isFile() && isCsv(name)) {
        if (isHidden(name)) {
          hidden.add(name);
        } else {
          files.add(file(child, settings));
        }
      } else if (!isHidden(name) && !name.endsWith(RejectedFile.SUFFIX)) {
        ignored.add(name);
      }
    }
    files.sort(Comparator.comparing(SourceFile::name));
    ignored.sort(null);
    hidden.sort(null);
    if (files.isEmpty()) {
      List<String> others = Stream.concat(hidden.stream(), ignored.stream()).toList();
      throw new CommandFailure(
          "no *.csv or *.csv.gz in "
              + input
              + (others.isEmpty() ? ", which is empty" : ", only " + others)
              + (hidden.isEmpty() ? "" : "; names must not begin with _ or ."));
    }
    return new InputListing(files, ignored, hidden);
  }

  private static FileStatus status(FileSystem system, Path input) throws IOException {
    try {
      return system.getFileStatus(input);
    } catch (FileNotFoundException e) {
      throw new CommandFailure("no file or folder " + input, e);
    }
  }

  private static SourceFile file(FileStatus status, HistorySettings settings) {
    return SourceFile.of(status.getPath().toString(), status.getLen(), settings.charset());
  }

  private static boolean isCsv(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return (lower.endsWith(".csv") || lower.endsWith(".csv.gz"))
        && !lower.endsWith(RejectedFile.SUFFIX);
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }
}
