package io.crossroads.pipelines.history;

import java.util.List;
import java.util.Objects;

/**
 * Historical files of a pipeline and what becomes of them.
 *
 * @param bucket where the Parquet objects go
 * @param columns the columns of an object, in order; every one must be in a file
 * @param sortedBy names of the columns that rows are sorted by; ties keep the order of the file
 */
public record HistoryLayout(String bucket, List<HistoryColumn> columns, List<String> sortedBy) {

  public HistoryLayout {
    Objects.requireNonNull(bucket, "bucket");
    columns = List.copyOf(columns);
    sortedBy = List.copyOf(sortedBy);
    List<String> names = columns.stream().map(HistoryColumn::name).toList();
    for (String column : sortedBy) {
      if (!names.contains(column)) {
        throw new IllegalArgumentException("sorted by '" + column + "', which is not in " + names);
      }
    }
  }
}
