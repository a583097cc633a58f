package io.crossroads.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crossroads.cli.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LakeRootTest {

  @ParameterizedTest
  @CsvSource({
    "s3a://, s3a://traffic/raw",
    "file:/x/buckets, file:/x/buckets/traffic/raw",
    "file:/my data/50% #1, file:/my data/50% #1/traffic/raw",
    "file:/x/buckets/, file:/x/buckets/traffic/raw",
    "hdfs://name:8020/datalake, hdfs://name:8020/datalake/traffic/raw"
  })
  void bucketsLieBelowTheRoot(String root, String table) {
    assertEquals(table, new LakeRoot(root).table("traffic", "raw"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x/buckets", "buckets", "", "s3a:// bucket"})
  void aRootWithoutASchemeIsRefused(String root) {
    assertThrows(CommandFailure.class, () -> new LakeRoot(root));
  }

  @Test
  void theMessageShowsTheValue() {
    CommandFailure failure = assertThrows(CommandFailure.class, () -> new LakeRoot("/x"));
    assertEquals(
        "lake must be a URI with a scheme, such as s3a:// or file:/home/me/buckets, not '/x'",
        failure.getMessage());
  }
}
