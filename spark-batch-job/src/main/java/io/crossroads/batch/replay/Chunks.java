package io.crossroads.batch.replay;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Records in lists of at most so many records and about so many bytes. */
final class Chunks implements Iterator<List<RejectedRecord>> {

  private static final int RECORDS = 500;
  private static final int BYTES = 8 << 20;

  private final Iterator<RejectedRecord> records;

  Chunks(Iterator<RejectedRecord> records) {
    this.records = records;
  }

  @Override
  public boolean hasNext() {
    return records.hasNext();
  }

  @Override
  public List<RejectedRecord> next() {
    List<RejectedRecord> chunk = new ArrayList<>();
    long bytes = 0;
    do {
      RejectedRecord record = records.next();
      chunk.add(record);
      bytes += record.size();
    } while (records.hasNext() && chunk.size() < RECORDS && bytes < BYTES);
    return chunk;
  }
}
