package io.crossroads.lake.rollup;

import io.crossroads.layers.rollup.Cell;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.testkit.LocalSpark;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Cells as each of the layers makes them, of readings at hand. */
final class Layers {

  private static final String BUCKET = "bucket";

  private Layers() {}

  /** What the batch layer makes of readings. */
  static Map<String, List<Cell>> batch(Pipeline pipeline, Collection<Reading> readings) {
    RollupColumns columns = new RollupColumns(pipeline);
    return columns.reader().byRollup(columns.cells(events(readings, reading -> 0)).collectAsList());
  }

  /** What the speed layer makes of readings. */
  static Map<String, List<Cell>> speed(
      Pipeline pipeline, Collection<Reading> readings, ToLongFunction<Reading> bucket) {
    RollupColumns columns = new RollupColumns(pipeline);
    return columns
        .reader()
        .byRollup(columns.cells(events(readings, bucket), BUCKET).collectAsList());
  }

  private static Dataset<Row> events(Collection<Reading> readings, ToLongFunction<Reading> bucket) {
    StructType type = EventColumns.of(SamplePipeline.SCHEMA).add(BUCKET, DataTypes.LongType, false);
    List<Row> rows =
        readings.stream().map(reading -> reading.row(bucket.applyAsLong(reading))).toList();
    return LocalSpark.session().createDataFrame(rows, type);
  }
}
