package io.crossroads.embedded;

import java.nio.file.Path;
import java.util.Map;

/** The only DataNode of an HDFS as a process of its own, on ports of 127.0.0.1. */
public final class EmbeddedDataNode extends EmbeddedServer {

  private static final String MAIN = "org.apache.hadoop.hdfs.server.datanode.DataNode";

  private final Path folder;
  private final EmbeddedNameNode nameNode;
  private final int commandPort = FreePorts.next();
  private final int pagePort = FreePorts.next();

  /** One that keeps its blocks and its log in a folder; {@link #start} starts it. */
  public EmbeddedDataNode(Path folder, EmbeddedNameNode nameNode) {
    super("the DataNode");
    this.folder = folder.toAbsolutePath();
    this.nameNode = nameNode;
  }

  /**
   * Starts it, with the blocks that the folder holds, and returns when it has reported them to the
   * NameNode, which must run, after about four seconds.
   *
   * @return this
   * @throws IllegalStateException if it runs already, or does not start, with the end of its log
   */
  public EmbeddedDataNode start() {
    requireNotRunning();
    long logged = LogTail.size(log());
    start(
        HdfsProcess.launch(folder, log(), MAIN, settings()),
        () -> LogTail.since(log(), logged).contains("Successfully sent block report"));
    return this;
  }

  private Map<String, String> settings() {
    return Map.of(
        "fs.defaultFS",
        nameNode.uri(),
        "hadoop.tmp.dir",
        folder.resolve("tmp").toString(),
        "dfs.datanode.data.dir",
        folder.resolve("blocks").toUri().toString(),
        "dfs.datanode.address",
        "127.0.0.1:" + port,
        "dfs.datanode.ipc.address",
        "127.0.0.1:" + commandPort,
        "dfs.datanode.http.address",
        "127.0.0.1:" + pagePort,
        "dfs.datanode.handler.count",
        "4",
        // A NameNode that was restarted learns within a second which blocks there are.
        "dfs.heartbeat.interval",
        "1");
  }

  @Override
  public Path log() {
    return folder.resolve("datanode.log");
  }
}
