package io.crossroads.batch.parquet;

import java.io.Serializable;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;

/**
 * What a footer says of a column chunk.
 *
 * @param data of the chunk
 * @param columns least and greatest values of its pages
 * @param offsets where its pages are
 */
record WrittenChunk(ColumnMetaData data, ColumnIndex columns, OffsetIndex offsets)
    implements Serializable {

  /** Moves the chunk by some bytes, as its file becomes a part of another. */
  void shift(long bytes) {
    data.setData_page_offset(data.getData_page_offset() + bytes);
    if (data.isSetDictionary_page_offset()) {
      data.setDictionary_page_offset(data.getDictionary_page_offset() + bytes);
    }
    for (PageLocation page : offsets.getPage_locations()) {
      page.setOffset(page.getOffset() + bytes);
    }
  }

  /** Where its first page starts, that of the dictionary included. */
  long start() {
    return data.isSetDictionary_page_offset()
        ? data.getDictionary_page_offset()
        : data.getData_page_offset();
  }

  ColumnChunk chunk() {
    ColumnChunk chunk = new ColumnChunk(start());
    chunk.setMeta_data(data);
    return chunk;
  }
}
