package io.crossroads.batch.storage;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The file systems that a job reads and writes: folders, HDFS and object stores, by their URI. It
 * goes to executors with their tasks.
 */
public final class Storage implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Where an object appears when its stream is closed, and a rename is a copy. */
  private static final Set<String> OBJECT_STORES = Set.of("s3", "s3a", "s3n", "gs", "oss");

  private static final Pattern URI_LIKE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/");

  private final SerializableConfiguration configuration;

  public Storage(Configuration configuration) {
    this.configuration = new SerializableConfiguration(configuration);
  }

  /** The file system of a path; folders without the checksum files that only Hadoop reads. */
  public FileSystem of(Path path) throws IOException {
    FileSystem system = path.getFileSystem(configuration.value());
    return system instanceof LocalFileSystem local ? local.getRawFileSystem() : system;
  }

  /** A path as people write it: a URI, or a path, in which any character may stand. */
  public static Path path(String location) {
    return URI_LIKE.matcher(location).lookingAt()
        ? new Path(location)
        : new Path(null, null, location);
  }

  /** What a name stands for in a folder, also with a colon, which {@code Path} takes for a URI. */
  public static Path child(Path folder, String name) {
    return new Path(folder, new Path(null, null, name));
  }

  /** Whether a path is in an object store. */
  public static boolean isObjectStore(FileSystem system) {
    URI uri = system.getUri();
    return uri.getScheme() != null && OBJECT_STORES.contains(uri.getScheme());
  }

  /** The settings of the file systems. */
  public Configuration configuration() {
    return configuration.value();
  }
}
