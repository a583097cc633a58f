package io.crossroads.store;

import io.crossroads.layers.position.Position;
import java.util.Locale;
import java.util.Optional;

/**
 * A batch that follows on a position which the store no longer has: somebody else has written
 * meanwhile. Nothing of it is in the store.
 */
public final class MovedPositionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MovedPositionException(String pipeline, Optional<Position> expected, Optional<Position> found) {
    super(
        String.format(
            Locale.ROOT,
            "the speed layer of %s was at %s and is at %s now: somebody else has written to it",
            pipeline,
            text(expected),
            text(found)));
  }

  private static String text(Optional<Position> position) {
    return position.map(at -> at.topicId() + " " + at.partitions()).orElse("no position");
  }
}
