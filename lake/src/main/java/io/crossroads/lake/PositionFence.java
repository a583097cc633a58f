package io.crossroads.lake;

import java.util.Optional;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;

/**
 * Table operations whose commits are a compare-and-set on the table's position. A commit that meets
 * another one, such as a compaction, is tried again as Iceberg does; but never on top of a position
 * that it was not built on.
 *
 * <p>Whether a commit failed is decided by the table alone. The catalog's connection pool repeats a
 * statement whose connection broke, so a commit that took effect can be reported as failed; Iceberg
 * would then delete the manifests of the snapshot that it has just published.
 */
final class PositionFence extends ForwardingOperations {

  private final String name;
  private final Optional<String> expected;

  /**
   * A fence around one commit.
   *
   * @param expected the position that the commit is built on, as it stands in the table
   */
  PositionFence(TableOperations table, String name, Optional<String> expected) {
    super(table);
    this.name = name;
    this.expected = expected;
  }

  @Override
  public void commit(TableMetadata base, TableMetadata next) {
    requireExpected(base);
    try {
      super.commit(base, next);
    } catch (RuntimeException failure) {
      TableMetadata found = found(failure);
      if (commit(found).equals(commit(next))) {
        return;
      }
      requireExpected(found);
      throw failure instanceof CommitFailedException
          ? failure
          : new CommitStateUnknownException(failure);
    }
  }

  private TableMetadata found(RuntimeException failure) {
    try {
      return refresh();
    } catch (RuntimeException unreachable) {
      failure.addSuppressed(unreachable);
      throw new CommitStateUnknownException(failure);
    }
  }

  private void requireExpected(TableMetadata metadata) {
    if (!position(metadata).equals(expected)) {
      throw new PositionMovedException(name, expected, position(metadata));
    }
  }

  private static Optional<String> position(TableMetadata metadata) {
    return Optional.ofNullable(metadata.properties().get(PositionedTable.POSITION));
  }

  private static Optional<String> commit(TableMetadata metadata) {
    return Optional.ofNullable(metadata.properties().get(PositionedTable.COMMIT));
  }
}
