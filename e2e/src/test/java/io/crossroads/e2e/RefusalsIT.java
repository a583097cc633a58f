package io.crossroads.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What must not be possible, tried. */
@ExtendWith(StackExtension.class)
@Order(3)
class RefusalsIT {

  private static final String STREAMED = "traffic-streaming-data";
  private static final String HISTORY = "traffic-batch-data";

  /** The first hands out volumes, the other opens the engine's socket; neither can be another. */
  private static final Set<String> ROOT = Set.of("secrets", "docker-proxy");

  @Test
  void theDockerProxyRefusesAllButTwoContainers(Stack stack) throws Exception {
    String questions = Files.readString(stack.repository().resolve(".ci/refusals/proxy.py"));
    String said =
        stack.compose().exec("airflow-scheduler", "python", "-").reading(questions).check();
    print(said);
    assertTrue(said.lines().count() > 60, "answers of the proxy");
  }

  @Test
  void accountsStayInTheirDatabases(Stack stack) {
    Command ask =
        Command.of(
            stack.repository().resolve(".ci/refusals/postgres").toString(),
            "--project-name",
            stack.project(),
            "--project-directory",
            stack.repository().toString());
    print(ask.with(stack.compose().environment()).check());
  }

  @Test
  void accountsStayInTheirBuckets(Stack stack) throws Exception {
    Map<String, String> expected =
        Map.of(
            "streaming " + STREAMED, "list put get delete",
            "streaming " + HISTORY, "",
            "batch " + STREAMED, "list get",
            "batch " + HISTORY, "list put get delete",
            "reader " + STREAMED, "list get",
            "reader " + HISTORY, "list get");
    for (String bucket : List.of(STREAMED, HISTORY)) {
      String owner = bucket.equals(STREAMED) ? "streaming" : "batch";
      MinioClient client = Accounts.client(stack, owner);
      put(client, bucket, "probe");
      for (String account : List.of("streaming", "batch", "reader")) {
        String may = String.join(" ", attempts(stack, account, bucket));
        Printed.line("%-10s %-24s may: %s", account, bucket, may.isEmpty() ? "nothing" : may);
        assertEquals(expected.get(account + " " + bucket), may, account + " in " + bucket);
      }
      delete(client, bucket, "probe");
    }
  }

  @Test
  void portsAreForThisMachineAlone(Stack stack) throws Exception {
    try (ServerSocket open = new ServerSocket(0)) {
      assertTrue(isReachedFromAContainer(open.getLocalPort()), "the probe reaches nothing at all");
      for (Map.Entry<String, Integer> port : stack.ports().byVariable().entrySet()) {
        new Socket(InetAddress.getLoopbackAddress(), port.getValue()).close();
        assertFalse(isReachedFromAContainer(port.getValue()), port + " is open to others");
        Printed.line(
            "%-30s %d: open on 127.0.0.1, closed elsewhere", port.getKey(), port.getValue());
      }
    }
  }

  @Test
  void servingIsReachedFromNoOtherNetwork(Stack stack) {
    String id = stack.compose().command("ps", "--quiet", "serving").check().strip();
    String format = "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}";
    String address = Command.of("docker", "inspect", "--format", format, id).check().strip();
    assertEquals(0, connects(stack, "postgres", address), "the probe reaches nothing at all");
    for (String service : List.of("spark-submit", "producer", "airflow-scheduler", "broker")) {
      for (String name : List.of(address, "serving")) {
        assertTrue(connects(stack, service, name) != 0, service + " reaches " + name);
        Printed.line("%-18s does not reach %s:8000", service, name);
      }
    }
  }

  private static int connects(Stack stack, String service, String host) {
    String probe = "timeout 3 bash -c \"exec 3<> /dev/tcp/$0/8000\"";
    return stack.compose().exec(service, "bash", "-c", probe, host).run().code();
  }

  @Test
  void noContainerHasMoreRightsThanItNeeds(Stack stack) throws Exception {
    String ids = stack.compose().command("ps", "--all", "--quiet").check();
    List<String> words = new ArrayList<>(List.of("docker", "inspect"));
    ids.lines().forEach(words::add);
    JsonNode containers =
        new ObjectMapper().readTree(Command.of(words.toArray(String[]::new)).check());
    assertEquals(stack.services().size(), containers.size(), "containers");
    for (JsonNode container : containers) {
      String service = container.at("/Config/Labels").path("com.docker.compose.service").asText();
      String user = container.at("/Config/User").asText();
      JsonNode host = container.get("HostConfig");
      Printed.line("%-24s user %s", service, user);
      assertEquals(
          ROOT.contains(service), user.isEmpty() || user.matches("(0|root)(:.*)?"), service);
      assertFalse(host.get("Privileged").asBoolean(), service);
      assertTrue(host.get("ReadonlyRootfs").asBoolean(), service);
      assertEquals("ALL", host.at("/CapDrop/0").asText(), service);
      assertTrue(host.get("Memory").asLong() > 0, service + " has no limit of memory");
    }
  }

  @Test
  void noSecretIsToBeSeen(Stack stack) {
    String inspected = "";
    for (String id : stack.compose().command("ps", "--all", "--quiet").check().lines().toList()) {
      inspected += Command.of("docker", "inspect", id).check();
      inspected += Command.of("docker", "top", id, "-eo", "pid,args").run().output();
    }
    String logs = stack.compose().command("logs", "--no-color").check();
    for (Map.Entry<String, String> secret : stack.secrets().entrySet()) {
      assertFalse(
          inspected.contains(secret.getValue()), secret.getKey() + " in docker inspect or top");
      assertFalse(logs.contains(secret.getValue()), secret.getKey() + " in a log");
      int found =
          Command.of("git", "-C", stack.repository().toString(), "grep", "-qF", secret.getValue())
              .run()
              .code();
      assertEquals(1, found, secret.getKey() + " in git");
    }
    Printed.line("%d secrets: none in inspect, processes, logs, git", stack.secrets().size());
  }

  private static List<String> attempts(Stack stack, String account, String bucket)
      throws Exception {
    List<String> allowed = new ArrayList<>();
    MinioClient client = Accounts.client(stack, account);
    note(allowed, "list", () -> list(client, bucket));
    note(allowed, "put", () -> put(client, bucket, "probe-of-" + account));
    note(allowed, "get", () -> get(client, bucket));
    note(allowed, "delete", () -> delete(client, bucket, "probe-of-" + account));
    note(
        allowed,
        "make a bucket",
        () -> client.makeBucket(MakeBucketArgs.builder().bucket("of-" + account).build()));
    return allowed;
  }

  private static void list(MinioClient client, String bucket) throws Exception {
    for (Result<Item> item : client.listObjects(ListObjectsArgs.builder().bucket(bucket).build())) {
      item.get();
    }
  }

  private static void get(MinioClient client, String bucket) throws Exception {
    client.getObject(GetObjectArgs.builder().bucket(bucket).object("probe").build()).close();
  }

  private static void delete(MinioClient client, String bucket, String name) throws Exception {
    client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(name).build());
  }

  private static void put(MinioClient client, String bucket, String name) throws Exception {
    client.putObject(
        PutObjectArgs.builder().bucket(bucket).object(name).stream(
                new ByteArrayInputStream(new byte[1]), 1, -1)
            .build());
  }

  private static void note(List<String> allowed, String what, Attempt attempt) throws Exception {
    try {
      attempt.run();
      allowed.add(what);
    } catch (ErrorResponseException e) {
      assertEquals("AccessDenied", e.errorResponse().code(), what);
    }
  }

  /** From a network of its own, by every address that this machine has for it. */
  private static boolean isReachedFromAContainer(int port) {
    String probe =
        """
        gateway=$(while read -r _ to via _; do
          [[ $to == 00000000 ]] && echo "$((16#${via:6:2})).$((16#${via:4:2})).$((16#${via:2:2})).$((16#${via:0:2}))"
        done < /proc/net/route)
        timeout 3 bash -c "exec 3<> /dev/tcp/$gateway/$0"
        """;
    return Command.of(
                "docker",
                "run",
                "--rm",
                "debian:bookworm-slim",
                "bash",
                "-c",
                probe,
                Integer.toString(port))
            .run()
            .code()
        == 0;
  }

  private static void print(String table) {
    table.lines().forEach(line -> Printed.line("%s", line));
  }

  /** A request that may be refused. */
  private interface Attempt {
    void run() throws Exception;
  }
}
