package io.crossroads.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The NameNode of an HDFS as a process of its own, on a port of 127.0.0.1 that it keeps over
 * restarts. Files need an {@link EmbeddedDataNode} beside it. Whoever writes is who the operating
 * system says, and whoever started this may do everything.
 */
public final class EmbeddedNameNode extends EmbeddedServer {

  private static final String MAIN = "org.apache.hadoop.hdfs.server.namenode.NameNode";
  private static final Duration FORMAT_TIMEOUT = Duration.ofSeconds(60);

  private final Path folder;
  private final int pagePort = FreePorts.next();

  /** A NameNode that keeps its data and its log in a folder; {@link #start} starts it. */
  public EmbeddedNameNode(Path folder) {
    super("the NameNode");
    this.folder = folder.toAbsolutePath();
  }

  /**
   * Starts it, with the names that the folder holds, and returns when it answers, after about four
   * seconds. One with files is in safe mode, in which nothing can be written, until its DataNode
   * has reported their blocks, which takes it a second or two.
   *
   * @return this
   * @throws IllegalStateException if it runs already, or does not start, with the end of its log
   */
  public EmbeddedNameNode start() {
    requireNotRunning();
    if (!Files.exists(names().resolve("current"))) {
      format();
    }
    long logged = LogTail.size(log());
    start(
        HdfsProcess.launch(folder, log(), MAIN, settings()),
        () -> LogTail.since(log(), logged).contains("NameNode RPC up at"));
    return this;
  }

  private void format() {
    try (TiedProcess format =
        TiedProcess.start(
            HdfsProcess.launch(folder, log(), MAIN, settings(), "-format", "-nonInteractive"))) {
      OptionalInt code = format.await(FORMAT_TIMEOUT);
      if (code.orElse(-1) != 0) {
        throw new IllegalStateException("cannot format " + names() + ", see " + log());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while formatting " + names(), interrupted);
    }
  }

  private Map<String, String> settings() {
    return Map.of(
        "fs.defaultFS",
        uri(),
        "hadoop.tmp.dir",
        folder.resolve("tmp").toString(),
        "dfs.namenode.name.dir",
        names().toUri().toString(),
        "dfs.namenode.http-address",
        "127.0.0.1:" + pagePort,
        "dfs.namenode.handler.count",
        "4",
        // With the only DataNode's report nothing else is to be waited for.
        "dfs.namenode.safemode.extension",
        "0");
  }

  private Path names() {
    return folder.resolve("names");
  }

  /**
   * The root of the file system, {@code hdfs://host:port}; the same for the life of this object.
   */
  public String uri() {
    return "hdfs://127.0.0.1:" + port;
  }

  @Override
  public Path log() {
    return folder.resolve("namenode.log");
  }
}
