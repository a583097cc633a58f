package io.crossroads.batch.parquet;

import io.crossroads.batch.csv.CsvColumn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

/** Makes one Parquet object of row groups that were written before, without decoding them. */
public final class ObjectWriter {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final String CREATED_BY = "crossroads version 1.0";

  private final List<CsvColumn> columns;
  private final List<SortingColumn> order;
  private final FSDataOutputStream stream;
  private final List<WrittenGroup> groups = new ArrayList<>();

  /**
   * Begins an object.
   *
   * @param sortedBy indexes of the columns that rows are sorted by
   * @param stream where it goes; the caller closes it
   */
  public ObjectWriter(List<CsvColumn> columns, List<Integer> sortedBy, FSDataOutputStream stream)
      throws IOException {
    this.columns = columns;
    this.order = sortedBy.stream().map(column -> new SortingColumn(column, false, false)).toList();
    this.stream = stream;
    stream.write(MAGIC);
  }

  /** Appends what a {@link RowGroupWriter} wrote. */
  public void append(InputStream part, List<WrittenGroup> written) throws IOException {
    long start = stream.getPos();
    part.transferTo(stream);
    for (WrittenGroup group : written) {
      group.chunks().forEach(chunk -> chunk.shift(start));
      groups.add(group);
    }
  }

  /** Rows appended so far. */
  public long rows() {
    return groups.stream().mapToLong(WrittenGroup::rows).sum();
  }

  /** Completes the object. */
  public void finish() throws IOException {
    List<List<ColumnChunk>> chunks = new ArrayList<>();
    for (WrittenGroup group : groups) {
      chunks.add(new ArrayList<>(group.chunks().stream().map(WrittenChunk::chunk).toList()));
    }
    writeColumnIndexes(chunks);
    writeOffsetIndexes(chunks);
    FileMetaData footer = new FileMetaData(1, ObjectSchema.of(columns), rows(), rowGroups(chunks));
    footer.setCreated_by(CREATED_BY);
    footer.setColumn_orders(
        Collections.nCopies(columns.size(), ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
    long start = stream.getPos();
    Util.writeFileMetaData(footer, stream);
    stream.writeInt(Integer.reverseBytes(Math.toIntExact(stream.getPos() - start)));
    stream.write(MAGIC);
  }

  private void writeColumnIndexes(List<List<ColumnChunk>> chunks) throws IOException {
    for (int group = 0; group < groups.size(); group++) {
      for (int column = 0; column < columns.size(); column++) {
        ColumnChunk chunk = chunks.get(group).get(column);
        long start = stream.getPos();
        Util.writeColumnIndex(groups.get(group).chunks().get(column).columns(), stream);
        chunk.setColumn_index_offset(start);
        chunk.setColumn_index_length(Math.toIntExact(stream.getPos() - start));
      }
    }
  }

  private void writeOffsetIndexes(List<List<ColumnChunk>> chunks) throws IOException {
    for (int group = 0; group < groups.size(); group++) {
      for (int column = 0; column < columns.size(); column++) {
        ColumnChunk chunk = chunks.get(group).get(column);
        long start = stream.getPos();
        Util.writeOffsetIndex(groups.get(group).chunks().get(column).offsets(), stream);
        chunk.setOffset_index_offset(start);
        chunk.setOffset_index_length(Math.toIntExact(stream.getPos() - start));
      }
    }
  }

  private List<RowGroup> rowGroups(List<List<ColumnChunk>> chunks) {
    List<RowGroup> rowGroups = new ArrayList<>();
    for (int group = 0; group < groups.size(); group++) {
      List<WrittenChunk> written = groups.get(group).chunks();
      long plain = 0;
      long stored = 0;
      for (WrittenChunk chunk : written) {
        plain += chunk.data().getTotal_uncompressed_size();
        stored += chunk.data().getTotal_compressed_size();
      }
      RowGroup rowGroup = new RowGroup(chunks.get(group), plain, groups.get(group).rows());
      rowGroup.setTotal_compressed_size(stored);
      rowGroup.setFile_offset(written.get(0).start());
      rowGroup.setSorting_columns(order);
      rowGroups.add(rowGroup);
    }
    return rowGroups;
  }
}
