package io.crossroads.sql.lake;

import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.LakeRoot;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.io.FileIO;

/** The files of a lake, to be read. */
public interface LakeFiles extends AutoCloseable {

  /**
   * A file of the lake.
   *
   * @param location where it is, as the lake names it
   * @param size its length in bytes
   * @param changed when it was last replaced, in ms since 1970; 0 of a data file, which never is
   */
  record LakeFile(String location, long size, long changed) {}

  /**
   * The files of a lake.
   *
   * @throws CommandFailure if it is on a file system that is not read here
   */
  static LakeFiles of(LakeRoot lake, BucketSettings buckets) {
    String scheme = lake.uri().substring(0, lake.uri().indexOf(':'));
    return switch (scheme) {
      case "file" -> new FolderFiles();
      case "s3", "s3a" -> BucketFiles.open(buckets);
      default ->
          throw new CommandFailure(
              "sql reads a lake in a folder (file:/folder) or in buckets (s3a://), not "
                  + lake.uri());
    };
  }

  /** How Iceberg reads its metadata. */
  FileIO io();

  /** The files directly in a folder, by name; none if there is no such folder. */
  List<LakeFile> list(String folder);

  /**
   * The files where the engine can read them, in the same order.
   *
   * @throws CommandFailure if one is gone, or if they are too large to be copied
   */
  List<Path> local(List<LakeFile> files);

  /** Tells that what {@link #local} gave is no longer read. */
  void release();

  @Override
  void close();
}
