package io.crossroads.batch.history;

import io.crossroads.batch.csv.ColumnFormats;
import io.crossroads.batch.csv.Heading;
import io.crossroads.batch.csv.RowParser;
import io.crossroads.batch.rows.KeyBounds;
import io.crossroads.batch.rows.SortKey;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;

/**
 * How a file is read. It begins as a guess from parts of the file; a pass over all of it tells
 * whether the guess was right, and otherwise what is.
 *
 * @param file the file
 * @param heading its heading
 * @param formats of its columns
 * @param zone where times with an offset are put
 * @param key what its rows are sorted by
 * @param ranges the parts that tasks read
 * @param bounds how rows are exchanged between tasks; null if they need not be
 * @param write whether row groups are written, otherwise the file is only looked at
 */
record FilePlan(
    SourceFile file,
    Heading heading,
    ColumnFormats formats,
    ZoneId zone,
    SortKey key,
    List<ByteRange> ranges,
    KeyBounds bounds,
    boolean write)
    implements Serializable {

  FilePlan {
    ranges = List.copyOf(ranges);
  }

  RowParser parser() {
    return new RowParser(heading, formats, zone);
  }

  FilePlan in(ColumnFormats other) {
    return new FilePlan(file, heading, other, zone, key, ranges, null, true);
  }

  FilePlan over(List<ByteRange> others) {
    return new FilePlan(file, heading, formats, zone, key, others, bounds, write);
  }

  FilePlan inOrder() {
    return new FilePlan(file, heading, formats, zone, key, ranges, null, true);
  }

  FilePlan exchanging(KeyBounds between) {
    return new FilePlan(file, heading, formats, zone, key, ranges, between, true);
  }

  FilePlan looking() {
    return new FilePlan(file, heading, formats, zone, key, ranges, null, false);
  }
}
