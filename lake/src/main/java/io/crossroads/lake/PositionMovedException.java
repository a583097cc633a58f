package io.crossroads.lake;

import java.util.Locale;
import java.util.Optional;

/**
 * A commit that was built on a position which the table no longer has: somebody else has written
 * meanwhile. Nothing of it is in the table.
 */
public final class PositionMovedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PositionMovedException(String table, Optional<String> expected, Optional<String> found) {
    super(
        String.format(
            Locale.ROOT,
            "table %s was at position %s and is at %s now: somebody else has written to it",
            table,
            expected.orElse("none"),
            found.orElse("none")));
  }
}
