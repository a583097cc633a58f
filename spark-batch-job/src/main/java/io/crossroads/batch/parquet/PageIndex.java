package io.crossroads.batch.parquet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;

/** Where the pages of a column chunk are and what they hold, so that readers can skip them. */
final class PageIndex {

  private final boolean narrow;
  private final List<PageLocation> locations = new ArrayList<>();
  private final List<Boolean> onlyNulls = new ArrayList<>();
  private final List<Long> nulls = new ArrayList<>();
  private final List<ByteBuffer> mins = new ArrayList<>();
  private final List<ByteBuffer> maxs = new ArrayList<>();
  private Range before;
  private boolean ascending = true;
  private boolean descending = true;

  PageIndex(boolean narrow) {
    this.narrow = narrow;
  }

  /**
   * Adds a page.
   *
   * @param position where its header starts
   * @param bytes with its header, compressed
   * @param firstRow of the page in its row group, from 0
   */
  void add(long position, long bytes, long firstRow, Range range) {
    locations.add(new PageLocation(position, Math.toIntExact(bytes), firstRow));
    onlyNulls.add(false);
    nulls.add(0L);
    mins.add(Range.bytes(range.min(), narrow));
    maxs.add(Range.bytes(range.max(), narrow));
    if (before != null) {
      ascending &= before.min() <= range.min() && before.max() <= range.max();
      descending &= before.min() >= range.min() && before.max() >= range.max();
    }
    before = range;
  }

  /** Where the first page starts. */
  long firstPage() {
    return locations.get(0).getOffset();
  }

  ColumnIndex columnIndex() {
    BoundaryOrder order =
        ascending
            ? BoundaryOrder.ASCENDING
            : descending ? BoundaryOrder.DESCENDING : BoundaryOrder.UNORDERED;
    ColumnIndex index = new ColumnIndex(onlyNulls, mins, maxs, order);
    index.setNull_counts(nulls);
    return index;
  }

  OffsetIndex offsetIndex() {
    return new OffsetIndex(locations);
  }
}
