package io.crossroads.minio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.cli.CommandFailure;
import io.crossroads.pipelines.Pipelines;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the pipelines' declarations grant. */
class DeclaredAccessTest {

  private static final String ARN = "arn:aws:s3:::";

  private final DeclaredAccess access = DeclaredAccess.of(Pipelines.all());

  @Test
  void everyBucketOfEveryPipelineIsThereOnceAndHistoryKeepsWhatARerunReplaced() {
    List<String> names = access.buckets().stream().map(Bucket::name).toList();
    assertEquals(names.stream().distinct().toList(), names);
    assertEquals(
        Pipelines.all().stream().map(p -> p.archive().bucket()).collect(Collectors.toSet()),
        access.buckets().stream()
            .filter(bucket -> bucket.keepReplacedDays() == 0)
            .map(Bucket::name)
            .collect(Collectors.toSet()));
    assertTrue(access.buckets().contains(new Bucket("traffic-batch-data", 7)), names::toString);
  }

  @Test
  void everyPolicyIsAboutDeclaredBucketsOnly() throws IOException {
    Set<String> declared = access.buckets().stream().map(Bucket::name).collect(Collectors.toSet());
    for (Policy policy : access.policies()) {
      for (String resource : all(policy, "Resource")) {
        assertTrue(resource.startsWith(ARN), policy.name() + " names " + resource);
        String bucket = resource.substring(ARN.length()).split("/")[0];
        assertTrue(declared.contains(bucket), policy.name() + " names bucket " + bucket);
      }
    }
  }

  @Test
  void nobodyGetsAllActionsAndTheReaderWritesNothing() throws IOException {
    for (Policy policy : access.policies()) {
      for (String action : all(policy, "Action")) {
        assertTrue(action.matches("s3:[A-Za-z]+"), policy.name() + " may " + action);
      }
      if (policy.name().equals("reader")) {
        assertEquals(
            Set.of("s3:ListBucket", "s3:GetBucketLocation", "s3:GetObject"), all(policy, "Action"));
      }
    }
  }

  @Test
  void aBucketThatCannotBeIsNamed() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Bucket("Upper", 0)).getMessage();
    assertTrue(message.contains("'Upper' is no name of a bucket"), message);
  }

  @Test
  void anAccountWithoutPolicyIsRefusedBeforeAnythingIsChanged() {
    MinioSetup setup =
        new MinioSetup("http://localhost:1", new Account("root", "rootsecret"), line -> {});
    List<Account> accounts = List.of(new Account("somebody", "secret-of-somebody"));
    String message =
        assertThrows(CommandFailure.class, () -> setup.apply(access, accounts)).getMessage();
    assertTrue(message.startsWith("account somebody has no policy; there are ["), message);
  }

  private static Set<String> all(Policy policy, String field) throws IOException {
    Set<String> values = new TreeSet<>();
    for (JsonNode statement : new ObjectMapper().readTree(policy.json()).get("Statement")) {
      assertEquals("Allow", statement.get("Effect").asText());
      statement.get(field).forEach(value -> values.add(value.asText()));
    }
    return values;
  }
}
