package io.crossroads.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.embedded.EmbeddedDataNode;
import io.crossroads.embedded.EmbeddedNameNode;
import io.crossroads.embedded.SparkSubmit;
import io.crossroads.embedded.TiedProcess;
import io.crossroads.testkit.RunFolder;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Access logs with their lake on a real HDFS, through the JARs that write to folders and buckets.
 * While events come in, the job is killed in the middle of a commit, and the NameNode while it is
 * written to: every record is there once.
 *
 * <p>{@code -Dhdfs.commits=40 -Dhdfs.rate=5000} runs longer and sends more.
 */
class HdfsIT {

  private static final String PIPELINE = "logs";
  private static final int RATE = Integer.getInteger("hdfs.rate", 500);

  /** What is waited for before and after something is killed. */
  private static final int COMMITS = Integer.getInteger("hdfs.commits", 2);

  private EmbeddedNameNode nameNode;
  private EmbeddedDataNode dataNode;
  private Platform platform;

  @BeforeEach
  void start() throws Exception {
    Path folder = RunFolder.create("hdfs-");
    nameNode = new EmbeddedNameNode(folder.resolve("namenode")).start();
    dataNode = new EmbeddedDataNode(folder.resolve("datanode"), nameNode).start();
    platform =
        Platform.of(
            folder,
            Platform.fastClockBroker(folder),
            SparkSubmit.local(),
            PIPELINE,
            nameNode.uri() + "/datalake");
    platform.await(platform.producer("topics", "create", "--pipeline", PIPELINE));
  }

  @AfterEach
  void close() {
    if (platform != null) {
      platform.close();
    }
    if (dataNode != null) {
      dataNode.close();
    }
    nameNode.close();
  }

  @Test
  void everyRecordIsThereOnceWhateverIsKilled() throws Exception {
    CatalogTable curated = new CatalogTable(platform, PIPELINE, "curated");
    TiedProcess stream = platform.stream("--every", "500ms");
    TiedProcess producer = produce();
    curated.awaitCommits(COMMITS);

    curated.whileCommitIsHeld(stream::kill);
    stream = platform.stream("--every", "500ms");
    curated.awaitCommits(COMMITS);
    nameNode.kill();
    Platform.awaitLine(stream, "archive logs: failure 1 in a row");
    nameNode.start();
    curated.awaitCommits(COMMITS);
    assertTrue(stream.isAlive(), "the job ended with the NameNode");

    long sent = endOf(producer);
    ReconcileReport found = ReconcileReport.covering(platform, sent);
    assertEquals(sent, found.rows(), found::toString);
    assertTrue(found.rejected() > 0, found::toString);
    assertTrue(found.exact(), found::toString);
    assertEquals(0, found.differ(), found::toString);
    String metadata = curated.metadataFile().orElseThrow();
    assertTrue(metadata.startsWith(nameNode.uri() + "/datalake/logs/curated/"), metadata);

    String views = platform.await(platform.views("--analyses"));
    assertTrue(views.contains("3 of 3 analyses answered"), views);
    assertEquals(found.archived(), requestsByHost());
  }

  /** Starts a producer that sends until it is told to end. */
  private TiedProcess produce() {
    return platform.producer(
        "produce",
        "--pipeline",
        PIPELINE,
        "--rate",
        Integer.toString(RATE),
        "--invalid",
        "0.01",
        "--late",
        "0.02",
        "--duplicates",
        "0.01",
        "--out-of-order",
        "0.02",
        "--json",
        platform.file("sent.json").toString());
  }

  /** Ends the producer; how many records the broker has from it. */
  private long endOf(TiedProcess producer) throws Exception {
    producer.signal("TERM");
    platform.await(producer);
    JsonNode report = new ObjectMapper().readTree(platform.file("sent.json").toFile());
    assertEquals(report.path("sent"), report.path("acknowledged"), report::toString);
    return report.path("sent").asLong();
  }

  /** What the analysis of the archive says of all hosts together. */
  private long requestsByHost() throws SQLException {
    String sql =
        "select sum((row->>'requests')::bigint) from analysis_row where name = 'kpi_by_host'";
    return Long.parseLong(platform.ask(sql));
  }
}
