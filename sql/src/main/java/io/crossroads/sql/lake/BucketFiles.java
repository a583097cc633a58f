package io.crossroads.sql.lake;

import io.crossroads.cli.CommandFailure;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.io.FileIO;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** A lake in object storage. Its files are copied before they are read. */
final class BucketFiles implements LakeFiles {

  private final S3FileIO io;
  private final FileCopies copies;

  private BucketFiles(S3FileIO io, FileCopies copies) {
    this.io = io;
    this.copies = copies;
  }

  /** Connects when the first file is read. */
  static BucketFiles open(BucketSettings settings) {
    S3FileIO io = new S3FileIO();
    io.initialize(BucketClient.properties(settings));
    return new BucketFiles(io, new FileCopies(io, settings.copyLimit()));
  }

  @Override
  public FileIO io() {
    return io;
  }

  @Override
  public List<LakeFile> list(String folder) {
    String prefix = folder + "/";
    try {
      return StreamSupport.stream(io.listPrefix(prefix).spliterator(), false)
          .filter(file -> file.location().indexOf('/', prefix.length()) < 0)
          .map(file -> new LakeFile(file.location(), file.size(), file.createdAtMillis()))
          .sorted(Comparator.comparing(LakeFile::location))
          .toList();
    } catch (NoSuchBucketException noBucket) {
      return List.of();
    } catch (SdkException e) {
      throw new CommandFailure(folder + " cannot be listed: " + e.getMessage(), e);
    }
  }

  @Override
  public List<Path> local(List<LakeFile> files) {
    return copies.of(files);
  }

  @Override
  public void release() {
    copies.trim();
  }

  @Override
  public void close() {
    copies.close();
    io.close();
  }
}
