package io.crossroads.minio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files beside this module grant. */
class DeclaredAccessTest {

  private static final String ARN = "arn:aws:s3:::";

  @TempDir private Path folder;

  @Test
  void everyPolicyIsAboutDeclaredBucketsOnly() throws IOException {
    Set<String> declared =
        Bucket.readAll(Path.of("buckets.json")).stream()
            .map(Bucket::name)
            .collect(Collectors.toSet());
    for (Policy policy : Policy.readAll(Path.of("policies"))) {
      for (String resource : all(policy, "Resource")) {
        assertTrue(resource.startsWith(ARN), policy.name() + " names " + resource);
        String bucket = resource.substring(ARN.length()).split("/")[0];
        assertTrue(declared.contains(bucket), policy.name() + " names bucket " + bucket);
      }
    }
  }

  @Test
  void nobodyGetsAllActionsAndTheReaderWritesNothing() throws IOException {
    for (Policy policy : Policy.readAll(Path.of("policies"))) {
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
  void aBucketThatCannotBeIsNamed() throws IOException {
    Path file = folder.resolve("buckets.json");
    Files.writeString(file, "[{\"name\": \"Upper\", \"keepReplacedDays\": 0}]");
    String message = assertThrows(CommandFailure.class, () -> Bucket.readAll(file)).getMessage();
    assertTrue(message.contains("'Upper' is no name of a bucket"), message);
  }

  @Test
  void anAccountWithoutPolicyIsRefusedBeforeAnythingIsChanged() {
    MinioSetup setup =
        new MinioSetup("http://localhost:1", new Account("root", "rootsecret"), line -> {});
    List<Bucket> buckets = List.of(new Bucket("some-bucket", 0));
    List<Account> accounts = List.of(new Account("batch", "batchsecret"));
    String message =
        assertThrows(CommandFailure.class, () -> setup.apply(buckets, List.of(), accounts))
            .getMessage();
    assertEquals("account batch has no policy: add batch.json; there are []", message);
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
