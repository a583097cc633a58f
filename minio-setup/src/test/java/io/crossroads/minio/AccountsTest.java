package io.crossroads.minio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crossroads.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

  @TempDir private Path folder;

  @Test
  void firstLineIsRoot() throws IOException {
    Accounts accounts = read("minio-root=rootsecret\nstreaming=secret=with=signs\n");
    assertEquals(new Account("minio-root", "rootsecret"), accounts.root());
    assertEquals(List.of(new Account("streaming", "secret=with=signs")), accounts.others());
  }

  @Test
  void errorsNameLineOrAccountAndNeverASecret() {
    assertEquals(
        String.format(Locale.ROOT, "line 2 of %s is not NAME=SECRET", folder.resolve("accounts")),
        failure("minio-root=rootsecret\nstreaming\n"));
    String tooShort = failure("minio-root=rootsecret\nbatch=hidden7\n");
    assertEquals(
        "MinIO wants secrets of at least 8 characters, which that of batch has not", tooShort);
    assertFalse(new Account("batch", "longenough").toString().contains("longenough"));
    assertEquals(
        folder.resolve("accounts") + " is empty: its first line names the server's root account",
        failure(""));
  }

  private String failure(String content) {
    return assertThrows(CommandFailure.class, () -> read(content)).getMessage();
  }

  private Accounts read(String content) throws IOException {
    return Accounts.read(Files.writeString(folder.resolve("accounts"), content));
  }
}
