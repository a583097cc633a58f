package io.crossroads.batch.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;

/** Encodes the values of one page of a column that is required and not nested. */
interface PageEncoder {

  /** The encoding, as the page's header names it. */
  Encoding encoding();

  /** Encodes {@code values[from..to)}; what it returns is valid until the next call. */
  BytesInput encode(long[] values, int from, int to) throws IOException;
}
