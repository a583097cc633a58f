package io.crossroads.batch.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.batch.csv.CsvColumn;
import io.crossroads.batch.rows.RowBatch;
import io.crossroads.pipelines.history.HistoryColumn.Type;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read by parquet-mr, which is not what writes it. */
class ObjectWriterTest {

  private static final List<CsvColumn> COLUMNS =
      List.of(
          new CsvColumn("wide", Type.INT64, Long.MIN_VALUE, Long.MAX_VALUE, 0),
          new CsvColumn("narrow", Type.INT32, Integer.MIN_VALUE, Integer.MAX_VALUE, 1),
          new CsvColumn("time", Type.LOCAL_TIME, 0, Long.MAX_VALUE, 2));

  private final Configuration configuration = new Configuration();

  @TempDir private java.nio.file.Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 128, 129, 130, 20_001})
  void everyDistributionComesBackAsItWas(int rows) throws IOException {
    Random random = new Random(rows);
    for (LongUnaryOperator values : distributions(random)) {
      RowBatch batch = batch(rows, values);
      Path file = write(List.of(batch));

      assertEquals(rows(List.of(batch)), read(file));
    }
  }

  @Test
  void rowGroupsOfSeveralPartsAreOneObject() throws IOException {
    Random random = new Random(5);
    List<RowBatch> batches = new ArrayList<>();
    for (int part = 0; part < 4; part++) {
      batches.add(batch(1 + random.nextInt(50_000), row -> random.nextInt(90_000)));
    }
    assertEquals(rows(batches), read(write(batches)));
  }

  @Test
  void anObjectWithoutRowsIsOneToo() throws IOException {
    assertEquals(List.of(), read(write(List.of())));
  }

  @Test
  void rowGroupsAndPagesTellTheirLeastAndGreatestValues() throws IOException {
    List<RowBatch> batches =
        List.of(batch(50_000, row -> row * 3 - 70), batch(45_000, row -> row * 3 + 150_000));
    Path file = write(batches);

    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration))) {
      List<BlockMetaData> groups = reader.getRowGroups();
      assertEquals(2, groups.size());
      for (int group = 0; group < 2; group++) {
        int rows = batches.get(group).rows();
        for (int column = 0; column < COLUMNS.size(); column++) {
          long[] values = batches.get(group).column(column);
          ColumnChunkMetaData chunk = groups.get(group).getColumns().get(column);
          Statistics<?> statistics = chunk.getStatistics();
          assertEquals(values[0], ((Number) statistics.genericGetMin()).longValue());
          assertEquals(values[rows - 1], ((Number) statistics.genericGetMax()).longValue());
          assertEquals(0, statistics.getNumNulls());
          assertPages(reader.readColumnIndex(chunk), reader.readOffsetIndex(chunk), rows);
        }
      }
    }
  }

  private static void assertPages(ColumnIndex values, OffsetIndex places, int rows) {
    assertNotNull(values);
    assertEquals(3, places.getPageCount());
    assertEquals(3, values.getMinValues().size());
    assertEquals("ASCENDING", values.getBoundaryOrder().toString());
    assertEquals(rows / 3, places.getFirstRowIndex(1));
    assertTrue(places.getOffset(1) > places.getOffset(0));
  }

  private static List<LongUnaryOperator> distributions(Random random) {
    List<LongUnaryOperator> all = new ArrayList<>();
    all.add(row -> 42);
    all.add(row -> row);
    all.add(row -> -row * 1_000_003);
    all.add(row -> random.nextLong());
    all.add(row -> row % 2 == 0 ? Long.MAX_VALUE : Long.MIN_VALUE);
    all.add(row -> random.nextInt(3));
    all.add(row -> random.nextInt(65_536) - 30_000);
    all.add(row -> random.nextInt(65_537));
    all.add(row -> row / 100 % 5);
    all.add(row -> row % 50 < 13 ? 1 : random.nextInt(200));
    for (int bits = 1; bits < 64; bits += 6) {
      long mask = (1L << bits) - 1;
      all.add(row -> random.nextLong() & mask);
    }
    return all;
  }

  private static RowBatch batch(int rows, LongUnaryOperator values) {
    RowBatch batch = new RowBatch(COLUMNS.size(), rows, rows);
    for (int row = 0; row < rows; row++) {
      long value = values.applyAsLong(row);
      batch.column(0)[row] = value;
      batch.column(1)[row] = (int) value;
      batch.column(2)[row] = value;
      batch.add();
    }
    return batch;
  }

  /** Writes each batch as a part, and the parts as an object. */
  private Path write(List<RowBatch> batches) throws IOException {
    FileSystem system = FileSystem.getLocal(configuration).getRawFileSystem();
    Path object = new Path(folder.resolve("object.parquet").toString());
    try (FSDataOutputStream stream = system.create(object, true)) {
      ObjectWriter writer = new ObjectWriter(COLUMNS, List.of(1, 0), stream);
      for (RowBatch batch : batches) {
        java.nio.file.Path part = folder.resolve("part");
        List<WrittenGroup> groups = writePart(system, part, batch);
        try (InputStream bytes = Files.newInputStream(part)) {
          writer.append(bytes, groups);
        }
      }
      writer.finish();
    }
    return object;
  }

  private static List<WrittenGroup> writePart(
      FileSystem system, java.nio.file.Path part, RowBatch batch) throws IOException {
    try (FSDataOutputStream stream = system.create(new Path(part.toString()), true);
        RowGroupWriter writer = new RowGroupWriter(COLUMNS, stream)) {
      writer.write(batch);
      return writer.groups();
    }
  }

  private static List<List<Long>> rows(List<RowBatch> batches) {
    List<List<Long>> rows = new ArrayList<>();
    for (RowBatch batch : batches) {
      for (int row = 0; row < batch.rows(); row++) {
        rows.add(List.of(batch.column(0)[row], batch.column(1)[row], batch.column(2)[row]));
      }
    }
    return rows;
  }

  private List<List<Long>> read(Path file) throws IOException {
    List<List<Long>> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), file).withConf(configuration).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(
            List.of(
                row.getLong("wide", 0),
                (long) row.getInteger("narrow", 0),
                row.getLong("time", 0)));
      }
    }
    return rows;
  }
}
