package io.crossroads.streaming;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds the lock of a file until it is killed. */
public final class LockingProcess {

  private LockingProcess() {}

  /** Locks the file that the argument names. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (FileChannel channel =
            FileChannel.open(
                Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      System.out.println(lock.isValid() ? "locked" : "not locked");
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
