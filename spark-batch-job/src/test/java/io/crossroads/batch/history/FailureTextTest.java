package io.crossroads.batch.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.batch.storage.Account;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTextTest {

  @Test
  void aMissingRightNamesThePathAndTheAccountThatNeedsIt() {
    List<IOException> failures =
        List.of(
            new AccessDeniedException("/lake/out"),
            new FileNotFoundException("/lake/out (Permission denied)"));
    for (IOException failure : failures) {
      assertEquals(
          "/lake/out: permission denied: give it to " + Account.own(),
          FailureText.of(new IllegalStateException("a task failed", failure)));
      assertTrue(FailureText.isFinal(new IllegalStateException("a task failed", failure)));
    }
  }

  @Test
  void aFullDiskSaysThatTheObjectBeforeIsThere() {
    IOException full = new IOException("No space left on device");
    String text = FailureText.of(full);
    assertTrue(text.startsWith("No space left on device: free some room"), text);
    assertTrue(text.endsWith("the object before is as it was"), text);
    assertTrue(FailureText.isFinal(full));
  }

  @Test
  void whatMayPassIsNotFinal() {
    assertFalse(FailureText.isFinal(new IOException("connection refused")));
  }
}
