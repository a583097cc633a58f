package io.crossroads.lake;

import org.apache.iceberg.Table;

/**
 * Keeps a table's metadata small, so that a commit takes as long after a year as on the first day.
 * It removes old snapshots; no row is lost by that.
 *
 * @param keep snapshots that readers may go back to, at least 1
 * @param slack how many more may gather before they are removed together, at least 1
 */
public record SnapshotExpiration(int keep, int slack) {

  /** The last 100 snapshots, cleaned up every 20. */
  public static final SnapshotExpiration DEFAULT = new SnapshotExpiration(100, 20);

  public SnapshotExpiration {
    if (keep < 1 || slack < 1) {
      throw new IllegalArgumentException(
          "keep and slack must be at least 1, not " + keep + " and " + slack);
    }
  }

  /** Removes old snapshots if enough have gathered. */
  public void clean(Table table) {
    int snapshots = 0;
    for (var ignored : table.snapshots()) {
      snapshots++;
    }
    if (snapshots >= keep + slack) {
      table.expireSnapshots().expireOlderThan(System.currentTimeMillis()).retainLast(keep).commit();
    }
  }
}
